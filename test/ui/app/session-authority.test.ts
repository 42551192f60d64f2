import { afterEach, expect, test, vi } from 'vitest';
import { createSessionAuthority } from '../../../extension-ui/app/session-authority.ts';
import { createApi } from '../../../extension-ui/shared/api.ts';

/** Against a server that answers what a test says. */

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly token: string | null;
  readonly authorization: string | null;
  readonly credentials: string | undefined;
}

const answering = (statusOf: (sent: Sent) => number) => {
  const sent: Sent[] = [];
  vi.stubGlobal('fetch', async (path: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers);
    const one = {
      method: init.method ?? 'GET',
      path,
      token: headers.get('x-csrf-token'),
      authorization: headers.get('authorization'),
      credentials: init.credentials,
    };
    sent.push(one);
    const status = statusOf(one);
    const code = { 401: 'unauthorised', 403: 'forbidden', 409: 'stale' }[status];
    return new Response(status === 204 ? null : JSON.stringify(code ? { code } : { links: [] }), { status });
  });
  const authority = createSessionAuthority('the pages own');
  return { sent, authority, api: createApi({ authority, fetch: authority.fetch }) };
};

afterEach(() => vi.unstubAllGlobals());

test('sends the page’s token with everything, and no other authority', async () => {
  const { sent, api, authority } = answering(({ method }) => (method === 'GET' ? 200 : 204));
  await api.links();
  await api.trashLink('4fWqZ8mXbT2c');
  const own = { token: 'the pages own', authorization: null, credentials: 'same-origin' };
  expect(sent).toEqual([
    { method: 'GET', path: '/api/links', ...own },
    { method: 'DELETE', path: '/api/links/4fWqZ8mXbT2c', ...own },
  ]);
  expect(authority.ended.value).toBe(false);
});

test('takes a 401 for the end of the session, and doesn’t try again', async () => {
  const { sent, api, authority } = answering(() => 401);
  await expect(api.links()).rejects.toMatchObject({ code: 'unauthorised' });
  expect(sent).toHaveLength(1);
  expect(authority.ended.value).toBe(true);
});

test('finds out after a 403 whether this browser has another session', async () => {
  const { sent, api, authority } = answering(({ method }) => (method === 'GET' ? 401 : 403));
  await expect(api.trashLink('4fWqZ8mXbT2c')).rejects.toMatchObject({ code: 'forbidden' });
  await expect.poll(() => authority.ended.value).toBe(true);
  expect(sent.map(({ method }) => method)).toEqual(['DELETE', 'GET']);
});

test('takes a 403 of a session that is good, or another refusal, for what it is', async () => {
  const forbidden = answering(({ method }) => (method === 'GET' ? 200 : 403));
  await expect(forbidden.api.trashLink('4fWqZ8mXbT2c')).rejects.toMatchObject({ code: 'forbidden' });
  await expect.poll(() => forbidden.sent.length).toBe(2);
  await forbidden.api.links();
  expect(forbidden.authority.ended.value).toBe(false);
  const stale = answering(() => 409);
  await expect(stale.api.trashLink('4fWqZ8mXbT2c')).rejects.toMatchObject({ code: 'stale' });
  expect([stale.authority.ended.value, stale.sent.length]).toEqual([false, 1]);
});
