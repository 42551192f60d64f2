import { type Booking, effectKey, type MailEffect } from '../../domain/booking.ts';
import type { Host } from '../../domain/host.ts';
import { settingsOf } from '../../domain/settings.ts';
import type { Notice, Store } from '../../ports.ts';
import { bookPath } from '../bookings/book-path.ts';
import type { ManageTokens } from '../bookings/manage-token.ts';
import { viewUrl } from './activity-text.ts';

export interface NoticeDeps {
  readonly store: Store;
  readonly tokens: ManageTokens;
  readonly publicUrl: string;
}

/** Whether its reader is to have it: hosts may do without mails about what guests do, but not without those that need them. */
export const isWanted = ({ to, mail }: MailEffect, host: Host): boolean => {
  const { notifications, reminders } = settingsOf(host);
  if (mail === 'reminder') return reminders;
  return to === 'guest' || mail === 'attention' || notifications;
};

/** Everything that one mail says, as facts; the times are those of the change that it tells. */
export const noticeOf = async (
  { store, tokens, publicUrl }: NoticeDeps,
  booking: Booking,
  host: Host,
  effect: MailEffect,
): Promise<Notice> => {
  const link = await store.links.find(booking.link);
  const book = link && bookPath(link, booking);
  const toGuest = effect.to === 'guest';
  const isFarewell = effect.mail === 'farewell';
  const isReminder = effect.mail === 'reminder';
  const { guest, meeting } = booking;
  const managed = `${publicUrl}/m/${tokens.token(booking.id)}`;
  return {
    kind: effect.mail,
    to: {
      role: effect.to,
      ...(toGuest ? { name: guest.name, email: guest.email } : { name: host.name, email: host.email }),
    },
    messageId: `${booking.id}.${effectKey(effect)}`,
    language: toGuest ? guest.language : host.language,
    zone: toGuest ? guest.zone : host.zone,
    by: effect.by,
    why: effect.why,
    meeting: {
      id: booking.id,
      name: meeting.name,
      place: meeting.place,
      description: meeting.description,
      sequence: effect.sequence,
      start: effect.start,
      end: effect.end,
      before: effect.before,
      ...(effect.placeBefore && { placeBefore: effect.placeBefore }),
      reason: effect.mail === 'cancelled' ? (booking.cancelled?.reason ?? '') : '',
    },
    host: { name: host.name, email: host.email, zone: host.zone },
    guest: { name: guest.name, email: guest.email, zone: guest.zone },
    answers: booking.answers.map(({ label, value }) => ({ label, value })),
    notes: booking.notes,
    colleagues: booking.colleagues,
    footer: toGuest ? (link?.details.footer ?? '') : '',
    urls: {
      manage: toGuest && !isFarewell ? managed : null,
      view: toGuest ? null : viewUrl(publicUrl, booking.id),
      book: book === null || isFarewell ? null : `${publicUrl}${book}`,
      reminders: isReminder ? `${managed}/reminders` : null,
    },
    calendarFile: toGuest ? !isFarewell && !isReminder : effect.mail !== 'attention' && settingsOf(host).calendarFile,
  };
};
