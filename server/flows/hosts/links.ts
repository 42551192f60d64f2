import type { Calendar } from '../../domain/calendar.ts';
import { activeGeneralLimit } from '../../domain/entitlement.ts';
import { companyOf } from '../../domain/host.ts';
import { isActive, type Link } from '../../domain/link.ts';
import { Failure } from '../../failure.ts';
import type { Clock, Store } from '../../ports.ts';
import { bookedOneOffs } from '../bookings/closed.ts';
import { nameOf, randomName } from '../identifiers.ts';
import { checked, type LinkInput } from './link-input.ts';

export interface LinksDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly planRule: 'enforce' | 'off';
}

export interface LinkView {
  readonly link: Link;
  readonly active: boolean;
  /** A one-off that is booked. */
  readonly closed: boolean;
}

export interface Created extends LinkView {
  /** False: it was there already. */
  readonly created: boolean;
}

export interface Links {
  /** The host's links, trashed ones aside, newest first. */
  list(host: string): Promise<LinkView[]>;
  /**
   * Saved inactive where the plan allows no further active one. `key`: asked again with it, because an answer was lost, there is
   * still one link, as it is by now, whatever the input says. @throws invalid; link_gone: the one of this key is in the trash
   */
  create(host: string, input: LinkInput, key?: string | null): Promise<Created>;
  /**
   * `instead`: the link that is switched off in the same step as this one is switched on.
   * @throws not_found, stale (with the current version), invalid, plan_limit
   */
  change(
    host: string,
    slug: string,
    version: number,
    input: Partial<LinkInput>,
    instead?: string | null,
  ): Promise<LinkView>;
  /** From now on its page answers 410; meetings already booked stay. @throws not_found */
  trash(host: string, slug: string): Promise<void>;
  /** Takes `trash` back; inactive where the plan by now allows no further active one. @throws not_found */
  restore(host: string, slug: string): Promise<LinkView>;
}

const TRIES = 50;
const SLUG_LENGTH = 12;

/** What the plan doesn't let be active is kept inactive. */
const unlessPlanLimit = (failure: unknown): void => {
  if (!(failure instanceof Failure) || failure.code !== 'plan_limit') throw failure;
};

/** What one switching changed. */
interface Switch {
  /** False: the link was on, or off, already. */
  readonly switched: boolean;
  /** The link that was switched off instead. */
  readonly replaced: string | null;
}

const NOTHING_SWITCHED: Switch = { switched: false, replaced: null };

const viewIn = (link: Link, calendar: Calendar, booked: ReadonlySet<string>): LinkView => ({
  link,
  active: isActive(link, calendar),
  closed: booked.has(link.slug),
});

export const createLinks = ({ store, clock, planRule }: LinksDeps): Links => {
  const calendarOf = async (host: string): Promise<Calendar> => {
    const calendar = await store.calendars.find(host);
    if (!calendar) throw new Failure('not_installed');
    return calendar;
  };

  const view = async (link: Link): Promise<LinkView> => {
    const calendar = await calendarOf(link.host);
    return viewIn(link, calendar, await bookedOneOffs(store, [link], calendar.claims));
  };

  const ownLink = async (host: string, slug: string): Promise<Link> => {
    const link = await store.links.find(slug);
    if (link?.host !== host) throw new Failure('not_found');
    return link;
  };

  /**
   * Decided in the calendar, so that two tabs can't pass the limit: `slug` goes on or off, and what it goes on instead of goes off, in
   * one write.
   */
  const switchGeneral = async (
    host: string,
    slug: string,
    active: boolean,
    instead: string | null = null,
  ): Promise<Switch> => {
    for (let attempt = 0; attempt < TRIES; attempt += 1) {
      const calendar = await calendarOf(host);
      const was = calendar.activeGeneral;
      const replaced = active && instead !== null && instead !== slug && was.includes(instead) ? instead : null;
      const switched = was.includes(slug) !== active;
      if (!switched && replaced === null) return NOTHING_SWITCHED;
      const others = was.filter(other => other !== slug && other !== replaced);
      if (active && switched) {
        const limit = activeGeneralLimit(await store.companies.find(companyOf(host)), planRule);
        if (others.length >= limit) throw new Failure('plan_limit', { extra: { activeLinks: others, limit } });
      }
      const activeGeneral = active ? [...others, slug] : others;
      if (await store.calendars.replace({ ...calendar, activeGeneral, rev: calendar.rev + 1 }, calendar.rev))
        return { switched, replaced };
    }
    throw new Failure('busy', { detail: 'a calendar kept changing' });
  };

  const setActive = async (link: Link, active: boolean, instead: string | null = null): Promise<Switch> =>
    link.offer.kind === 'general' ? switchGeneral(link.host, link.slug, active, instead) : NOTHING_SWITCHED;

  /** A link that is trashed at the same moment isn't left among the active ones: `trash` clears after it has marked, this looks after it has set. */
  const activate = async (link: Link, instead: string | null = null): Promise<Switch> => {
    const done = await setActive(link, true, instead);
    if ((await store.links.find(link.slug))?.deletedAt !== null) await setActive(link, false);
    return done;
  };

  /** Takes back what `activate` did for a change of `link` that wasn't saved. */
  const takeBack = async (link: Link, { switched, replaced }: Switch): Promise<void> => {
    const current = await store.links.find(link.slug);
    const isTrashed = current?.deletedAt !== null;
    // By another tab, which was told so.
    const isWanted = !isTrashed && current.active && !link.active;
    const isToGo = isTrashed || (switched && !isWanted);
    const other = replaced === null ? null : await store.links.find(replaced);
    if (other?.deletedAt === null) await activate(other, isToGo ? link.slug : null).catch(unlessPlanLimit);
    else if (isToGo) await setActive(link, false);
  };

  /** After it was saved as not active. A tab that has switched it on since, and was told so, isn't undone. */
  const deactivate = async (link: Link): Promise<void> => {
    await setActive(link, false);
    const current = await store.links.find(link.slug);
    if (current?.deletedAt === null && current.active) await activate(current).catch(unlessPlanLimit);
  };

  /** The host has chosen another: not the plan switched it off, and nothing but the host switches it on again. */
  const markReplaced = async (slug: string): Promise<void> => {
    for (let attempt = 0; attempt < TRIES; attempt += 1) {
      const link = await store.links.find(slug);
      if (!link?.active || link.deletedAt !== null) return;
      // By another tab, since.
      if ((await calendarOf(link.host)).activeGeneral.includes(slug)) return;
      if (await store.links.replace({ ...link, active: false, version: link.version + 1 }, link.version)) return;
    }
    throw new Failure('busy', { detail: 'a link kept changing' });
  };

  /** Saves the version after `link`; another one stored in the meantime is `stale`. */
  const save = async (link: Link, change: Partial<Link>): Promise<Link> => {
    const next = { ...link, ...change, version: link.version + 1 };
    if (await store.links.replace(next, link.version)) return next;
    const current = await store.links.find(link.slug);
    throw new Failure('stale', { extra: { version: current?.version ?? null } });
  };

  return {
    list: async host => {
      const links = (await store.links.ofHost(host)).filter(link => link.deletedAt === null);
      if (links.length === 0) return [];
      const calendar = await calendarOf(host);
      const booked = await bookedOneOffs(store, links, calendar.claims);
      return links.map(link => viewIn(link, calendar, booked));
    },

    create: async (host, given, key = null) => {
      const input = checked(given, clock.now());
      const link = { host, version: 1, ...input, createdAt: clock.now(), deletedAt: null };
      for (let attempt = 0; ; attempt += 1) {
        const slug = key === null ? randomName(SLUG_LENGTH) : nameOf(SLUG_LENGTH, host, key, `${attempt}`);
        if (await store.tombstones.has(slug)) continue;
        const named = { ...link, slug };
        if (await store.links.insert(named)) {
          // Looked at after the insert: a host who is erased meanwhile keeps nothing.
          if (!(await store.calendars.find(host))) {
            await store.links.removeOfHost(host);
            throw new Failure('not_installed');
          }
          if (input.active) await activate(named).catch(unlessPlanLimit);
          return { ...(await view(named)), created: true };
        }
        const known = key === null ? null : await store.links.find(slug);
        if (known?.host !== host) continue;
        if (known.deletedAt !== null) throw new Failure('link_gone');
        // The first try may have ended right after the insert.
        if (known.active) await activate(known).catch(unlessPlanLimit);
        return { ...(await view(known)), created: false };
      }
    },

    change: async (host, slug, version, given, instead = null) => {
      const link = await ownLink(host, slug);
      if (link.deletedAt !== null) throw new Failure('not_found');
      if (link.version !== version) throw new Failure('stale', { extra: { version: link.version } });
      const { offer, details, language, active } = link;
      const input = checked({ offer, details, language, active, ...given }, clock.now(), offer);
      if (input.offer.kind !== offer.kind)
        throw new Failure('invalid', { field: 'offer.kind', message: 'A link keeps its kind.' });
      if (instead !== null && (!given.active || offer.kind !== 'general'))
        throw new Failure('invalid', {
          field: 'instead',
          message: 'Only a link with general availability that is switched on goes on instead of another.',
        });
      // Switched on first: where the plan refuses that, nothing of the change is saved, and the version that was edited stays.
      const done = given.active ? await activate(link, instead) : null;
      const saved = await save(link, input).catch(async failure => {
        if (done) await takeBack(link, done);
        throw failure;
      });
      if (done?.replaced) await markReplaced(done.replaced);
      if (given.active === false) await deactivate(saved);
      return view(saved);
    },

    trash: async (host, slug) => {
      for (let attempt = 0; attempt < TRIES; attempt += 1) {
        const link = await ownLink(host, slug);
        // Before it is marked: a crash in between leaves a link that is switched off, not a trashed one that counts as active.
        await setActive(link, false);
        const next = { ...link, deletedAt: clock.now(), version: link.version + 1 };
        // Whatever somebody else changed in the meantime goes to the trash with it.
        if (link.deletedAt === null && !(await store.links.replace(next, link.version))) continue;
        await setActive(link, false);
        return;
      }
      throw new Failure('busy', { detail: 'a link kept changing' });
    },

    restore: async (host, slug) => {
      const link = await ownLink(host, slug);
      const saved = link.deletedAt === null ? link : await save(link, { deletedAt: null });
      if (saved.active) await activate(saved).catch(unlessPlanLimit);
      return view(saved);
    },
  };
};
