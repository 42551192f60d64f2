import type { AddressInfo } from 'node:net';
import ICAL from 'ical.js';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export interface Received {
  readonly raw: string;
  readonly mail: ParsedMail;
  readonly envelope: { readonly from: string; readonly to: readonly string[] };
}

export interface Inbox {
  readonly smtpUrl: string;
  readonly received: Received[];
  /** Replies to the next recipients: an SMTP code to refuse with, by the local part of the address. */
  readonly refusals: Map<string, number>;
  /** The code with which whole messages are refused after DATA; null: none. */
  refuseContentWith: number | null;
  close(): Promise<void>;
}

const refusal = (code: number, text: string): Error => Object.assign(new Error(text), { responseCode: code });

/** A real mail server on loopback that keeps what it takes. */
export const openInbox = async (): Promise<Inbox> => {
  const received: Received[] = [];
  const refusals = new Map<string, number>();
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    onRcptTo({ address }, _session, done) {
      const code = refusals.get(address.split('@')[0] ?? '');
      done(code ? refusal(code, `<${address}> isn’t welcome`) : null);
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', chunk => chunks.push(chunk));
      stream.on('end', () => {
        if (inbox.refuseContentWith !== null) return done(refusal(inbox.refuseContentWith, 'not this content'));
        const raw = Buffer.concat(chunks);
        simpleParser(raw).then(mail => {
          received.push({
            raw: raw.toString('utf8'),
            mail,
            envelope: {
              from: session.envelope.mailFrom ? session.envelope.mailFrom.address : '',
              to: session.envelope.rcptTo.map(({ address }) => address),
            },
          });
          done();
        }, done);
      });
    },
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  const inbox: Inbox = {
    smtpUrl: `smtp://127.0.0.1:${port}`,
    received,
    refusals,
    refuseContentWith: null,
    close: () => new Promise(resolve => server.close(() => resolve())),
  };
  return inbox;
};

/** The calendar and the single event of a calendar file, read by a library that didn't write it. */
export const readCalendar = (text: string): { method: string; event: ICAL.Event; component: ICAL.Component } => {
  const calendar = new ICAL.Component(ICAL.parse(text));
  const events = calendar.getAllSubcomponents('vevent');
  const [component] = events;
  if (!component || events.length !== 1) throw new Error(`There are ${events.length} events in the file.`);
  return { method: String(calendar.getFirstPropertyValue('method')), event: new ICAL.Event(component), component };
};
