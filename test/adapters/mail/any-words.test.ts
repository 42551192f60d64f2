import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMailer } from '../../../server/adapters/mail/mailer.ts';
import type { Mailer, Notice } from '../../../server/ports.ts';
import { type Inbox, openInbox, readCalendar } from './inbox.ts';
import { notice, toHost } from './notices.ts';

let inbox: Inbox;
let mailer: Mailer;
beforeAll(async () => {
  inbox = await openInbox();
  mailer = createMailer({ smtpUrl: inbox.smtpUrl, from: 'scheduler@app.example', publicUrl: 'https://app.example' });
});
afterAll(async () => {
  await mailer.close();
  await inbox.close();
});

/** As a mail program has it, after encoding, folding and the way through a mail server. */
const received = async (what: Notice) => {
  await mailer.send(what);
  const mail = inbox.received.pop()?.mail;
  const file = mail?.attachments.find(({ filename }) => filename === 'invite.ics');
  return {
    subject: mail?.subject ?? '',
    text: mail?.text ?? '',
    html: mail?.html || '',
    event: file ? readCalendar(file.content.toString('utf8')).event : null,
  };
};

/** What people see of any script: letters with their marks, joined emoji, punctuation; spaces as they come to stand in one line. */
const words = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
  .map(text => text.replaceAll(/\s+/g, ' ').trim())
  // Longer names are cut in subjects.
  .filter(text => text !== '' && Array.from(text).length <= 80 && text !== 'true' && !/^https?:/i.test(text));

const shown = (html: string): string =>
  html.replaceAll(/<[^>]*>/g, '').replaceAll(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)));

/** Its elements, in their order: what people typed adds none. */
const elements = (html: string): string[] => html.match(/<\/?[a-z][a-z0-9]*/gi) ?? [];

const SCRIPTS = [
  'สมชาย ใจดี',
  'נועה "בן" שלום',
  'अनुष्का श्रेष्ठ',
  'Nguyễn, Thị <b>Ánh</b>; (CEO)',
  '山田 太郎 👩🏽‍🚀🇳🇵',
  "O'Brien & Söhne \\ n",
  '=?utf-8?q?not_encoded?=',
];

describe('Whatever people are called and write', () => {
  const asHost = (name: string, label: string, value: string, notes: string) =>
    toHost({
      guest: { name, email: 'guest@client.example', zone: 'Asia/Kathmandu' },
      answers: [{ label, value }],
      notes,
    });

  const expectWhole = async (name: string, label: string, value: string, notes: string) => {
    const { subject, text, html } = await received(asHost(name, label, value, notes));
    expect(subject).toContain(`with ${name}, `);
    for (const word of [name, label, value, notes]) {
      expect(text).toContain(word);
      expect(shown(html)).toContain(word);
    }
    const plain = await received(asHost('Guest', 'Question', 'Answer', 'Notes'));
    expect(elements(html)).toEqual(elements(plain.html));
  };

  it('the host reads it as it was typed, as text', async () => {
    for (const word of SCRIPTS) await expectWhole(word, word, word, word);
    await fc.assert(fc.asyncProperty(words, words, words, words, expectWhole), { numRuns: 40 });
  });

  const expectInCalendar = async (name: string, host: string, description: string) => {
    const meeting = { ...notice().meeting, name, description };
    const { subject, text, html, event } = await received(
      notice({ meeting, host: { name: host, email: 'anna@seller.example', zone: 'Europe/Warsaw' } }),
    );
    expect(subject).toContain(`Booked: ${name} with ${host}, `);
    for (const word of [name, host, description]) {
      expect(text).toContain(word);
      expect(shown(html)).toContain(word);
    }
    expect(event?.summary).toBe(`${name} – ${host}`);
    expect(event?.description.startsWith(`${description}\n\n`)).toBe(true);
  };

  it('the guest and the guest’s calendar read it as the host wrote it', async () => {
    for (const word of SCRIPTS) await expectInCalendar(word, word, word);
    await fc.assert(fc.asyncProperty(words, words, words, expectInCalendar), { numRuns: 40 });
  });
});
