import type { Session } from '../shared/session.ts';
import type { View } from '../shared/view.ts';
import type { Words } from '../shared/words/words.ts';
import { appWords } from './words.ts';

const nameOf = (view: View, words: Words, own: (typeof appWords)['en' | 'pl']): string | null => {
  switch (view.name) {
    case 'links':
      return null;
    case 'calendar':
      return view.meeting ? own.meeting : words.calendar;
    case 'availability':
      return words.manageAvailability;
    case 'link':
      return view.link ? own.editLink : words.addAvailability;
    case 'times':
      return words.pickTimes;
    case 'settings':
      return words.settings;
  }
};

/** What tabs and the browser's history call the page. */
export const titleOf = ({ view, words, language }: Session): string => {
  const name = nameOf(view.value, words.value, appWords[language.value]);
  const product = words.value.meetingScheduler;
  return name === null ? product : `${name} – ${product}`;
};
