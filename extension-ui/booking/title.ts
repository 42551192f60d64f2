import type { GuestPage } from '../../server/http/guest/page.ts';
import { remindersMessage } from './manage/reminders-message.ts';
import { messageOf } from './message-of.ts';
import type { Catalogue } from './texts/catalogue.ts';

const manageTitles = { confirmed: 'yourMeeting', cancelled: 'cancelled', over: 'over' } as const;

/** Name of the document, for tabs, history and screen readers. */
export const titleOf = (page: GuestPage, texts: Catalogue): string => {
  if (page.kind === 'message') return messageOf(texts, page.code, page.status).title;
  if (page.kind === 'book') return `${page.meeting.name} · ${page.meeting.host}`;
  if (page.kind === 'reminders') return `${remindersMessage(texts, page.state).title} · ${page.meeting.name}`;
  const state = page.justBooked && page.state === 'confirmed' ? 'booked' : manageTitles[page.state];
  return `${texts[state]} · ${page.meeting.name}`;
};
