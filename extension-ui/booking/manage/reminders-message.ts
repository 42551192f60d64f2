import type { RemindersPage } from '../../../server/http/guest/page.ts';
import type { Catalogue, Message } from '../texts/catalogue.ts';

/** What there is to say of a meeting's reminders; of one that doesn't take place any more, that is all. */
export const remindersMessage = (texts: Catalogue, state: RemindersPage['state']): Message => {
  if (state === 'over') return { title: texts.over, text: '' };
  if (state === 'cancelled') return { title: texts.cancelled, text: '' };
  return texts.reminders[state];
};
