import { signal } from '@preact/signals';
import { describe, expect, it } from 'vitest';
import { type Api, createApi } from '../../../extension-ui/shared/api.ts';
import { tokenAuthority } from '../../../extension-ui/shared/authority.ts';
import type { Bridge } from '../../../extension-ui/shared/bridge.ts';
import { createSession, type Going } from '../../../extension-ui/shared/session.ts';
import type { View } from '../../../extension-ui/shared/view.ts';
import { createFakeBridge } from './fake-bridge.ts';
import { hostOf, linkOf, linksOf } from './sample.ts';

const base = 'https://book.example';

const here = (): Going => ({ to: 'here', view: signal<View>({ name: 'links' }) });

const sessionWith = (change: Partial<Api> = {}, preferred = ['en-GB'], going = here()) => {
  const fake = createFakeBridge();
  const clock = { now: 1_000 };
  const calls = { me: 0 };
  const api: Api = {
    ...createApi({
      authority: tokenAuthority(fake.bridge.token),
      fetch: () => Promise.reject(new TypeError('no network')),
    }),
    me: async () => {
      calls.me += 1;
      return hostOf(base, { language: 'pl' });
    },
    links: async () => ({ links: linksOf(base) }),
    ...change,
  };
  const session = createSession({ bridge: fake.bridge, api, preferred, now: () => clock.now, going });
  return { session, clock, calls, visible: fake.visible, modals: fake.modals };
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

  it('knows that the connection is lost from whichever request is told so first', async () => {
    let refuse = () => {};
    const { session } = sessionWith({
      onPaused: told => {
        refuse = told;
      },
    });
    refuse();
    expect(session.me.data.value).toBeNull();
    await expect.poll(() => session.me.data.value?.status).toBe('active');
    refuse();
    expect(session.me.data.value).toEqual({ ...hostOf(base, { language: 'pl' }), status: 'paused' });
  });

  it('lets a mail speak the link’s language, else the host’s, with the reader’s clock where it is the same', async () => {
    const { session } = sessionWith({}, ['en-GB', 'de-AT']);
    await expect.poll(() => session.me.data.value).not.toBeNull();
    expect(session.textOptions(linkOf(base, { language: 'de' }))).toEqual({ language: 'de', locale: 'de-AT' });
    expect(session.textOptions(linkOf(base, { language: null }))).toEqual({ language: 'pl', locale: 'pl' });
    expect(session.textOptions(linkOf(base, { language: 'xx' }))).toEqual({ language: 'en', locale: 'en-GB' });
  });

  it('copies times in the host’s zone until they choose another, which every surface of theirs then begins with', async () => {
    let kept = hostOf(base);
    const saved: unknown[] = [];
    const { session } = sessionWith({
      me: async () => kept,
      saveSettings: async change => {
        saved.push(change);
        kept = { ...kept, settings: { ...kept.settings, ...change } };
        return kept;
      },
    });
    await expect.poll(() => session.mailZone.value).toBe('Asia/Kathmandu');
    session.chooseMailZone('America/St_Johns');
    session.reload();
    await expect.poll(() => session.me.loading.value).toBe(false);
    expect([session.mailZone.value, session.zone.value]).toEqual(['America/St_Johns', 'Asia/Kathmandu']);
    await expect.poll(() => saved).toHaveLength(1);
    const other = sessionWith({ me: async () => kept }).session;
    await expect.poll(() => other.mailZone.value).toBe('America/St_Johns');
    session.chooseMailZone('Asia/Kathmandu');
    await expect.poll(() => saved).toEqual([{ mailZone: 'America/St_Johns' }, { mailZone: null }]);
  });

  it('hands the zone that was chosen to the modal that it opens, whether or not it could be kept', async () => {
    const { session, modals } = sessionWith({}, ['en-GB'], { to: 'modal', action: 'workspace', failed: () => {} });
    session.chooseMailZone('America/St_Johns');
    session.go({ name: 'times' });
    expect(modals).toEqual([['workspace', { view: 'times', mailZone: 'America/St_Johns' }]]);
    const fake = createFakeBridge();
    const bridge = { ...fake.bridge, data: { view: 'times', mailZone: 'America/St_Johns' } };
    const opened = createSession({ bridge, api: session.api, preferred: [], now: () => 1, going: here() });
    expect(opened.mailZone.value).toBe('America/St_Johns');
  });

  it('copies times for what is in view until the host says otherwise, in the modal that it opens too', () => {
    const fake = createFakeBridge();
    const going = { to: 'modal', action: 'workspace', failed: () => undefined } as const;
    const open = (bridge: Bridge) =>
      createSession({ bridge, api: sessionWith().session.api, preferred: [], now: () => 1, going });
    const deal: Bridge = { ...fake.bridge, record: { resource: 'deal', id: 12 } };
    const session = open(deal);
    expect(session.personalTimes.value).toBe(true);
    session.go({ name: 'times' });
    session.choosePersonalTimes(false);
    session.go({ name: 'times' });
    expect(fake.modals).toEqual([
      ['workspace', { view: 'times', record: 'deal 12' }],
      ['workspace', { view: 'times', record: 'deal 12', personalTimes: 'no' }],
    ]);
    expect(open({ ...deal, data: { personalTimes: 'no' } }).personalTimes.value).toBe(false);

    const alone = open(fake.bridge);
    alone.choosePersonalTimes(true);
    expect([alone.record, alone.personalTimes.value]).toEqual([null, false]);
  });

  it('reads again when the host turns to it after half a minute, and not before', async () => {
    const { session, clock, calls } = sessionWith();
    await expect.poll(() => session.me.data.value).not.toBeNull();
    for (const [ms, read] of [
      [20_000, 1],
      [10_001, 2],
      [20_000, 2],
      [10_001, 3],
    ] as const) {
      clock.now += ms;
      session.turnTo();
      expect(calls.me).toBe(read);
    }
  });

  it('shows a view in its own place, or asks Pipedrive for a modal and reads again when that is closed', async () => {
    const own = sessionWith();
    own.session.go({ name: 'times', link: 'aBcDeFgHiJkL' });
    expect(own.session.view.value).toEqual({ name: 'times', link: 'aBcDeFgHiJkL' });

    const other = sessionWith({}, ['en-GB'], { to: 'modal', action: 'workspace', failed: () => undefined });
    await expect.poll(() => other.calls.me).toBe(1);
    other.session.go({ name: 'times', link: 'aBcDeFgHiJkL' });
    await expect.poll(() => other.calls.me).toBe(2);
    expect(other.modals).toEqual([['workspace', { view: 'times', link: 'aBcDeFgHiJkL' }]]);
    expect(other.session.view.value).toEqual({ name: 'links' });
  });
});
