import ical, {
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalAttendeeType,
  type ICalCalendar,
  ICalCalendarMethod,
  ICalEventStatus,
  ICalEventTransparency,
} from 'ical-generator';
import type { Language } from '../../domain/link.ts';
import type { Notice } from '../../ports.ts';
import { manyLines, oneLine } from './clean.ts';
import { placeInWords } from './letter.ts';
import { words } from './words/catalogue.ts';

interface Person {
  readonly name: string;
  readonly email: string;
}

/** What a calendar file tells of one meeting. */
export interface CalendarFacts {
  /** Whose calendar it is for: the entry names the other side. A holder has the guest's page, and isn't told the guest's address. */
  readonly reader: 'guest' | 'holder' | 'host';
  readonly language: Language;
  readonly meeting: Omit<Notice['meeting'], 'before' | 'placeBefore' | 'reason'>;
  readonly cancelled: boolean;
  readonly host: Person;
  readonly guest: Person;
  /** The meeting's page for whoever gets the file. */
  readonly url: string | null;
  /** Origin of this server: its host name is part of the UID, which must not change in a meeting's life. */
  readonly publicUrl: string;
  /** Goes into DTSTAMP. */
  readonly now: number;
}

export type CalendarMethod = 'REQUEST' | 'PUBLISH' | 'CANCEL';

/**
 * Hosts are the organisers: an organiser's calendar program passes over a REQUEST, which is for those who are invited, but takes in what
 * is published, and takes it out again on CANCEL (RFC 5546, 4.1).
 */
export const calendarMethod = (reader: CalendarFacts['reader'], cancelled: boolean): CalendarMethod => {
  if (cancelled) return 'CANCEL';
  return reader === 'guest' ? 'REQUEST' : 'PUBLISH';
};

/** Its last line is ended like the others, which the generator leaves to us. */
const whole = (calendar: ICalCalendar): string => `${calendar.toString().trimEnd()}\r\n`;

/**
 * RFC 5545 and 5546. The guest is ACCEPTED already and isn't asked again, so that calendar programs send the host no
 * second answer. Times are in UTC form: each program shows them in its reader's zone.
 */
export const calendarFile = (facts: CalendarFacts): string => {
  const { meeting, cancelled, host, guest, url } = facts;
  const { buttons, colon } = words[facts.language];
  const other = oneLine((facts.reader === 'host' ? guest : host).name, 100);
  const link = url && `${cancelled ? buttons.page : buttons.manage}${colon}\n${url}`;
  const calendar = ical({
    prodId: { company: 'Meeting scheduler', product: 'Meeting scheduler', language: 'EN' },
    method: ICalCalendarMethod[calendarMethod(facts.reader, cancelled)],
  });
  const event = calendar.createEvent({
    id: `${meeting.id}@${new URL(facts.publicUrl).hostname}`,
    sequence: meeting.sequence,
    start: new Date(meeting.start),
    end: new Date(meeting.end),
    stamp: new Date(facts.now),
    summary: [oneLine(meeting.name), other].filter(Boolean).join(' – '),
    description: [manyLines(meeting.description), link].filter(Boolean).join('\n\n'),
    location: placeInWords(meeting.place, facts.language) || null,
    url: url || null,
    organizer: { name: oneLine(host.name) || host.email, email: oneLine(host.email, 254) },
    status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    transparency: ICalEventTransparency.OPAQUE,
  });
  // What is published has no attendees.
  if (facts.reader !== 'guest') return whole(calendar);
  event.createAttendee({
    name: oneLine(guest.name) || guest.email,
    email: oneLine(guest.email, 254),
    role: ICalAttendeeRole.REQ,
    type: ICalAttendeeType.INDIVIDUAL,
    status: ICalAttendeeStatus.ACCEPTED,
    rsvp: false,
  });
  return whole(calendar);
};
