import nodemailer from 'nodemailer';
import { isMailbox } from '../../domain/mailbox.ts';
import { type Clock, type Mailer, MailFailure, type Notice } from '../../ports.ts';
import { calendarFile, calendarMethod } from './calendar-file.ts';
import { asName, oneLine, plainName } from './clean.ts';
import { letterOf } from './letter.ts';
import { letterHtml } from './letter-html.ts';
import { letterText } from './letter-text.ts';

export interface MailerOptions {
  /** `smtp://` (STARTTLS where the server offers it) or `smtps://`, with user and password if needed. */
  readonly smtpUrl: string;
  /** The app's own address, without a name. */
  readonly from: string;
  /** Origin of this server. */
  readonly publicUrl: string;
  readonly clock?: Clock;
}

interface Address {
  readonly name: string;
  readonly address: string;
}

const addressOf = (name: string, email: string): Address => {
  if (!isMailbox(email)) throw new MailFailure(true, 'The address isn’t that of one mailbox.');
  return { name: asName(oneLine(name, 100)), address: email };
};

const messageIdOf = (messageId: string, domain: string): string => {
  const plain = messageId.replace(/[^\x21-\x7e]|[<>]/g, '');
  return `<${plain.includes('@') ? plain : `${plain}@${domain}`}>`;
};

/** Members of nodemailer's errors that we go by. */
interface SmtpError {
  readonly code?: unknown;
  readonly command?: unknown;
  readonly responseCode?: unknown;
  readonly response?: unknown;
}

/**
 * Only the recipient's refusal for good is permanent; 530 (sign in first) says nothing about the recipient. The server's own
 * words stay out of the message and there is no `cause`: they may repeat addresses, and both end up in the log.
 */
const failureOf = (error: unknown): MailFailure => {
  if (error instanceof MailFailure) return error;
  const { code, command, responseCode, response } = (error ?? {}) as SmtpError;
  const reply = typeof responseCode === 'number' ? responseCode : null;
  const enhanced = typeof response === 'string' ? /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})\b/.exec(response)?.[1] : null;
  const permanent = command === 'RCPT TO' && reply !== null && reply >= 500 && reply !== 530;
  const facts = [typeof code === 'string' ? code : 'unknown', command, reply, enhanced].filter(Boolean).join(' ');
  return new MailFailure(permanent, `The mail server didn’t take the mail (${facts}).`);
};

/** RFC 8058: the mail program ends them by itself, by one POST. The address isn't folded, since some programs read line by line. */
const unsubscribeHeaders = (url: string) => ({
  'List-Unsubscribe': { prepared: true, value: `<${url}>` },
  'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
});

/**
 * Guests get mail from the app's own address under the host's name, so that DMARC holds and they see whom they deal with.
 * Hosts get it under the app's name alone: their own name on a foreign address looks like a forgery to their company's filters.
 */
export const createMailer = ({ smtpUrl, from, publicUrl, clock = { now: Date.now } }: MailerOptions): Mailer => {
  if (!isMailbox(from)) throw new TypeError('The app’s own mail address isn’t valid.');
  const domain = from.slice(from.lastIndexOf('@') + 1);
  const transport = nodemailer.createTransport({
    url: smtpUrl,
    pool: true,
    maxConnections: 3,
    // A connection that breaks mid-mail leaves its fate unknown: the outbox decides whether to send again, not the pool.
    maxRequeues: 0,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 15_000,
    dnsTimeout: 10_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });

  const messageOf = (notice: Notice) => {
    const { host, guest, to, meeting } = notice;
    const letter = letterOf(notice);
    const hostName = oneLine(host.name, 100);
    const now = clock.now();
    const cancelled = notice.kind === 'cancelled';
    const isForGuest = to.role === 'guest';
    // See `rowsFor`: no words of the guest's own go to the address that the guest gave, not even as its name. The calendar file alone has
    // the name, beside the address and only where it can't be anything else than one.
    const recipient = addressOf(isForGuest ? '' : to.name, to.email);
    const file = notice.calendarFile
      ? calendarFile({
          reader: to.role,
          language: notice.language,
          meeting,
          cancelled,
          host,
          guest: isForGuest ? { name: plainName(guest.name), email: guest.email } : guest,
          url: isForGuest ? notice.urls.manage : notice.urls.view,
          publicUrl,
          now,
        })
      : null;
    const other = isForGuest ? host : guest;
    return {
      from: {
        name: asName(isForGuest && hostName ? `${hostName} (${letter.app})` : letter.app),
        address: from,
      },
      to: recipient,
      ...(isMailbox(other.email) ? { replyTo: addressOf(other.name, other.email) } : {}),
      envelope: { from, to: [recipient.address] },
      subject: letter.subject,
      date: new Date(now),
      messageId: messageIdOf(notice.messageId, domain),
      headers: {
        'Auto-Submitted': 'auto-generated',
        'X-Auto-Response-Suppress': 'OOF, AutoReply',
        'Content-Language': notice.language,
        ...(letter.unsubscribe && unsubscribeHeaders(letter.unsubscribe.url)),
      },
      text: letterText(letter),
      html: letterHtml(letter),
      ...(file === null
        ? {}
        : { icalEvent: { method: calendarMethod(to.role, cancelled), filename: 'invite.ics', content: file } }),
    };
  };

  return {
    async send(notice) {
      try {
        await transport.sendMail(messageOf(notice));
      } catch (error) {
        throw failureOf(error);
      }
    },
    async close() {
      transport.close();
    },
  };
};
