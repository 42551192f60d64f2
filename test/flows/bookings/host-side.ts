import { expect } from 'vitest';
import { type JsonReply, type TestProduct, WARSAW } from '../../product.ts';
import type { SandboxActivity } from '../../sandbox/company.ts';
import type { Mail } from '../../sandbox/mailbox/mailbox.ts';

/** What a host does in this app, through its routes, and what the CRM then has to say. */

export interface HostSide {
  get(path: string): Promise<JsonReply>;
  change(meeting: string, body: object): Promise<JsonReply>;
  cancel(meeting: string, reason?: string): Promise<JsonReply>;
}

/** `user` of the company, by the token that the SDK signs. */
export const hostSide = (at: TestProduct, user = WARSAW): HostSide => {
  const call = async (method: 'GET' | 'PATCH' | 'POST', path: string, body?: object): Promise<JsonReply> => {
    const reply = await at.product.app.inject({
      method,
      url: `/api${path}`,
      headers: { authorization: `Bearer ${at.sandbox.signToken(user)}` },
      ...(body && { payload: body }),
    });
    return { status: reply.statusCode, body: reply.body === '' ? null : reply.json() };
  };
  return {
    get: path => call('GET', path),
    change: (meeting, body) => call('PATCH', `/meetings/${meeting}`, body),
    cancel: (meeting, reason = '') => call('POST', `/meetings/${meeting}/cancel`, { reason }),
  };
};

/** The one live activity of a meeting. */
export const activityOf = (at: TestProduct, meeting: string): SandboxActivity => {
  const [only, ...others] = at.activities(meeting);
  expect(others, 'further activities').toEqual([]);
  if (!only) throw new Error('There is no activity');
  return only;
};

/** E-mail addresses of an activity's participants, the primary one first. */
export const participants = (at: TestProduct, activity: SandboxActivity): string[] =>
  [...activity.participants]
    .sort((a, b) => Number(b.primary) - Number(a.primary))
    .map(({ person_id }) => at.sandbox.company.persons.get(person_id)?.emails[0]?.value ?? 'nobody');

/** The activity says what the booking says: time, place, description and people. */
export const expectWritten = async (at: TestProduct, meeting: string): Promise<void> => {
  const booking = await at.booking(meeting);
  const activity = activityOf(at, meeting);
  const length = (booking.end - booking.start) / 60_000;
  const clock = (minutes: number) =>
    `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}:00`;
  expect({
    start: Date.parse(`${activity.due_date}T${activity.due_time}Z`),
    duration: activity.duration,
    location: activity.location?.value ?? '',
    description: activity.public_description,
  }).toEqual({
    start: booking.start,
    duration: clock(length),
    location: booking.meeting.place.text,
    description: booking.meeting.description,
  });
  const [primary, ...others] = participants(at, activity);
  expect(primary).toBe(booking.guest.email);
  expect(others.sort()).toEqual([...booking.colleagues].sort());
  for (const email of booking.colleagues) expect(activity.note).toContain(email);
  expect(activity.note).toContain(`/app/meetings/${meeting}`);
};

/** A line of the calendar file that goes with a mail, such as its SEQUENCE. */
export const calendarLine = (mail: Mail | undefined, name: string): string => {
  const unfolded = (mail?.calendars[0]?.content ?? '').replaceAll(/\r?\n[ \t]/g, '');
  return new RegExp(`^${name}[;:](.*)$`, 'm').exec(unfolded)?.[1]?.trim() ?? '';
};
