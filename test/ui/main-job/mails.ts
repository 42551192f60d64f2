import ICAL from 'ical.js';
import { expect } from 'vitest';
import type { Mail, Mailbox } from '../../sandbox/mailbox/mailbox.ts';

/** The newest mail to `to` whose subject fits, as soon as it is there. */
export const mailTo = async (mailbox: Mailbox, to: string, subject: RegExp): Promise<Mail> => {
  const find = () => mailbox.mails(to).find(mail => subject.test(mail.subject));
  await expect
    .poll(() => find()?.subject ?? mailbox.mails(to).map(mail => mail.subject), { timeout: 10_000, interval: 50 })
    .toMatch(subject);
  const mail = find();
  if (!mail) throw new Error(`No mail to ${to}`);
  return mail;
};

export interface CalendarEntry {
  readonly method: string;
  readonly uid: string;
  readonly sequence: number;
  /** Epoch milliseconds. */
  readonly start: number;
  readonly end: number;
}

/** The one calendar file of a mail. */
export const entryOf = ({ calendars }: Mail): CalendarEntry => {
  const [file, ...others] = calendars;
  if (!file || others.length > 0) throw new Error(`${calendars.length} calendar files instead of one`);
  const calendar = new ICAL.Component(ICAL.parse(file.content));
  const component = calendar.getFirstSubcomponent('vevent');
  if (!component) throw new Error('A calendar file without an event');
  const event = new ICAL.Event(component);
  return {
    method: String(calendar.getFirstPropertyValue('method')),
    uid: event.uid,
    sequence: event.sequence,
    start: event.startDate.toJSDate().getTime(),
    end: event.endDate.toJSDate().getTime(),
  };
};

/** The first address in the text that begins so. */
export const addressIn = ({ text }: Mail, prefix: string): string => {
  const found = text.split(/[\s<>]+/).find(word => word.startsWith(prefix));
  if (!found) throw new Error(`No ${prefix}… in the mail`);
  return found;
};
