import { beforeEach, describe, expect, test } from 'vitest';
import { HOUR } from '../../../server/domain/interval.ts';
import type { Link } from '../../../server/domain/link.ts';
import { saveCompany } from '../../../server/flows/crm/company.ts';
import { createLinks, type Links } from '../../../server/flows/hosts/links.ts';
import type { Store } from '../../../server/ports.ts';
import {
  NOON,
  sampleBooking,
  sampleCalendar,
  sampleCompany,
  sampleHost,
  sampleLink,
} from '../../contracts/store-samples.ts';
import { openFakeStore } from '../../fakes/store.ts';
import { createFakeCrm } from '../crm.ts';

const SLUG = '4fWqZ8mXbT2c';
const OTHER = '9fWqZ8mXbT2c';
const HOST = '42:7';

const link = (change: Partial<Link> = {}): Link =>
  sampleLink({ details: { ...sampleLink().details, name: 'Call' }, ...change });

const log = { info: () => {}, warn: () => {}, error: () => {} };

let store: Store;

const linksOver = (over: Partial<Store> = {}): Links =>
  createLinks({ store: { ...store, ...over }, clock: { now: () => NOON }, planRule: 'enforce' });

const activeGeneral = async () => (await store.calendars.find(HOST))?.activeGeneral;
const deletedAt = async (slug = SLUG) => (await store.links.find(slug))?.deletedAt;

beforeEach(async () => {
  store = openFakeStore();
  await store.companies.put(sampleCompany({ plan: 'growth' }));
  await store.calendars.insert(sampleCalendar({ claims: [] }));
  await store.links.insert(link());
});

describe('trashing a link', () => {
  test('switches it off and marks it, and taking it back does the reverse', async () => {
    await linksOver().trash(HOST, SLUG);
    expect([await activeGeneral(), await deletedAt()]).toEqual([[], NOON]);
    expect(await linksOver().restore(HOST, SLUG)).toMatchObject({ active: true, link: { deletedAt: null } });
    expect([await activeGeneral(), await deletedAt()]).toEqual([[SLUG], null]);
  });

  test.each(['before', 'after'] as const)(
    'never leaves one that is trashed and counts as active, if the process dies %s a write',
    async when => {
      for (let last = 1; last <= 3; last += 1) {
        await store.links.replace(link({ version: 99 }), (await store.links.find(SLUG))?.version ?? 0);
        const { rev = 0 } = (await store.calendars.find(HOST)) ?? {};
        await store.calendars.replace(sampleCalendar({ claims: [], rev: rev + 1 }), rev);
        let writes = 0;
        const dying =
          <Arguments extends unknown[]>(write: (...given: Arguments) => Promise<boolean>) =>
          async (...given: Arguments): Promise<boolean> => {
            writes += 1;
            if (writes === last && when === 'before') throw new Error('crash');
            const done = await write(...given);
            if (writes === last) throw new Error('crash');
            return done;
          };
        const crashing = linksOver({
          links: { ...store.links, replace: dying(store.links.replace) },
          calendars: { ...store.calendars, replace: dying(store.calendars.replace) },
        });
        // Two writes: there is no third to die at.
        const outcome = await crashing.trash(HOST, SLUG).catch(String);
        expect(outcome).toBe(last <= 2 ? 'Error: crash' : undefined);
        if ((await deletedAt()) !== null) expect(await activeGeneral()).toEqual([]);
        await linksOver().trash(HOST, SLUG);
        expect([await activeGeneral(), await deletedAt()]).toEqual([[], NOON]);
      }
    },
  );

  test('while it is being switched on leaves it switched off, whoever comes first', async () => {
    for (const moment of ['before the calendar is written', 'after'] as const) {
      await store.links.replace(link({ version: 99 }), (await store.links.find(SLUG))?.version ?? 0);
      await linksOver().change(HOST, SLUG, 99, { active: false });
      let trashed = false;
      const trash = async () => {
        if (trashed) return;
        trashed = true;
        await linksOver().trash(HOST, SLUG);
      };
      const calendars: Store['calendars'] = {
        ...store.calendars,
        replace: async (next, was) => {
          if (moment !== 'after') await trash();
          const done = await store.calendars.replace(next, was);
          await trash();
          return done;
        },
      };
      await expect(linksOver({ calendars }).change(HOST, SLUG, 100, { active: true })).rejects.toThrow(
        /changed this in the meantime/,
      );
      expect([await activeGeneral(), await deletedAt()]).toEqual([[], NOON]);
    }
  });

  test('right after it was taken back leaves it switched off', async () => {
    await linksOver().trash(HOST, SLUG);
    const links: Store['links'] = {
      ...store.links,
      replace: async (next, was) => {
        const done = await store.links.replace(next, was);
        await linksOver().trash(HOST, SLUG);
        return done;
      },
    };
    expect(await linksOver({ links }).restore(HOST, SLUG)).toMatchObject({ active: false });
    expect([await activeGeneral(), await deletedAt()]).toEqual([[], NOON]);
  });
});

describe('two tabs at one link', () => {
  /** Before the first tab's save, the second does all of its own. */
  const meanwhile = (second: () => Promise<unknown>, when: 'before' | 'after'): Links => {
    let done = false;
    const act = async () => {
      if (done) return;
      done = true;
      await second();
    };
    return linksOver({
      links: {
        ...store.links,
        replace: async (next, was) => {
          if (when === 'before') await act();
          const replaced = await store.links.replace(next, was);
          await act();
          return replaced;
        },
      },
    });
  };

  test('that both switch it on leave it on: the one that is refused takes nothing back from the other', async () => {
    await linksOver().change(HOST, SLUG, 1, { active: false });
    const first = meanwhile(async () => {
      expect(await linksOver().change(HOST, SLUG, 2, { active: true })).toMatchObject({ active: true });
    }, 'before');
    await expect(first.change(HOST, SLUG, 2, { active: true })).rejects.toMatchObject({ code: 'stale' });
    expect([await activeGeneral(), (await store.links.find(SLUG))?.active]).toEqual([[SLUG], true]);
  });

  test('of which the later switches it on leave it on, however slow the earlier is', async () => {
    const first = meanwhile(async () => {
      expect(await linksOver().change(HOST, SLUG, 2, { active: true })).toMatchObject({ active: true });
    }, 'after');
    expect(await first.change(HOST, SLUG, 1, { active: false })).toMatchObject({ active: true });
    expect([await activeGeneral(), (await store.links.find(SLUG))?.active]).toEqual([[SLUG], true]);
  });
});

describe('a plan that goes down while a link is switched on', () => {
  test.each([
    ['growth', [SLUG]],
    ['lite', []],
  ] as const)('to %s is kept to', async (plan, expected) => {
    await store.companies.put(sampleCompany({ plan: 'premium' }));
    await store.hosts.put(sampleHost());
    await store.links.insert(link({ slug: OTHER, active: false }));
    const me = { user: 7, company: 42, name: '', email: '', zone: 'UTC', language: 'en', companyName: '' };
    const burstLimit = { growth: 160, lite: 80 }[plan];
    let lowered = false;
    const companies: Store['companies'] = {
      ...store.companies,
      find: async id => {
        const before = await store.companies.find(id);
        if (!lowered) {
          lowered = true;
          await saveCompany(
            { store, crm: createFakeCrm().crm, clock: { now: () => NOON }, log, planRule: 'enforce' },
            { ...me, companyDomain: '', burstLimit },
            [],
          );
        }
        return before;
      },
    };
    await expect(linksOver({ companies }).change(HOST, OTHER, 1, { active: true })).rejects.toMatchObject({
      code: 'plan_limit',
    });
    expect(await activeGeneral()).toEqual(expected);
  });
});

describe('switching a link on instead of another', () => {
  const OVERTAKING = { ...link({ slug: OTHER, version: 2 }), language: 'pl' } as const;
  const overtaken = (): Partial<Store> => ({
    links: {
      ...store.links,
      replace: async (next, was) => {
        await store.links.replace(OVERTAKING, 1);
        return store.links.replace(next, was);
      },
    },
  });

  test('writes the calendar once', async () => {
    await store.links.insert(link({ slug: OTHER }));
    const { rev = 0 } = (await store.calendars.find(HOST)) ?? {};
    const switched = await linksOver().change(HOST, OTHER, 1, { active: true }, SLUG);
    expect([switched.active, await activeGeneral()]).toEqual([true, [OTHER]]);
    expect((await store.calendars.find(HOST))?.rev).toBe(rev + 1);
  });

  test('is the host’s choice: the other isn’t switched on by itself again, by coming back from the trash', async () => {
    await store.links.insert(link({ slug: OTHER }));
    await linksOver().change(HOST, OTHER, 1, { active: true }, SLUG);
    expect(await store.links.find(SLUG)).toMatchObject({ active: false, version: 2 });
    await store.companies.put(sampleCompany({ plan: 'premium' }));
    await linksOver().trash(HOST, SLUG);
    expect(await linksOver().restore(HOST, SLUG)).toMatchObject({ active: false, link: { active: false } });
    expect(await activeGeneral()).toEqual([OTHER]);
  });

  test('leaves the other alone where another tab has switched it on again since', async () => {
    await store.companies.put(sampleCompany({ plan: 'premium' }));
    await store.links.insert(link({ slug: OTHER, active: false }));
    const again: Partial<Store> = {
      links: {
        ...store.links,
        replace: async (next, was) => {
          const isSaved = await store.links.replace(next, was);
          if (next.slug === OTHER) await linksOver().change(HOST, SLUG, 1, { active: true });
          return isSaved;
        },
      },
    };
    await linksOver(again).change(HOST, OTHER, 1, { active: true }, SLUG);
    expect([await activeGeneral(), (await store.links.find(SLUG))?.active]).toEqual([[OTHER, SLUG], true]);
  });

  test('is taken back where the edit is overtaken while it is saved', async () => {
    await store.links.insert(link({ slug: OTHER }));
    const change = linksOver(overtaken()).change(HOST, OTHER, 1, { active: true }, SLUG);
    await expect(change).rejects.toMatchObject({ code: 'stale', extra: { version: 2 } });
    expect(await activeGeneral()).toEqual([SLUG]);
  });

  test('puts back what it switched off also where the link was on before', async () => {
    await store.companies.put(sampleCompany({ plan: 'premium' }));
    await store.links.insert(link({ slug: OTHER }));
    await linksOver().change(HOST, OTHER, 1, { active: true });
    await store.links.replace(link({ slug: OTHER, version: 1 }), 2);
    const change = linksOver(overtaken()).change(HOST, OTHER, 1, { active: true }, SLUG);
    await expect(change).rejects.toMatchObject({ code: 'stale' });
    expect([...((await activeGeneral()) ?? [])].sort()).toEqual([SLUG, OTHER].sort());
  });

  test('doesn’t help past the limit by naming a link that is off, or somebody else’s', async () => {
    await store.links.insert(link({ slug: OTHER }));
    for (const instead of [OTHER, 'nobodyhere12'])
      await expect(linksOver().change(HOST, OTHER, 1, { active: true }, instead)).rejects.toMatchObject({
        code: 'plan_limit',
        extra: { activeLinks: [SLUG], limit: 1 },
      });
    expect(await activeGeneral()).toEqual([SLUG]);
  });
});

describe('the list of links', () => {
  test('reads the calendar once, and the bookings once, however many links there are', async () => {
    await store.links.insert(link({ slug: OTHER, createdAt: NOON + 1 }));
    let reads = 0;
    const calendars: Store['calendars'] = {
      ...store.calendars,
      find: host => {
        reads += 1;
        return store.calendars.find(host);
      },
    };
    let bookingReads = 0;
    const specific = { zone: 'Asia/Kathmandu', times: [[NOON, NOON + HOUR]], bufferBefore: 0, bufferAfter: 0 } as const;
    for (let count = 0; count < 50; count += 1)
      await store.links.insert(
        link({
          slug: `oneOff${count}`,
          createdAt: NOON - 1,
          offer: { kind: 'specific', rule: { ...specific, bookings: 'one' } },
        }),
      );
    const counted = <Given extends unknown[], Found>(read: (...given: Given) => Found) => {
      return (...given: Given): Found => {
        bookingReads += 1;
        return read(...given);
      };
    };
    const bookings: Store['bookings'] = {
      ...store.bookings,
      bookedAmong: counted(store.bookings.bookedAmong),
      liveOfLink: counted(store.bookings.liveOfLink),
    };
    const all = await linksOver({ calendars, bookings }).list(HOST);
    expect([all.length, bookingReads]).toEqual([52, 1]);
    const views = all.slice(0, 2);
    expect(views.map(view => [view.link.slug, view.active])).toEqual([
      [OTHER, false],
      [SLUG, true],
    ]);
    expect(reads).toBe(1);
  });
});

describe('a link for one booking', () => {
  const oneOff: Link = link({
    slug: OTHER,
    offer: {
      kind: 'specific',
      rule: {
        zone: 'America/St_Johns',
        times: [[NOON + 24 * HOUR, NOON + 25 * HOUR]],
        bufferBefore: 0,
        bufferAfter: 0,
        bookings: 'one',
      },
    },
  });
  const closed = async () => (await linksOver().list(HOST)).find(view => view.link.slug === OTHER)?.closed;

  test.each([
    ['pending', false],
    ['confirmed', true],
    ['cancelled', false],
    ['dropped', false],
  ] as const)('with a %s booking and no claim is closed: %s', async (state, expected) => {
    await store.links.insert(oneOff);
    await store.bookings.insert(sampleBooking({ link: OTHER, state }));
    expect(await closed()).toBe(expected);
  });

  test('is closed by a claim of a pending booking, but by no hold and no other link’s', async () => {
    await store.links.insert(oneOff);
    const claim = { id: 'one', kind: 'booking', start: NOON, end: NOON + HOUR, before: 0, after: 0 } as const;
    const claims = [{ ...claim, link: SLUG }, { ...claim, id: 'two', kind: 'hold', link: OTHER } as const];
    await store.calendars.replace(sampleCalendar({ rev: 2, claims }), 1);
    expect(await closed()).toBe(false);
    await store.calendars.replace(sampleCalendar({ rev: 3, claims: [...claims, { ...claim, link: OTHER }] }), 2);
    expect(await closed()).toBe(true);
  });
});
