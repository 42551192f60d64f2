import { type ReadonlySignal, signal } from '@preact/signals';
import type { Authority } from '../shared/authority.ts';

export interface SessionAuthority extends Authority {
  /** Becomes true when the server no longer takes this page's session, and stays so. */
  readonly ended: ReadonlySignal<boolean>;
  /** Notices what a refusal by 403 may mean: this browser has another session meanwhile. */
  readonly fetch: typeof fetch;
}

/**
 * By the session's cookie. The page's own token goes with every request, also with those that only read: where somebody else signed in
 * in another tab, this page must not show their data under the first one's name.
 */
export const createSessionAuthority = (csrfToken: string): SessionAuthority => {
  const ended = signal(false);
  const headers = { 'x-csrf-token': csrfToken };

  /** Reading is refused with 401 then. */
  const lookAgain = async (): Promise<void> => {
    const reply = await fetch('/api/me', { headers, credentials: 'same-origin', cache: 'no-store' });
    if (reply.status === 401) ended.value = true;
  };

  return {
    ended,
    credentials: 'same-origin',
    headers: async refused => {
      if (refused === undefined) return headers;
      ended.value = true;
      return null;
    },
    fetch: async (input, init) => {
      const reply = await fetch(input, init);
      if (reply.status === 403) lookAgain().catch(() => undefined);
      return reply;
    },
  };
};
