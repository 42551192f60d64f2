import { createUseWords } from '../shared/session.ts';
import type { Widened } from '../shared/words/words.ts';

const en = {
  account: 'Account',
  signedInAs: (name: string) => `Signed in as ${name}`,
  signOut: 'Sign out',
  toPipedrive: 'Pipedrive',
  ended: 'You have been signed out',
  endedSentence:
    'After twelve hours, or because you signed out elsewhere. Sign in again, and you come back to this page.',
  signIn: 'Sign in with Pipedrive',
  meeting: 'Meeting',
  editLink: 'Edit availability',
};

const pl: Widened<typeof en> = {
  account: 'Konto',
  signedInAs: name => `Zalogowano: ${name}`,
  signOut: 'Wyloguj',
  toPipedrive: 'Pipedrive',
  ended: 'Wylogowano Cię',
  endedSentence:
    'Minęło dwanaście godzin albo wylogowano się gdzie indziej. Zaloguj się ponownie, a wrócisz na tę stronę.',
  signIn: 'Zaloguj się przez Pipedrive',
  meeting: 'Spotkanie',
  editLink: 'Edycja dostępności',
};

export const appWords = { en, pl };
export const useAppWords = createUseWords({ en, pl });
