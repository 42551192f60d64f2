import type { Calendar } from '../../domain/calendar.ts';
import { activeGeneralLimit } from '../../domain/entitlement.ts';
import { companyOf } from '../../domain/host.ts';
import { isActive, type Link } from '../../domain/link.ts';
import { Failure } from '../../failure.ts';
import type { Clock, Store } from '../../ports.ts';
import { bookedOneOffs } from '../bookings/closed.ts';
import { randomName } from '../identifiers.ts';
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

export interface Links {
  /** The host's links, trashed ones aside, newest first. */
  list(host: string): Promise<LinkView[]>;
  /** Saved inactive where the plan allows no further active one. @throws invalid */
  create(host: string, input: LinkInput): Promise<LinkView>;
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
   * one write. @returns the link that was switched off instead, if there was one
   */
  const switchGeneral = async (
    host: string,
    slug: string,
    active: boolean,
    instead: string | null = null,
  ): Promise<string | null> => {
    for (let attempt = 0; attempt < TRIES; attempt += 1) {
      const calendar = await calendarOf(host);
      const was = calendar.activeGeneral;
      const replaced = active && instead !== null && instead !== slug && was.includes(instead) ? instead : null;
      if (was.includes(slug) === active && replaced === null) return null;
      const others = was.filter(other => other !== slug && other !== replaced);
      if (active && !was.includes(slug)) {
        const limit = activeGeneralLimit(await store.companies.find(companyOf(host)), planRule);
        if (others.length >= limit) throw new Failure('plan_limit', { extra: { activeLinks: others, limit } });
      }
      const activeGeneral = active ? [...others, slug] : others;
      if (await store.calendars.replace({ ...calendar, activeGeneral, rev: calendar.rev + 1 }, calendar.rev))
        return replaced;
    }
    throw new Failure('busy', { detail: 'a calendar kept changing' });
  };

  const setActive = async (link: Link, active: boolean, instead: string | null = null): Promise<string | null> =>
    link.offer.kind === 'general' ? switchGeneral(link.host, link.slug, active, instead) : null;

  /** A link that is trashed at the same moment isn't left among the active ones: `trash` clears after it has marked, this looks after it has set. */
  const activate = async (link: Link, instead: string | null = null): Promise<string | null> => {
    const replaced = await setActive(link, true, instead);
    if ((await store.links.find(link.slug))?.deletedAt !== null) await setActive(link, false);
    return replaced;
  };

  /** Takes back what `activate` did. */
  const deactivate = async (link: Link, replaced: string | null): Promise<void> => {
    const other = replaced === null ? null : await store.links.find(replaced);
    if (other?.deletedAt === null) await activate(other, link.slug).catch(unlessPlanLimit);
    else await setActive(link, false);
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

    create: async (host, given) => {
      const input = checked(given, clock.now());
      const link = { host, version: 1, ...input, createdAt: clock.now(), deletedAt: null };
      for (;;) {
        const named = { ...link, slug: randomName(SLUG_LENGTH) };
        if ((await store.tombstones.has(named.slug)) || !(await store.links.insert(named))) continue;
        if (input.active) {
          await activate(named).catch(unlessPlanLimit);
        }
        return view(named);
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
      const was = isActive(link, await calendarOf(host));
      const replaced = given.active ? await activate(link, instead) : null;
      const saved = await save(link, input).catch(async failure => {
        // Trashed meanwhile, it mustn't count among the active ones either.
        const isTrashed = (await store.links.find(slug))?.deletedAt !== null;
        if (given.active && (isTrashed || !was)) await deactivate(link, replaced);
        else if (replaced !== null) await activate(await ownLink(host, replaced)).catch(unlessPlanLimit);
        throw failure;
      });
      if (given.active === false) await setActive(saved, false);
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
