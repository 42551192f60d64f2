import type { RefObject } from 'preact';
import { meetingItem } from './calendar-items.ts';

/** Where the focus has gone with what had it: to the meeting’s item, or to what else the calendar has to focus. */
export const focusMeeting = ({ current: calendar }: RefObject<HTMLElement | null>, id: string): void => {
  requestAnimationFrame(() => {
    if (document.activeElement !== document.body) return;
    const target =
      calendar?.querySelector<HTMLElement>(`[data-item="${meetingItem(id)}"]`) ??
      calendar?.querySelector<HTMLElement>('.week [tabindex="0"], .agenda button') ??
      calendar?.querySelector<HTMLElement>('button');
    target?.focus();
  });
};
