import { createUseWords } from '../shared/session.ts';
import type { Widened } from '../shared/words/words.ts';

const en = {
  session: 'Your session',
  signedInAs: 'Signed in as',
  signOut: 'Sign out on all devices',
  toPipedrive: 'Back to Pipedrive',
  ended: 'You have been signed out',
  endedSentence:
    'Signing in lasts twelve hours, and ends sooner where somebody signs out or signs in as another user. Sign in again, and you come back to this page.',
  signIn: 'Sign in with Pipedrive',
  meeting: 'Meeting',
  editLink: 'Edit availability',
};

const pl: Widened<typeof en> = {
  session: 'Twoja sesja',
  signedInAs: 'Zalogowano:',
  signOut: 'Wyloguj na wszystkich urządzeniach',
  toPipedrive: 'Wróć do Pipedrive',
  ended: 'Wylogowano Cię',
  endedSentence:
    'Zalogowanie trwa dwanaście godzin, a kończy się wcześniej, gdy ktoś się wyloguje albo zaloguje jako inna osoba. Zaloguj się ponownie, a wrócisz na tę stronę.',
  signIn: 'Zaloguj się przez Pipedrive',
  meeting: 'Spotkanie',
  editLink: 'Edycja dostępności',
};

export const appWords = { en, pl };
export const useAppWords = createUseWords({ en, pl });
