import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMailer } from '../../../server/adapters/mail/mailer.ts';
import { Failure } from '../../../server/failure.ts';
import { parseEmail } from '../../../server/flows/bookings/guest-input.ts';
import type { Mailer, Notice } from '../../../server/ports.ts';
import { type Inbox, openInbox, type Received } from './inbox.ts';
import { notice, toHost } from './notices.ts';

/** Whatever people type, a mail has the headers that we write, and one recipient. */

let inbox: Inbox;
let mailer: Mailer;

beforeAll(async () => {
  inbox = await openInbox();
  mailer = createMailer({
    smtpUrl: inbox.smtpUrl,
    from: 'scheduler@app.example',
    publicUrl: 'https://app.example',
    clock: { now: () => Date.parse('2026-11-24T09:00:00Z') },
  });
});
afterAll(async () => {
  await mailer.close();
  await inbox.close();
});

const sent = async (what: Notice): Promise<Received> => {
  const before = inbox.received.length;
  await mailer.send(what);
  const [received, ...others] = inbox.received.slice(before);
  if (!received || others.length > 0) throw new Error(`${others.length + 1} mails came.`);
  return received;
};

const PIECES = [
  ...['\r\n', '\n', '\r', '\u0000', '\u0085', '\u2028', '\u2029', '\u202e', '\u2066', '\u200b', '\ud83d', '\t'],
  ...['Bcc: ada@else.example', 'To:', 'X-Evil: 1', '\r\n\r\n<b>', '\r\n.\r\n', 'QUIT\r\n', '--', 'boundary='],
  ...['=?utf-8?Q?=0D=0ABcc:_ada@else.example?=', '=?utf-8?B?DQpCY2M6IGFkYUBlbHNlLmV4YW1wbGU=?=', '=?', '?='],
  ...[',', ';', ':', '"', '\\', '<', '>', '(', ')', '@', '%', '!', "'", '`', '$', ' ', '.', '[', ']', '|'],
  ...['Zoë', 'O’Brien', 'नेपाल', 'نور', '🏔', 'ada@else.example', '<ada@else.example>', 'x'.repeat(120)],
];
const typed = fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }).map(pieces => pieces.join(''));

/** Of those, what a booking takes for an address; they are rare, so they grow around one. */
const address = fc
  .tuple(
    fc.array(fc.constantFrom(...PIECES, 'a', 'b', '.'), { maxLength: 4 }),
    fc.constantFrom('else.example', 'büro.example'),
  )
  .map(([pieces, domain]) => `z${pieces.join('')}@${domain}`);
const isAddress = (text: string): boolean => {
  try {
    return parseEmail(text, 'email') !== '';
  } catch (failure) {
    if (failure instanceof Failure) return false;
    throw failure;
  }
};

const noticeOf = (role: 'guest' | 'host', [name, meeting, text, host]: readonly string[], email: string): Notice => {
  const guest = { name: name ?? '', email, zone: 'Asia/Kathmandu' };
  const change = {
    guest,
    host: { name: host ?? '', email: 'anna@seller.example', zone: 'America/St_Johns' },
    meeting: { ...notice().meeting, name: meeting ?? '', description: text ?? '', reason: text ?? '' },
    answers: [{ label: text ?? '', value: text ?? '' }],
    notes: text ?? '',
    colleagues: [email],
  };
  return role === 'guest'
    ? notice({ ...change, to: { role, name: guest.name, email } })
    : toHost({ ...change, to: { role, name: host ?? '', email: 'anna@seller.example' }, calendarFile: true });
};

const headersOf = ({ raw }: Received): string[] => {
  const head = raw.slice(0, raw.search(/\r?\n\r?\n/));
  return [...head.matchAll(/^([^\s:]+):/gm)].map(([, name]) => (name ?? '').toLowerCase()).sort();
};

describe.each(['guest', 'host'] as const)('a mail to the %s', role => {
  it('has our headers and one recipient, whatever was typed', async () => {
    const ours = headersOf(await sent(noticeOf(role, ['Zoë', 'Trek', 'none', 'Anna'], 'zoe@ferns.example')));
    expect(ours).toEqual(expect.arrayContaining(['from', 'to', 'subject', 'reply-to', 'message-id', 'date']));
    await fc.assert(
      fc.asyncProperty(fc.tuple(typed, typed, typed, typed), address.filter(isAddress), async (texts, email) => {
        const received = await sent(noticeOf(role, texts, email));
        const { mail, envelope } = received;
        expect(headersOf(received)).toEqual(ours);
        expect(envelope.from).toBe('scheduler@app.example');
        expect(envelope.to).toHaveLength(1);
        for (const field of [mail.from, mail.to, mail.replyTo]) {
          const { value } = Array.isArray(field) ? { value: [] } : (field ?? { value: [] });
          expect(value).toHaveLength(1);
          expect(value[0]?.name).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
        }
        expect(mail.from?.value[0]?.address).toBe('scheduler@app.example');
        expect(mail.subject).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
      }),
      { numRuns: 60, seed: 20261129 },
    );
  });
});
