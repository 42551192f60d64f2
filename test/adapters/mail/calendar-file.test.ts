import { describe, expect, it } from 'vitest';
import { type CalendarFacts, calendarFile } from '../../../server/adapters/mail/calendar-file.ts';
import { readCalendar } from './inbox.ts';
import { notice } from './notices.ts';

const facts = (change: Partial<CalendarFacts> = {}): CalendarFacts => ({
  reader: 'guest',
  language: 'en',
  meeting: notice().meeting,
  cancelled: false,
  host: { name: 'Anna Nowak', email: 'anna@seller.example' },
  guest: { name: 'Sita Gurung', email: 'sita@client.example' },
  url: 'https://app.example/m/token-of-the-guest',
  publicUrl: 'https://app.example',
  now: Date.parse('2026-11-24T09:00:00Z'),
  ...change,
});

const meeting = (change: Partial<CalendarFacts['meeting']>): CalendarFacts =>
  facts({ meeting: { ...notice().meeting, ...change } });

describe('a calendar file', () => {
  it('says the times in UTC form, whatever zone anybody is in', () => {
    const text = calendarFile(facts());
    expect(text).toMatch(/^DTSTART:20261201T130000Z\r$/m);
    expect(text).toMatch(/^DTEND:20261201T133000Z\r$/m);
    expect(text).toMatch(/^DTSTAMP:20261124T090000Z\r$/m);
    expect(text).not.toMatch(/TZID|VTIMEZONE/);
  });

  it('names host and guest, and asks the guest for no answer', () => {
    const { component, event } = readCalendar(calendarFile(facts()));
    const organizer = component.getFirstProperty('organizer');
    const attendee = component.getFirstProperty('attendee');
    expect(organizer?.getFirstValue()).toBe('mailto:anna@seller.example');
    expect(organizer?.getFirstParameter('cn')).toBe('Anna Nowak');
    expect(String(attendee?.getFirstValue()).toLowerCase()).toBe('mailto:sita@client.example');
    expect(attendee?.getFirstParameter('cn')).toBe('Sita Gurung');
    expect(attendee?.getFirstParameter('partstat')).toBe('ACCEPTED');
    expect(attendee?.getFirstParameter('rsvp')).toBe('FALSE');
    expect(component.getFirstPropertyValue('transp')).toBe('OPAQUE');
    expect(event.summary).toBe('Intro call – Anna Nowak');
    expect(event.location).toBe('https://meet.example/anna');
    expect(event.description).toBe(
      'We look at your set-up.\nHave the numbers at hand.\n\nMove or cancel:\nhttps://app.example/m/token-of-the-guest',
    );
    expect(component.getFirstPropertyValue('url')).toBe('https://app.example/m/token-of-the-guest');
  });

  it('is published to a host, without anybody to answer, and taken back the same way as a guest’s', () => {
    const file = (change: Partial<CalendarFacts>) => calendarFile(facts({ reader: 'host', ...change }));
    expect(file({})).toMatch(/^METHOD:PUBLISH\r$/m);
    expect(file({})).not.toMatch(/^ATTENDEE/m);
    expect(file({})).toMatch(/^ORGANIZER/m);
    expect(file({ cancelled: true })).toMatch(/^METHOD:CANCEL\r$/m);
    const uid = (text: string) => /^UID:(.*)\r$/m.exec(text)?.[1];
    expect(uid(file({}))).toBe(uid(calendarFile(facts())));
  });

  it('tells whoever holds the guest’s page the same, but nobody’s address but the host’s', () => {
    const file = calendarFile(facts({ reader: 'holder' }));
    expect(file).toMatch(/^METHOD:PUBLISH\r$/m);
    expect(file).not.toContain('sita@client.example');
    const { event } = readCalendar(file);
    expect([event.summary, event.uid]).toEqual([
      'Intro call – Anna Nowak',
      readCalendar(calendarFile(facts())).event.uid,
    ]);
  });

  it('names the other side in its title, and the meeting alone where the other side has no name', () => {
    const title = (change: Partial<CalendarFacts>) => readCalendar(calendarFile(facts(change))).event.summary;
    expect(title({ reader: 'guest' })).toBe('Intro call – Anna Nowak');
    expect(title({ reader: 'host' })).toBe('Intro call – Sita Gurung');
    expect(title({ host: { name: '', email: 'anna@seller.example' } })).toBe('Intro call');
  });

  it('keeps text whole through escaping and folding, and lines within 75 octets', () => {
    const name = `Réunion; "plan", C:\\temp ${'ąę漢😀'.repeat(15)}`;
    const description = `one, two; three\\four\n${'Żółć 😀 '.repeat(60)}end`;
    const text = calendarFile(meeting({ name, description }));
    const { event } = readCalendar(text);
    expect(event.summary).toBe(`${name} – Anna Nowak`);
    expect(event.description.startsWith(`${description}\n\n`)).toBe(true);
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(text).toMatch(/\r\nEND:VCALENDAR\r\n$/);
  });

  it('keeps a name with quotes, colons and line breaks inside its parameter', () => {
    const { component } = readCalendar(
      calendarFile(facts({ guest: { name: 'Eve";X=1:\r\nSUMMARY:gone', email: 'eve@client.example' } })),
    );
    expect(component.getAllProperties('summary').map(property => property.getFirstValue())).toEqual([
      'Intro call – Anna Nowak',
    ]);
    expect(component.getFirstProperty('attendee')?.getFirstParameter('x')).toBeUndefined();
  });

  it('says a place without text in words, and leaves LOCATION out where there is nothing to say', () => {
    expect(readCalendar(calendarFile(meeting({ place: { kind: 'phone', text: '' } }))).event.location).toBe('By phone');
    expect(calendarFile(meeting({ place: { kind: 'other', text: '' } }))).not.toContain('LOCATION');
  });

  it('has the same UID whatever port the server has', () => {
    const { event } = readCalendar(calendarFile(facts({ publicUrl: 'http://127.0.0.1:4123' })));
    expect(event.uid).toBe('01JDMEETING@127.0.0.1');
  });
});
