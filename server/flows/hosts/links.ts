import type { Calendar } from '../../domain/calendar.ts';
import { activeGeneralLimit } from '../../domain/entitlement.ts';
import { sanitiseFooter } from '../../domain/footer.ts';
import { companyOf } from '../../domain/host.ts';
import { isActive, type Language, type Link, type MeetingDetails } from '../../domain/link.ts';
import { refuse } from '../../domain/refusal.ts';
import type { Offer } from '../../domain/rule.ts';
import { Failure } from '../../failure.ts';
import type { Clock, Store } from '../../ports.ts';
import { isBookedOneOff } from '../bookings/closed.ts';
import { isLine, isText } from '../bookings/guest-input.ts';
import { randomName } from '../identifiers.ts';

export interface LinksDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly planRule: 'enforce' | 'off';
}

/** What a host says of a link. */
export interface LinkInput {
  readonly offer: Offer;
  readonly details: MeetingDetails;
  readonly language: Language | null;
  readonly active: boolean;
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
  /** @throws not_found, stale (with the current version), invalid, plan_limit */
  change(host: string, slug: string, version: number, input: Partial<LinkInput>): Promise<LinkView>;
  /** From now on its page answers 410; meetings already booked stay. @throws not_found */
  trash(host: string, slug: string): Promise<void>;
  /** Takes `trash` back; inactive where the plan by now allows no further active one. @throws not_found */
  restore(host: string, slug: string): Promise<LinkView>;
}

const TRIES = 50;
const SLUG_LENGTH = 12;

/** The texts of a link, by the field that is named where one can't be stored, shown or mailed as it is. */
const textsOf = ({
  name,
  place,
  description,
  activityType,
  questions,
  footer,
}: MeetingDetails): Record<string, string[]> => ({
  name: [name],
  place: [place.text],
  description: [description],
  activityType: [activityType],
  questions: questions.flatMap(({ label, choices }) => [label, ...choices]),
  footer: [footer],
});

const checked = (input: LinkInput, now: number, before?: Offer): LinkInput => {
  for (const [field, texts] of Object.entries(textsOf(input.details)))
    if (!texts.every(isText))
      throw new Failure('invalid', { field: `details.${field}`, message: `“${field}” has control characters.` });
  if (!isLine(input.details.name))
    throw new Failure('invalid', { field: 'details.name', message: 'The name has to stand on one line.' });
  const refusal = refuse(input.offer, now, before);
  if (refusal) throw new Failure('invalid', { field: `offer.rule.${refusal.field}`, message: refusal.reason });
  if (input.details.name.trim() === '')
    throw new Failure('invalid', { field: 'details.name', message: 'The meeting needs a name.' });
  if (input.details.activityType.trim() === '')
    throw new Failure('invalid', { field: 'details.activityType', message: 'The activity needs a type.' });
  const ids = input.details.questions.map(question => question.id);
  // Names that every object has would be mistaken for answers.
  if (ids.some(id => !/^[A-Za-z0-9_-]{1,64}$/.test(id) || id in Object.prototype) || new Set(ids).size < ids.length)
    throw new Failure('invalid', { field: 'details.questions', message: 'Every question needs an id of its own.' });
  const wrong = input.details.questions.find(
    ({ kind, choices, label }) => label.trim() === '' || (kind === 'choice') !== choices.length > 0,
  );
  if (wrong)
    throw new Failure('invalid', {
      field: 'details.questions',
      message: 'Every question needs a text, and choices exactly where it is a choice.',
    });
  return {
    ...input,
    details: { ...input.details, name: input.details.name.trim(), footer: sanitiseFooter(input.details.footer) },
  };
};

/** What the plan doesn't let be active is kept inactive. */
const unlessPlanLimit = (failure: unknown): void => {
  if (!(failure instanceof Failure) || failure.code !== 'plan_limit') throw failure;
};

export const createLinks = ({ store, clock, planRule }: LinksDeps): Links => {
  const calendarOf = async (host: string): Promise<Calendar> => {
    const calendar = await store.calendars.find(host);
    if (!calendar) throw new Failure('not_installed');
    return calendar;
  };

  const viewIn = async (link: Link, calendar: Calendar): Promise<LinkView> => ({
    link,
    active: isActive(link, calendar),
    closed: await isBookedOneOff(store, link, calendar.claims),
  });

  const view = async (link: Link): Promise<LinkView> => viewIn(link, await calendarOf(link.host));

  const ownLink = async (host: string, slug: string): Promise<Link> => {
    const link = await store.links.find(slug);
    if (link?.host !== host) throw new Failure('not_found');
    return link;
  };

  /** Decided in the calendar, so that two tabs can't pass the limit. */
  const setActive = async (link: Link, active: boolean): Promise<void> => {
    if (link.offer.kind !== 'general') return;
    const limit = activeGeneralLimit(await store.companies.find(companyOf(link.host)), planRule);
    for (let attempt = 0; attempt < TRIES; attempt += 1) {
      const calendar = await calendarOf(link.host);
      const others = calendar.activeGeneral.filter(slug => slug !== link.slug);
      if (calendar.activeGeneral.includes(link.slug) === active) return;
      if (active && others.length >= limit) throw new Failure('plan_limit', { extra: { activeLinks: others, limit } });
      const activeGeneral = active ? [...others, link.slug] : others;
      if (await store.calendars.replace({ ...calendar, activeGeneral, rev: calendar.rev + 1 }, calendar.rev)) return;
    }
    throw new Failure('busy', { detail: 'a calendar kept changing' });
  };

  /** A link that is trashed at the same moment isn't left among the active ones: `trash` clears after it has marked, this looks after it has set. */
  const activate = async (link: Link): Promise<void> => {
    await setActive(link, true);
    if ((await store.links.find(link.slug))?.deletedAt !== null) await setActive(link, false);
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
      return Promise.all(links.map(link => viewIn(link, calendar)));
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

    change: async (host, slug, version, given) => {
      const link = await ownLink(host, slug);
      if (link.deletedAt !== null) throw new Failure('not_found');
      if (link.version !== version) throw new Failure('stale', { extra: { version: link.version } });
      const { offer, details, language, active } = link;
      const input = checked({ offer, details, language, active, ...given }, clock.now(), offer);
      if (input.offer.kind !== offer.kind)
        throw new Failure('invalid', { field: 'offer.kind', message: 'A link keeps its kind.' });
      // Switched on first: where the plan refuses that, nothing of the change is saved, and the version that was edited stays.
      const was = isActive(link, await calendarOf(host));
      if (given.active) await activate(link);
      const saved = await save(link, input).catch(async failure => {
        // Trashed meanwhile, it mustn't count among the active ones either.
        const isTrashed = (await store.links.find(slug))?.deletedAt !== null;
        if (given.active && (isTrashed || !was)) await setActive(link, false);
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
        return setActive(link, false);
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
