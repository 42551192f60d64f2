import { randomBytes } from 'node:crypto';
import type { AddressInfo, Socket } from 'node:net';
import fastify from 'fastify';
import { type AddressObject, type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { mailboxRoutes } from './inbox.ts';

/** A real SMTP server on loopback that takes every mail and shows it on a page. */

export interface Mail {
  readonly id: string;
  readonly receivedAt: number;
  /** The addresses that the SMTP client named, which may differ from the header. */
  readonly envelope: { readonly from: string; readonly to: readonly string[] };
  readonly from: string;
  readonly to: readonly string[];
  readonly replyTo: string | null;
  readonly subject: string;
  /** With angle brackets, as sent. */
  readonly messageId: string | null;
  readonly text: string;
  readonly html: string | null;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  /** Calendar parts, attached or alternative, each once. */
  readonly calendars: readonly {
    readonly filename: string;
    readonly method: string | null;
    readonly content: string;
  }[];
  readonly attachments: readonly { readonly filename: string; readonly contentType: string; readonly size: number }[];
  /** As received. */
  readonly raw: string;
}

/**
 * * `refuse` answers DATA with this code: 4xx is temporary, 5xx is for good
 * * `hang`   never answers DATA
 * * `close`  closes the connection in the middle of DATA
 */
export type MailFault = { readonly kind: 'refuse'; readonly code: number } | { readonly kind: 'hang' | 'close' };

export interface Mailbox {
  readonly smtpUrl: string;
  /** Of the inbox page. */
  readonly origin: string;
  /** Newest first. */
  mails(recipient?: string): readonly Mail[];
  clear(): void;
  /** From now on, until it is given null. */
  fail(how: MailFault | null): void;
  close(): Promise<void>;
}

const addresses = (field: AddressObject | AddressObject[] | undefined): string[] =>
  [field ?? []].flat().flatMap(({ value }) => value.flatMap(({ address }) => address ?? []));

const calendarMethod = (content: string): string | null => /^METHOD:(\w+)/m.exec(content)?.[1] ?? null;

/** Of two equal parts, as invitations carry them, the one with a file name. */
const calendarsOf = (parsed: ParsedMail): Mail['calendars'] => {
  const found = new Map<string, string | undefined>();
  for (const { contentType, filename, content } of parsed.attachments) {
    if (contentType !== 'text/calendar' && contentType !== 'application/ics') continue;
    const text = content.toString();
    found.set(text, found.get(text) ?? filename);
  }
  return [...found].map(([content, filename]) => ({
    filename: filename ?? 'invite.ics',
    method: calendarMethod(content),
    content,
  }));
};

const readMail = async (raw: Buffer, envelope: Mail['envelope']): Promise<Mail> => {
  const parsed = await simpleParser(raw);
  return {
    id: randomBytes(8).toString('hex'),
    receivedAt: Date.now(),
    envelope,
    from: parsed.from?.text ?? envelope.from,
    to: addresses(parsed.to),
    replyTo: parsed.replyTo?.text ?? null,
    subject: parsed.subject ?? '',
    messageId: parsed.messageId ?? null,
    text: parsed.text ?? '',
    html: parsed.html || null,
    headers: parsed.headerLines.map(({ line }) => {
      const colon = line.indexOf(':');
      return {
        name: line.slice(0, colon),
        value: line
          .slice(colon + 1)
          .replace(/\r?\n\s+/g, ' ')
          .trim(),
      };
    }),
    calendars: calendarsOf(parsed),
    attachments: parsed.attachments.map(({ filename, contentType, size }) => ({
      filename: filename ?? '',
      contentType,
      size,
    })),
    raw: raw.toString(),
  };
};

const collect = async (stream: AsyncIterable<Buffer>): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
};

const refusal = (code: number): Error =>
  Object.assign(new Error(code < 500 ? 'Try again later' : 'This mailbox takes no mail'), { responseCode: code });

export interface MailboxOptions {
  /** A free port where it is left out. */
  readonly smtpPort?: number;
  readonly httpPort?: number;
}

export const startMailbox = async ({ smtpPort = 0, httpPort = 0 }: MailboxOptions = {}): Promise<Mailbox> => {
  let mails: readonly Mail[] = [];
  let fault: MailFault | null = null;
  const sockets = new Set<Socket>();

  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    disableReverseLookup: true,
    onData(stream, session, done) {
      if (fault?.kind === 'close') {
        stream.resume();
        for (const socket of sockets) if (socket.remotePort === session.remotePort) socket.destroy();
        return;
      }
      const now = fault;
      const envelope = {
        from: session.envelope.mailFrom ? session.envelope.mailFrom.address : '',
        to: session.envelope.rcptTo.map(({ address }) => address),
      };
      collect(stream)
        .then(async raw => {
          if (now?.kind === 'hang') return;
          if (now?.kind === 'refuse') return done(refusal(now.code));
          const mail = await readMail(raw, envelope);
          mails = [mail, ...mails];
          done();
        })
        .catch(done);
    },
  });
  smtp.server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    // Also of a client that vanishes in the middle of a mail: rejecting once more changes nothing then.
    smtp.on('error', reject);
    smtp.listen(smtpPort, '127.0.0.1', resolve);
  });

  const list = (recipient?: string): readonly Mail[] =>
    recipient
      ? mails.filter(({ envelope }) => envelope.to.some(to => to.toLowerCase() === recipient.toLowerCase()))
      : mails;
  const clear = () => {
    mails = [];
  };
  const app = fastify({ forceCloseConnections: true });
  mailboxRoutes(app, { mails: list, clear });
  await app.listen({ port: httpPort, host: '127.0.0.1' });

  return {
    smtpUrl: `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`,
    origin: `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`,
    mails: list,
    clear,
    fail(how) {
      fault = how;
    },
    async close() {
      await app.close();
      const closed = new Promise<void>(resolve => smtp.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
};
