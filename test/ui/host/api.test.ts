import { describe, expect, it } from 'vitest';
import { createApi } from '../../../extension-ui/shared/api.ts';
import { tokenAuthority } from '../../../extension-ui/shared/authority.ts';
import { createTokens } from '../../../extension-ui/shared/tokens.ts';

const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const signed = (name: string, iat: number, exp: number) => `${encoded({})}.${encoded({ iat, exp })}.${name}`;

describe('tokens', () => {
  it('are asked for again half a minute before they run out, by their length and not by this machine’s clock', async () => {
    let time = 0;
    const given = [signed('b', 9_000_000, 9_000_300), signed('c', 9_000_300, 9_000_600)];
    const tokens = createTokens({
      signed: async () => given.shift() ?? '',
      first: signed('a', 1_000, 1_300),
      now: () => time,
    });
    expect(await tokens()).toMatch(/\.a$/);
    time = 269_999;
    expect(await tokens()).toMatch(/\.a$/);
    time = 270_000;
    expect(await tokens()).toMatch(/\.b$/);
    time = 539_999;
    expect(await tokens()).toMatch(/\.b$/);
    time = 540_000;
    expect(await tokens()).toMatch(/\.c$/);
  });

  it('are asked for once by all who wait', async () => {
    let asked = 0;
    const tokens = createTokens({
      signed: async () => {
        asked += 1;
        return signed('a', 0, 300);
      },
      first: null,
      now: () => 0,
    });
    await Promise.all([tokens(), tokens('refused'), tokens()]);
    expect(asked).toBe(1);
  });

  it('aren’t asked for again by a request whose refused token has been replaced meanwhile', async () => {
    let asked = 0;
    const signedNext = async () => {
      asked += 1;
      return signed(`next-${asked}`, 0, 300);
    };
    const tokens = createTokens({ signed: signedNext, first: signed('a', 0, 300), now: () => 0 });
    const refused = await tokens();
    expect(await tokens(refused)).toMatch(/\.next-1$/);
    expect(await tokens(refused)).toMatch(/\.next-1$/);
    expect(asked).toBe(1);
  });

  it('can be asked for again after a failure', async () => {
    const answers = [Promise.reject(new Error('busy')), Promise.resolve(signed('a', 0, 300))];
    const tokens = createTokens({ signed: () => answers.shift() ?? Promise.reject(), first: null, now: () => 0 });
    await expect(tokens()).rejects.toThrow('busy');
    expect(await tokens()).toMatch(/\.a$/);
  });

  it.each(['', 'no token', 'a.b.c', `${encoded({})}.${encoded({ iat: 'x' })}.c`])(
    'that tell no length (%j) are used once',
    async odd => {
      const tokens = createTokens({ signed: async () => 'next', first: odd, now: () => 0 });
      expect(await tokens()).toBe('next');
    },
  );
});

describe('the API', () => {
  const withReply = (reply: () => Promise<Response>) =>
    createApi({
      authority: tokenAuthority(async refused => (refused === 'first' ? 'fresh' : 'first')),
      fetch: reply,
    });

  it.each([
    ['a problem document', async () => Response.json({ code: 'paused' }, { status: 503 }), 'paused'],
    ['an error page', async () => new Response('<h1>Bad gateway</h1>', { status: 502 }), 'unreadable'],
    ['a page where JSON was asked for', async () => new Response('<h1>Hello</h1>'), 'unreadable'],
    ['no network', () => Promise.reject(new TypeError('Failed to fetch')), 'offline'],
    ['no answer', () => Promise.reject(new DOMException('late', 'TimeoutError')), 'timeout'],
  ] as const)('turns %s into a code', async (_, reply, code) => {
    await expect(withReply(reply).me()).rejects.toMatchObject({ name: 'ApiFailure', code });
  });

  it('tells that the authorisation is lost, whatever was asked for', async () => {
    const codes = ['busy', 'paused'];
    const api = withReply(async () => Response.json({ code: codes.shift() }, { status: 503 }));
    let told = 0;
    api.onPaused(() => {
      told += 1;
    });
    await expect(api.activityTypes()).rejects.toMatchObject({ code: 'busy' });
    expect(told).toBe(0);
    await expect(api.nextTimes('abc', 3)).rejects.toMatchObject({ code: 'paused' });
    expect(told).toBe(1);
  });

  it('says when Pipedrive gives no token', async () => {
    const api = createApi({
      authority: tokenAuthority(() => Promise.reject(new Error('silent'))),
      fetch: () => Promise.reject(),
    });
    await expect(api.links()).rejects.toMatchObject({ code: 'no_token' });
  });

  it('sends the token, and one more time a fresh one', async () => {
    const sent: string[] = [];
    const api = createApi({
      authority: tokenAuthority(async refused => (refused === 'first' ? 'fresh' : 'first')),
      fetch: async (path, init) => {
        sent.push(`${init?.method} ${path} ${new Headers(init?.headers).get('authorization')}`);
        return sent.length === 1 ? Response.json({}, { status: 401 }) : new Response(null, { status: 204 });
      },
    });
    await api.disconnect();
    expect(sent).toEqual(['POST /api/disconnect Bearer first', 'POST /api/disconnect Bearer fresh']);
  });
});
