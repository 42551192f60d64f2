import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createMailer, type MailerOptions } from '../../../server/adapters/mail/mailer.ts';
import { type Mailer, MailFailure, type Notice } from '../../../server/ports.ts';
import { type Inbox, openInbox, type Received, readCalendar } from './inbox.ts';
import { notice, toHost } from './notices.ts';

let inbox: Inbox;
let mailer: Mailer;

const open = (change: Partial<MailerOptions> = {}): Mailer =>
  createMailer({
    smtpUrl: inbox.smtpUrl,
    from: 'scheduler@app.example',
    publicUrl: 'https://app.example',
    clock: { now: () => Date.parse('2026-11-24T09:00:00Z') },
    ...change,
  });

beforeEach(async () => {
  inbox = await openInbox();
  mailer = open();
});

afterEach(async () => {
  await mailer.close();
  await inbox.close();
});

const sent = async (what: Notice): Promise<Received> => {
  await mailer.send(what);
  const last = inbox.received.at(-1);
  if (!last) throw new Error('Nothing came.');
  return last;
};

const failure = async (what: Notice): Promise<MailFailure> => {
  const error = await mailer.send(what).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof MailFailure)) throw new Error('It didn’t fail by MailFailure.', { cause: error });
  return error;
};

const attachedCalendar = ({ mail }: Received) => {
  const file = mail.attachments.find(({ filename }) => filename === 'invite.ics');
  if (!file) throw new Error('No calendar file is attached.');
  return { ...readCalendar(file.content.toString('utf8')), text: file.content.toString('utf8') };
};

describe('addresses and headers', () => {
  it('sends to guests from the app’s own address under the host’s name, and answers reach the host', async () => {
    const { mail, envelope, raw } = await sent(notice());
    expect(mail.from?.value).toEqual([{ address: 'scheduler@app.example', name: 'Anna Nowak (Meeting scheduler)' }]);
    expect(mail.replyTo?.value).toEqual([{ address: 'anna@seller.example', name: 'Anna Nowak' }]);
    expect(envelope).toEqual({ from: 'scheduler@app.example', to: ['sita@client.example'] });
    expect(mail.headers.get('auto-submitted')).toBe('auto-generated');
    expect(mail.headers.get('content-language')).toBe('en');
    expect(mail.date?.toISOString()).toBe('2026-11-24T09:00:00.000Z');
    expect(raw).not.toMatch(/^(?:bcc|cc):/im);
  });

  it.each([
    'Nowak, "Ania" (CEO); sales@seller.example',
    'נועה שלום 🎉',
    'สมชาย ใจดี',
    `Karl-Theodor ${'von und zu '.repeat(7)}`.trim(),
  ])('keeps %s one name of one sender', async name => {
    const { mail } = await sent(notice({ host: { name, email: 'anna@seller.example', zone: 'America/St_Johns' } }));
    expect(mail.from?.value).toEqual([{ address: 'scheduler@app.example', name: `${name} (Meeting scheduler)` }]);
    expect(mail.replyTo?.value).toEqual([{ address: 'anna@seller.example', name }]);
    expect(mail.subject).toContain(`with ${name}, `);
  });

  it('sends to hosts under the app’s name, and answers reach the guest', async () => {
    const { mail } = await sent(toHost());
    expect(mail.from?.value).toEqual([{ address: 'scheduler@app.example', name: 'Meeting scheduler' }]);
    expect(mail.replyTo?.value).toEqual([{ address: 'sita@client.example', name: 'Sita Gurung' }]);
  });

  it('carries no word that a guest typed to the address that the guest gave, in headers and calendar file either', async () => {
    const typed = { name: 'BUYNOW at shop.example', email: 'victim@else.example' };
    const received = await sent(
      notice({
        to: { role: 'guest', ...typed },
        guest: { ...typed, zone: 'Asia/Kathmandu' },
        answers: [{ label: 'Company', value: 'BUYNOW' }],
        notes: 'BUYNOW',
      }),
    );
    const calendar = attachedCalendar(received);
    expect(received.mail.to).toMatchObject({ value: [{ address: 'victim@else.example', name: '' }] });
    expect(String(calendar.component.getFirstProperty('attendee')?.getFirstValue())).toMatch(/^mailto:victim@else/i);
    const { html, text, subject } = received.mail;
    expect(`${received.raw}${calendar.text}${html}${text}${subject}`).not.toMatch(/BUYNOW/i);
  });

  it.each([
    ['Ngô Thị Hạnh', 'Ngô Thị Hạnh'],
    ['Jean-Luc O’Brien J. R.', 'Jean-Luc O’Brien J. R.'],
    ['דנה לוי', 'דנה לוי'],
    ['evil.example', 'victim@else.example'],
    ['Call 555 0100', 'victim@else.example'],
    ['a b c d e f g h', 'victim@else.example'],
    ['Eve";X=1:', 'victim@else.example'],
    ['', 'victim@else.example'],
  ])('calls the guest in the calendar file by the name “%s” where that is no more than one: %s', async (name, said) => {
    const guest = { name, email: 'victim@else.example', zone: 'Asia/Kathmandu' };
    const calendar = attachedCalendar(await sent(notice({ to: { role: 'guest', name, email: guest.email }, guest })));
    const attendee = calendar.component.getFirstProperty('attendee');
    expect(attendee?.getFirstParameter('cn')).toBe(said);
    expect(String(attendee?.getFirstValue())).toMatch(/^mailto:victim@else\.example$/i);
  });

  it('lets mail programs end reminders by one click, and says nothing of it with other mails', async () => {
    const reminders = `https://app.example/m/${'t'.repeat(90)}/reminders`;
    const { raw } = await sent(notice({ kind: 'reminder', urls: { ...notice().urls, reminders } }));
    // Unfolded: a program that reads line by line finds the address whole.
    expect(raw).toMatch(new RegExp(`^List-Unsubscribe: <${reminders}>\\r?$`, 'm'));
    expect(raw).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r?$/m);
    expect((await sent(notice())).raw).not.toMatch(/^List-/im);
  });

  it('refuses to start with an address of its own that isn’t one', () => {
    expect(() => open({ from: 'nobody' })).toThrow(TypeError);
    expect(() => open({ from: 'a@b.example, c@d.example' })).toThrow(TypeError);
    expect(() => open({ from: 'Meet us <meet@seller.example>' })).toThrow(TypeError);
  });

  it('keeps the Message-ID over two sends of the same notice', async () => {
    const first = await sent(notice());
    const second = await sent(notice());
    expect(first.mail.messageId).toBe('<01JDGUESTBOOKED.0.booked.guest@app.example>');
    expect(second.mail.messageId).toBe(first.mail.messageId);
    expect(inbox.received).toHaveLength(2);
  });

  it('completes a Message-ID without a domain by its own', async () => {
    const { mail } = await sent(notice({ messageId: 'b1.2.moved.guest' }));
    expect(mail.messageId).toBe('<b1.2.moved.guest@app.example>');
  });

  it('lets nothing that people typed become a header', async () => {
    const evil = 'Eve\r\nBcc: victim@else.example\r\n\r\n<b>body</b>\u2028X-Evil: 1\u0000';
    const injected = notice({
      to: { role: 'guest', name: evil, email: 'sita@client.example' },
      messageId: 'id\r\nX-Evil: 1',
      host: { name: evil, email: 'anna@seller.example', zone: 'America/St_Johns' },
      guest: { name: evil, email: 'sita@client.example', zone: 'Asia/Kathmandu' },
      meeting: { ...notice().meeting, name: evil, description: evil, place: { kind: 'other', text: evil } },
    });
    for (const received of [await sent(injected), await sent({ ...injected, to: { ...injected.to, role: 'host' } })]) {
      expect(received.envelope.to).toEqual(['sita@client.example']);
      expect(received.mail.headers.has('bcc')).toBe(false);
      expect(received.mail.headers.has('x-evil')).toBe(false);
      expect(received.mail.subject).not.toMatch(/[\r\n\u2028]/);
      const names = attachedCalendar(received)
        .component.getAllProperties()
        .map(({ name }) => name);
      expect(names).not.toContain('bcc');
      expect(names).not.toContain('x-evil');
    }
  });

  it.each([
    'two@a.example, three@b.example',
    'a@b.example\r\nBcc: c@d.example',
    'Name <a@b.example>',
    'no-address',
    'a@b@c.example',
    '',
  ])('gives up for good on %j as an address, without a word to the server', async email => {
    const error = await failure(notice({ to: { role: 'guest', name: 'Eve', email } }));
    expect(error.permanent).toBe(true);
    expect(inbox.received).toEqual([]);
  });

  it('still tells the host where the guest’s address can’t be answered', async () => {
    const { mail } = await sent(toHost({ guest: { name: 'Eve', email: 'broken', zone: 'Asia/Kathmandu' } }));
    expect(mail.replyTo).toBeUndefined();
  });
});

describe('the calendar file', () => {
  it('comes as an alternative that says its method, and as invite.ics, both the same', async () => {
    const received = await sent(notice());
    const { mail, raw } = received;
    const alternative = mail.attachments.find(({ contentType }) => contentType === 'text/calendar');
    const attached = mail.attachments.find(({ filename }) => filename === 'invite.ics');
    expect(raw).toMatch(/^Content-Type: text\/calendar; charset=utf-8; method=REQUEST\r?$/m);
    expect(alternative?.content.toString('utf8').trim()).toBe(attached?.content.toString('utf8').trim());
    expect(raw.indexOf('text/plain')).toBeLessThan(raw.indexOf('text/html'));
    expect(raw.indexOf('text/html')).toBeLessThan(raw.indexOf('text/calendar'));
  });

  it('keeps its UID and counts on through a meeting’s life, and ends in CANCEL', async () => {
    const { meeting } = notice();
    const before = { start: meeting.start, end: meeting.end };
    const later = (days: number, sequence: number) => ({
      ...meeting,
      sequence,
      before,
      start: meeting.start + days * 86_400_000,
      end: meeting.end + days * 86_400_000,
    });
    const life = [
      notice(),
      notice({ kind: 'moved', meeting: later(1, 1) }),
      notice({ kind: 'moved', by: 'crm', meeting: later(2, 2) }),
      notice({ kind: 'cancelled', by: 'host', meeting: { ...later(2, 3), before: null } }),
    ];
    const files: ReturnType<typeof attachedCalendar>[] = [];
    for (const step of life) files.push(attachedCalendar(await sent(step)));
    expect(files.map(({ event }) => event.uid)).toEqual(Array(4).fill('01JDMEETING@app.example'));
    expect(files.map(({ event }) => event.sequence)).toEqual([0, 1, 2, 3]);
    expect(files.map(({ method }) => method)).toEqual(['REQUEST', 'REQUEST', 'REQUEST', 'CANCEL']);
    expect(files.map(({ component }) => component.getFirstPropertyValue('status'))).toEqual([
      'CONFIRMED',
      'CONFIRMED',
      'CONFIRMED',
      'CANCELLED',
    ]);
    files.forEach(({ event }, step) => {
      expect(event.startDate.toJSDate().getTime()).toBe(life[step]?.meeting.start);
      expect(event.endDate.toJSDate().getTime()).toBe(life[step]?.meeting.end);
    });
    expect(inbox.received.at(-1)?.raw).toMatch(/^Content-Type: text\/calendar; charset=utf-8; method=CANCEL\r?$/m);
  });

  it('stays away where the notice doesn’t ask for it', async () => {
    const { mail } = await sent(toHost());
    expect(mail.attachments).toEqual([]);
    expect(mail.text).not.toContain('attached');
  });
});

describe('failures', () => {
  it('gives up for good when the server refuses the recipient for good', async () => {
    inbox.refusals.set('sita', 550);
    const error = await failure(notice());
    expect(error.permanent).toBe(true);
    expect(error.message).toContain('550');
  });

  it.each([450, 451, 530])('tries again when the recipient is met by %i', async code => {
    inbox.refusals.set('sita', code);
    expect((await failure(notice())).permanent).toBe(false);
    inbox.refusals.clear();
    await mailer.send(notice());
    expect(inbox.received).toHaveLength(1);
  });

  it('tries again when the content is refused, which says nothing about the recipient', async () => {
    inbox.refuseContentWith = 554;
    expect((await failure(notice())).permanent).toBe(false);
  });

  it('tries again when nobody listens', async () => {
    await inbox.close();
    expect((await failure(notice())).permanent).toBe(false);
    inbox = await openInbox();
  });

  it('leaves a mail whose connection broke after its content to the outbox, and sends it once only', async () => {
    let contents = 0;
    const sockets = new Set<Socket>();
    const server: Server = createServer(socket => {
      sockets.add(socket);
      let inData = false;
      socket.write('220 ready\r\n');
      socket.on('error', () => undefined);
      socket.on('data', chunk => {
        const text = chunk.toString('latin1');
        if (inData) {
          if (!text.endsWith('\r\n.\r\n')) return;
          contents += 1;
          socket.destroy();
        } else if (/^DATA/im.test(text)) {
          inData = true;
          socket.write('354 go on\r\n');
        } else socket.write('250 ok\r\n');
      });
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    await mailer.close();
    mailer = open({ smtpUrl: `smtp://127.0.0.1:${typeof address === 'object' ? address?.port : 0}` });
    expect((await failure(notice())).permanent).toBe(false);
    expect(contents).toBe(1);
    for (const socket of sockets) socket.destroy();
    await new Promise<void>(resolve => server.close(() => resolve()));
  });

  it('repeats neither addresses nor the server’s words in its message', async () => {
    inbox.refusals.set('sita', 550);
    const error = await failure(notice());
    expect(`${error.stack} ${JSON.stringify(error)} ${String(error.cause)}`).not.toMatch(
      /sita|welcome|client\.example/,
    );
  });
});
