import type { Booking, MailEffect } from '../../domain/booking.ts';
import type { HostCalendar } from '../../flows/crm/host-calendar.ts';
import { unfinishedEffects } from '../../flows/hosts/retry.ts';
import { iso } from '../times.ts';
import type { CalendarReply, MeetingReply } from './schema.ts';

const waitingOf = (booking: Booking, now: number): MeetingReply['waiting'] =>
  unfinishedEffects(booking, now).map(({ kind, attempts, error }) => ({ kind, attempts, error }));

const inCrm = ({ effects }: Booking): MeetingReply['inCrm'] => {
  const state = effects.find(({ kind }) => kind === 'activity')?.state ?? 'done';
  return state === 'done' || state === 'given_up' ? state : 'waiting';
};

const isMail = (effect: Booking['effects'][number]): effect is MailEffect => effect.kind === 'mail';

const cancelledOf = ({ cancelled }: Booking): MeetingReply['cancelled'] =>
  cancelled && { at: iso(cancelled.at), by: cancelled.by, reason: cancelled.reason };

/** A booking as its host sees it. */
export const meetingReply = (booking: Booking, now: number): MeetingReply => {
  const { guest, meeting, crm } = booking;
  return {
    id: booking.id,
    link: booking.link,
    state: booking.state === 'cancelled' ? 'cancelled' : 'confirmed',
    sequence: booking.sequence,
    name: meeting.name,
    start: iso(booking.start),
    end: iso(booking.end),
    guest: { name: guest.name, email: guest.email, zone: guest.zone, language: guest.language },
    place: { kind: meeting.place.kind, text: meeting.place.text },
    description: meeting.description,
    answers: booking.answers.map(({ label, value }) => ({ label, value })),
    notes: booking.notes,
    colleagues: [...booking.colleagues],
    cancelled: booking.state === 'cancelled' ? cancelledOf(booking) : null,
    activity: crm.activity,
    person: crm.person,
    deal: crm.deal,
    inCrm: inCrm(booking),
    mails: booking.effects.filter(isMail).map(({ mail, to, state, error }) => ({ mail, to, state, error })),
    waiting: waitingOf(booking, now),
  };
};

export const calendarReply = (
  { known, subjectsKnown, activities, meetings }: HostCalendar,
  zone: string,
  now: number,
): CalendarReply => ({
  zone,
  known,
  subjectsKnown,
  activities: activities.map(({ id, mirrored: { start, end, date, busy }, said }) => ({
    id,
    start: start === null ? null : iso(start),
    end: end === null ? null : iso(end),
    date,
    busy,
    subject: said?.subject ?? null,
    type: said?.type ?? null,
    done: said?.done ?? false,
    deal: said?.deal ?? null,
    person: said?.person ?? null,
  })),
  meetings: meetings.map(meeting => meetingReply(meeting, now)),
});
