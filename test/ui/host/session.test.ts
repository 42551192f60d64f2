import { describe, expect, it } from 'vitest';
import { type Api, createApi } from '../../../extension-ui/shared/api.ts';
import { createSession } from '../../../extension-ui/shared/session.ts';
import { createFakeBridge } from './fake-bridge.ts';
import { hostOf, linkOf, linksOf } from './sample.ts';

const base = 'https://book.example';

const sessionWith = (change: Partial<Api> = {}, preferred = ['en-GB']) => {
  const fake = createFakeBridge();
  const clock = { now: 1_000 };
  const calls = { me: 0 };
  const api: Api = {
    ...createApi({ token: fake.bridge.token, fetch: () => Promise.reject(new TypeError('no network')) }),
    me: async () => {
      calls.me += 1;
      return hostOf(base, { language: 'pl' });
    },
    links: async () => ({ links: linksOf(base) }),
    ...change,
  };
  const session = createSession({ bridge: fake.bridge, api, preferred, now: () => clock.now });
  return { session, clock, calls, visible: fake.visible };
};

describe('a session', () => {
  it('speaks the browser’s language until it knows the host’s', async () => {
    const { session } = sessionWith({}, ['de-DE', 'en-GB']);
    expect(session.language.value).toBe('en');
    await expect.poll(() => session.language.value).toBe('pl');
    expect(session.words.value.meetingScheduler).toBe('Harmonogram spotkań');
    expect(session.zone.value).toBe('Asia/Kathmandu');
  });

  it('reads again when it is shown after half a minute away, and not before', async () => {
    const { session, clock, calls, visible } = sessionWith();
    await expect.poll(() => session.me.data.value).not.toBeNull();
    const lookAgainAfter = (ms: number) => {
      visible.value = false;
      clock.now += ms;
      visible.value = true;
    };
    lookAgainAfter(20_000);
    expect(calls.me).toBe(1);
    lookAgainAfter(20_000);
    expect(calls.me).toBe(2);
  });

  it('reads again at once when it is shown after a failure', async () => {
    let refuse = true;
    const { session, visible } = sessionWith({
      links: async () => {
        if (refuse) throw new Error('gone');
        return { links: [] };
      },
    });
    await expect.poll(() => session.links.failure.value?.code).toBe('unreadable');
    refuse = false;
    visible.value = false;
    visible.value = true;
    await expect.poll(() => session.links.data.value).toEqual({ links: [] });
    expect(session.links.failure.value).toBeNull();
  });

  it('lets a mail speak the link’s language, else the host’s, with the reader’s clock where it is the same', async () => {
    const { session } = sessionWith({}, ['en-GB', 'de-AT']);
    await expect.poll(() => session.me.data.value).not.toBeNull();
    expect(session.textOptions(linkOf(base, { language: 'de' }))).toEqual({ language: 'de', locale: 'de-AT' });
    expect(session.textOptions(linkOf(base, { language: null }))).toEqual({ language: 'pl', locale: 'pl' });
    expect(session.textOptions(linkOf(base, { language: 'xx' }))).toEqual({ language: 'en', locale: 'en-GB' });
  });
});
