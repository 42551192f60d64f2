import type { Language, Place } from '../../domain/link.ts';
import { verdict } from '../../domain/slots.ts';
import { addDays, dateIn, isDate, isZone, midnightIn } from '../../domain/zone.ts';
import { parseInstant } from '../../flows/bookings/guest-input.ts';
import type { OpenLink } from '../../flows/bookings/open-link.ts';
import { iso } from '../times.ts';
import type { GuestDeps } from './deps.ts';
import type { BookPage, PublicMeeting, Refused } from './page.ts';
import { monthAsRange, monthIn, monthOf } from './visit.ts';

/** What the page's address, or a refused form, asks for; anything in it that isn't valid counts as not asked for. */
export interface BookVisit {
  readonly zone?: string | undefined;
  readonly month?: string | undefined;
  readonly date?: string | undefined;
  readonly start?: string | undefined;
  /** Of a personal link: somebody else books. */
  readonly other?: boolean;
  /** For the form. */
  readonly brought?: Pick<BookPage, 'prefill' | 'campaign'>;
  /** A good one: of a link that is `preview`. */
  readonly preview?: string | undefined;
  /** Of a refused form: one of ours. */
  readonly key?: string | undefined;
}

/** Whoever hasn't booked isn't let into the host's video room. */
const placeBefore = (place: Place): Place => (place.kind === 'video' ? { ...place, text: '' } : place);

export const publicMeeting = ({ link, host }: OpenLink, company: string): PublicMeeting => ({
  name: link.details.name,
  host: host.name,
  company,
  place: placeBefore(link.details.place),
  description: link.details.description,
  duration: link.offer.kind === 'general' ? link.offer.rule.duration : null,
});

/** Months that can have starts at all: from today's to that of the last bookable date. */
const monthsOf = ({ link }: OpenLink, zone: string, now: number): Pick<BookPage, 'firstMonth' | 'lastMonth'> => {
  const { offer } = link;
  if (offer.kind === 'specific') {
    const last = Math.max(now, ...offer.rule.times.map(([start]) => start));
    return { firstMonth: monthIn(zone, now), lastMonth: monthIn(zone, last) };
  }
  const { rule } = offer;
  const today = dateIn(rule.zone, now);
  const first = rule.activeFrom && rule.activeFrom > today ? rule.activeFrom : today;
  const horizon = rule.horizonDays === null ? null : addDays(today, rule.horizonDays);
  const lasts = [rule.activeTo, horizon]
    .filter(date => date !== null)
    .filter(date => date < '9999')
    .sort();
  // The end of the host's last date may be in the guest's next month.
  const last = lasts[0] === undefined ? null : midnightIn(rule.zone, addDays(lasts[0], 1)) - 1;
  return {
    firstMonth: monthIn(zone, Math.max(now, midnightIn(rule.zone, first))),
    lastMonth: last === null ? null : monthIn(zone, last),
  };
};

/** The part of a page that shows a month of free starts. */
export type MonthShown = Pick<
  BookPage,
  'today' | 'month' | 'firstMonth' | 'lastMonth' | 'starts' | 'date' | 'start'
> & { readonly ends?: readonly string[] };

/** Nothing is offered from the year 9999 on. */
const FARTHEST_MONTH = '9998-12-01';

/** Months compare as text; what lies outside counts as the nearer end, and where the ends are crossed the first one wins. */
const within = (month: string, first: string, last: string): string => {
  const notLater = [month, last, FARTHEST_MONTH].sort()[0] ?? month;
  return [notLater, first < FARTHEST_MONTH ? first : FARTHEST_MONTH].sort()[1] ?? notLater;
};

/** The month asked for, else that of the day or time asked for, else that of the first free start: empty months are skipped. */
export const showMonth = async (
  deps: GuestDeps,
  open: OpenLink,
  visit: BookVisit,
  zone: string,
  excludeBooking: string | null = null,
): Promise<MonthShown> => {
  const now = deps.clock.now();
  const start = visit.start === undefined ? null : instantOrNull(visit.start);
  const months = monthsOf(open, zone, now);
  const asked = [visit.month, visit.date, start === null ? undefined : dateIn(zone, start)].find(
    date => date !== undefined && isDate(date),
  );
  const first = asked === undefined ? (await deps.nextFree(open, now, 1, excludeBooking))[0] : undefined;
  const wanted =
    asked === undefined ? (first === undefined ? months.firstMonth : monthIn(zone, first)) : monthOf(asked);
  const month = within(wanted, months.firstMonth, months.lastMonth ?? FARTHEST_MONTH);
  const { starts, ends } = await deps.list(open, monthAsRange(month, zone), excludeBooking);
  const dates = new Set(starts.map(found => dateIn(zone, found)));
  const day = start !== null && (starts.includes(start) || visit.date === undefined) ? dateIn(zone, start) : visit.date;
  return {
    today: dateIn(zone, now),
    month,
    ...months,
    // Nothing is free in any month: there is none to go on to.
    ...(asked === undefined && first === undefined ? { lastMonth: months.firstMonth } : {}),
    starts: starts.map(iso),
    ...(ends ? { ends: ends.map(iso) } : {}),
    date: day !== undefined && dates.has(day) ? day : ([...dates][0] ?? null),
    start: start !== null && starts.includes(start) ? iso(start) : null,
  };
};

/** The month of a time that isn't free: opened on its own day where that has others, else on that of the nearest of them. */
export const showMonthAround = async (
  deps: GuestDeps,
  open: OpenLink,
  shown: MonthShown,
  visit: BookVisit,
  nearest: readonly string[],
  zone: string,
  excludeBooking: string | null = null,
): Promise<MonthShown> => {
  const start = instantOrNull(visit.start ?? '');
  const [next] = nearest;
  if (next === undefined || shown.date === (visit.date ?? (start !== null && dateIn(zone, start)))) return shown;
  return showMonth(deps, open, { date: dateIn(zone, Date.parse(next)) }, zone, excludeBooking);
};

const instantOrNull = (text: string): number | null => {
  try {
    return parseInstant(text, 'start');
  } catch {
    return null;
  }
};

/** The booking page as a guest's visit, or a refused attempt, has it. */
export const bookPage = async (
  deps: GuestDeps,
  open: OpenLink,
  visit: BookVisit,
  language: Language,
  refused: Refused | null,
): Promise<BookPage> => {
  const hostZone = open.link.offer.rule.zone;
  const zone = visit.zone !== undefined && isZone(visit.zone) ? visit.zone : null;
  const asked = await showMonth(deps, open, visit, zone ?? hostZone);
  const company = await deps.store.companies.find(open.host.company);
  const gone =
    visit.start !== undefined && asked.start === null && !refused ? await noLongerFree(deps, open, visit.start) : null;
  const shown = gone ? await showMonthAround(deps, open, asked, visit, gone.nearest, zone ?? hostZone) : asked;
  return {
    kind: 'book',
    language,
    assets: deps.assets,
    path: open.invitation ? `/i/${open.invitation.id}` : `/b/${open.link.slug}`,
    ...(open.invitation?.guest && {
      invited: { name: open.invitation.guest.name, hasEmail: open.invitation.guest.email !== '' },
    }),
    meeting: publicMeeting(open, company?.name ?? ''),
    hostZone,
    zone,
    ...shown,
    questions: open.link.details.questions,
    footer: open.link.details.footer,
    idempotencyKey: visit.key ?? deps.formKeys.key(deps.clock.now()),
    refused: gone ?? refused,
    preview: open.preview === true,
    ...(open.invitation?.guest && visit.other ? { other: true } : {}),
    ...visit.brought,
    ...(open.preview && visit.preview !== undefined ? { previewToken: visit.preview } : {}),
  };
};

/** Whether the link would offer the start if the host had nothing else to do. */
const isOffered = ({ link }: OpenLink, start: number, now: number): boolean => {
  const asker = { link: link.slug, excludeBooking: null, hold: null };
  return verdict(link.offer, { busy: [], claims: [] }, asker, start, now).kind === 'free';
};

/** A time from an old mail or tab that isn't free: the nearest three, or the next three where it is past or none at all. */
const noLongerFree = async (deps: GuestDeps, open: OpenLink, start: string): Promise<Refused> => {
  const at = instantOrNull(start);
  const now = deps.clock.now();
  const near = at === null || at <= now ? await deps.nextFree(open, now, 3) : await deps.near(open, at);
  return {
    code: at !== null && isOffered(open, at, now) ? 'slot_taken' : 'not_offered',
    message: '',
    field: null,
    nearest: near.map(iso),
    ...(at !== null && { wanted: iso(at) }),
    typed: { name: '', email: '', notes: '', colleagues: '', answers: {} },
  };
};
