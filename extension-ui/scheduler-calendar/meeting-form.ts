import type { MeetingChange, MeetingReply } from '../../server/http/host/schema.ts';
import { addDays } from '../shared/dates.ts';
import { instantsAt } from '../shared/zones/instant.ts';
import { wallAt } from '../shared/zones/wall.ts';
import { clockMinutes, clockText } from './wall-time.ts';

/** The fields of one meeting as they stand in the form, in the host's zone. */
export interface MeetingForm {
  readonly date: string;
  readonly from: string;
  /** At or before `from`: of the next date. */
  readonly to: string;
  readonly placeKind: MeetingReply['place']['kind'];
  readonly placeText: string;
  readonly description: string;
  readonly colleagues: readonly string[];
  /** An address that is being typed and isn't in the list yet. */
  readonly typed: string;
}

export type Field = 'date' | 'from' | 'to' | 'place' | 'description' | 'colleagues';
export type Fault =
  | 'no_date'
  | 'no_time'
  | 'skipped'
  | 'empty'
  | 'past'
  | 'over'
  | 'too_long'
  | 'not_an_address'
  | 'twice'
  | 'is_guest'
  | 'too_many'
  /** Said by the server alone. */
  | 'refused';

export const MOST_COLLEAGUES = 10;
/** Longer than this is an end before its beginning, not a meeting that goes into the next day. */
const LONGEST = 12 * 3_600_000;

export const formOf = (meeting: MeetingReply, zone: string): MeetingForm => {
  const from = wallAt(zone, Date.parse(meeting.start));
  return {
    date: from.date,
    from: clockText(from.minutes),
    to: clockText(wallAt(zone, Date.parse(meeting.end)).minutes),
    placeKind: meeting.place.kind,
    placeText: meeting.place.text,
    description: meeting.description,
    colleagues: meeting.colleagues,
    typed: '',
  };
};

export interface FormTime {
  readonly start: number;
  readonly end: number;
  readonly endsNextDate: boolean;
  /** The start's time comes twice on that date; the first is meant. */
  readonly repeated: boolean;
}

type Faults = Partial<Record<Field, Fault>>;

/** Whether a time is as it was: it is then the very instants of the meeting, also where the clock shows it twice. */
const isSameTime = (form: MeetingForm, before: MeetingForm): boolean =>
  form.date === before.date && form.from === before.from && form.to === before.to;

/** The time that the form says, or what is wrong with it. */
export const timeIn = (form: MeetingForm, meeting: MeetingReply, zone: string): FormTime | Faults => {
  const before = formOf(meeting, zone);
  if (isSameTime(form, before)) {
    const [start, end] = [Date.parse(meeting.start), Date.parse(meeting.end)];
    return { start, end, endsNextDate: wallAt(zone, end).date > form.date, repeated: false };
  }
  const [from, to] = [clockMinutes(form.from), clockMinutes(form.to)];
  if (Number.isNaN(Date.parse(form.date))) return { date: 'no_date' };
  if (from === null) return { from: 'no_time' };
  if (to === null) return { to: 'no_time' };
  if (from === to) return { to: 'empty' };
  const keepsStart = form.date === before.date && form.from === before.from;
  const starts = keepsStart ? [Date.parse(meeting.start)] : instantsAt(zone, form.date, from);
  const [start] = starts;
  if (start === undefined) return { from: 'skipped' };
  const endsNextDate = to < from;
  const ends = instantsAt(zone, endsNextDate ? addDays(form.date, 1) : form.date, to);
  if (ends.length === 0) return { to: 'skipped' };
  // A start in the second of two like hours ends in the second too.
  const end = ends.find(instant => instant > start);
  return end === undefined ? { to: 'empty' } : { start, end, endsNextDate, repeated: starts.length > 1 };
};

export const isTime = (found: FormTime | Faults): found is FormTime => 'start' in found;

/** With another start the meeting keeps its length, as far as the clock can show it. */
export const withFrom = (form: MeetingForm, from: string): MeetingForm => {
  const [was, to, now] = [clockMinutes(form.from), clockMinutes(form.to), clockMinutes(from)];
  if (was === null || to === null || now === null) return { ...form, from };
  return { ...form, from, to: clockText((now + to - was + 2880) % 1440) };
};

const addressFault = (address: string, others: readonly string[], guest: string): Fault | null => {
  if (!/^[^\s@<>(),;:"[\]\\]{1,64}@[^\s@<>(),;:"[\]\\.]+(\.[^\s@<>(),;:"[\]\\.]+)+$/.test(address))
    return 'not_an_address';
  const lower = address.toLowerCase();
  if (others.some(other => other.toLowerCase() === lower)) return 'twice';
  if (guest.toLowerCase() === lower) return 'is_guest';
  return others.length >= MOST_COLLEAGUES ? 'too_many' : null;
};

/** What was typed joins the list; several addresses at once, as they are pasted, too. What can't stays typed, with its fault. */
export const withTyped = (form: MeetingForm, meeting: MeetingReply): { form: MeetingForm; fault: Fault | null } => {
  const colleagues = [...form.colleagues];
  const wrong: string[] = [];
  let fault: Fault | null = null;
  for (const address of form.typed.split(/[\s,;]+/).filter(part => part !== '')) {
    const found = addressFault(address, colleagues, meeting.guest.email);
    if (found === null) colleagues.push(address);
    else {
      wrong.push(address);
      fault ??= found;
    }
  }
  return { form: { ...form, colleagues, typed: wrong.join(', ') }, fault };
};

const timeFault = (time: FormTime, meeting: MeetingReply, now: number): Faults => {
  if (time.start !== Date.parse(meeting.start) && time.start < now) return { from: 'past' };
  if (time.end <= now) return { to: 'over' };
  const was = Date.parse(meeting.end) - Date.parse(meeting.start);
  return time.end - time.start > Math.max(LONGEST, was) ? { to: 'too_long' } : {};
};

/** Faults that can be told before the server is asked. */
export const faultsIn = (form: MeetingForm, meeting: MeetingReply, zone: string, now: number): Faults => {
  const time = timeIn(form, meeting, zone);
  return isTime(time) ? timeFault(time, meeting, now) : time;
};

const sameList = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((item, index) => item === other[index]);

/** Only what differs from the meeting; null where nothing does. Of a form without faults. */
export const changeIn = (form: MeetingForm, meeting: MeetingReply, zone: string): MeetingChange | null => {
  const before = formOf(meeting, zone);
  const time = isSameTime(form, before) ? null : timeIn(form, meeting, zone);
  const change: Omit<MeetingChange, 'sequence'> = {
    ...(time && isTime(time)
      ? { start: new Date(time.start).toISOString(), end: new Date(time.end).toISOString() }
      : {}),
    ...(form.placeKind !== before.placeKind || form.placeText.trim() !== before.placeText
      ? { place: { kind: form.placeKind, text: form.placeText.trim() } }
      : {}),
    ...(form.description.trim() === before.description ? {} : { description: form.description.trim() }),
    ...(sameList(form.colleagues, before.colleagues) ? {} : { colleagues: [...form.colleagues] }),
  };
  return Object.keys(change).length === 0 ? null : { sequence: meeting.sequence, ...change };
};

/** Whether closing the form would lose something. */
export const isEdited = (form: MeetingForm, meeting: MeetingReply, zone: string): boolean => {
  const before = formOf(meeting, zone);
  return form.typed.trim() !== '' || !isSameTime(form, before) || changeIn(form, meeting, zone) !== null;
};

/** Where a refusal of the server is said. */
export const fieldOf = (name: string | undefined): Field | null => {
  switch (name?.split('.')[0]) {
    case 'start':
      return 'from';
    case 'end':
      return 'to';
    case 'place':
      return 'place';
    case 'description':
      return 'description';
    case 'colleagues':
      return 'colleagues';
    default:
      return null;
  }
};
