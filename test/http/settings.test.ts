import { afterEach, describe, expect, it } from 'vitest';
import { settingsOf } from '../../server/domain/settings.ts';
import { HOST, OTHER_HOST, type Scheduler, type SchedulerOptions, startScheduler } from './scheduler.ts';

let scheduler: Scheduler;
const begin = async (options?: SchedulerOptions) => {
  scheduler = await startScheduler(options);
};
afterEach(() => scheduler.close());

const defaults = { language: 'en', ...settingsOf({}) };
const change = (body: object) => scheduler.api('PATCH', '/me', body);
const settings = async () => (await scheduler.api('GET', '/me')).body.settings;

describe('a host’s settings', () => {
  it('are the defaults until something is chosen, and then what was chosen', async () => {
    await begin();
    expect(await settings()).toEqual(defaults);
    const newLink = { ...defaults.newLink, duration: 45, step: 15, horizonDays: null };
    const { status, body } = await change({ language: 'pl', notifications: false, newLink });
    expect([status, body.settings, body.language]).toEqual([
      200,
      { ...defaults, language: 'pl', notifications: false, newLink },
      'pl',
    ]);
    const place = { kind: 'video', text: '  https://meet.example/<script>alert(1)</script>\n"quoted"' };
    await change({ place, calendarFile: true, reminders: false });
    const all = { ...defaults, language: 'pl', notifications: false, newLink, place, calendarFile: true };
    expect(await settings()).toEqual({ ...all, reminders: false });
    await change({ mailZone: 'America/St_Johns' });
    expect(await settings()).toEqual({ ...all, reminders: false, mailZone: 'America/St_Johns' });
    await change({ mailZone: null });
    expect((await settings()).mailZone).toBeNull();
    expect((await scheduler.store.hosts.find(OTHER_HOST))?.settings).toBeUndefined();
  });

  it('have a page in the host’s own Pipedrive, whose address is told', async () => {
    await begin();
    const { body } = await scheduler.api('GET', '/me');
    expect(body.settingsUrl).toMatch(
      /^https:\/\/himal\.pipedrive\.com\/settings\/marketplace\/app\/[^/]+\/app-settings$/,
    );
  });

  it('of two surfaces that change different ones at once are both kept', async () => {
    await begin();
    const place = { kind: 'phone', text: '+977 1 4412345' };
    const replies = await Promise.all([
      change({ notifications: false }),
      change({ calendarFile: true }),
      change({ reminders: false }),
      change({ place }),
    ]);
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(await settings()).toEqual({
      ...defaults,
      notifications: false,
      calendarFile: true,
      reminders: false,
      place,
    });
  });

  it('take nothing that nobody asked for', async () => {
    await begin();
    const junk = { junk: 'kept?' };
    const { status } = await change({
      ...junk,
      status: 'paused',
      place: { kind: 'other', text: 'here', ...junk },
      newLink: { ...defaults.newLink, ...junk },
    });
    expect([status, scheduler.dump().includes('kept?')]).toEqual([200, false]);
    expect((await scheduler.store.hosts.find(HOST))?.status).toBe('active');
  });

  const newLink = (over: object) => ({ newLink: { ...defaults.newLink, ...over } });
  it.each([
    ['language', undefined, { language: 'xx' }],
    ['language', undefined, { language: 'en-US' }],
    ['place.text', 'text_unprintable', { place: { kind: 'phone', text: 'a\u0000' } }],
    ['place.text', 'text_unprintable', { place: { kind: 'phone', text: '\ud83d' } }],
    ['mailZone', 'zone_unknown', { mailZone: 'Asia/Atlantis' }],
    ['mailZone', 'zone_unknown', { mailZone: '' }],
    ['newLink.duration', 'out_of_range', newLink({ duration: 4 })],
    ['newLink.step', 'out_of_range', newLink({ step: 1441 })],
    ['newLink.bufferBefore', 'out_of_range', newLink({ bufferBefore: -1 })],
    ['newLink.bufferAfter', 'out_of_range', newLink({ bufferAfter: 2000 })],
    ['newLink.notice', 'out_of_range', newLink({ notice: 525_601, horizonDays: null })],
    ['newLink.notice', 'beyond_horizon', newLink({ notice: 2881, horizonDays: 1 })],
    ['newLink.horizonDays', 'out_of_range', newLink({ horizonDays: 731 })],
    ['place.kind', undefined, { place: { kind: 'moon', text: '' } }],
    ['place.text', undefined, { place: { kind: 'other', text: 'x'.repeat(501) } }],
    ['notifications', undefined, { notifications: 'no' }],
    [
      'newLink.horizonDays',
      undefined,
      { newLink: { duration: 30, step: 30, bufferBefore: 0, bufferAfter: 0, notice: 0 } },
    ],
  ])('are refused with the field %s and why: %s', async (field, reason, body) => {
    await begin();
    const before = scheduler.dump();
    const refused = await change({ reminders: false, ...body });
    expect([refused.status, refused.body.code, refused.body.field, refused.body.reason]).toEqual([
      400,
      'invalid',
      field,
      reason,
    ]);
    expect(scheduler.dump()).toBe(before);
  });

  it('let a new link be as long as a day', async () => {
    await begin();
    expect((await change(newLink({ duration: 1440, step: 1440 }))).status).toBe(200);
  });
});

describe('what the plan allows', () => {
  it.each([
    [{ company: { plan: 'growth' } }, { name: 'growth', leadBooster: false, limit: 1 }],
    [{ company: { plan: 'lite' } }, { name: 'lite', leadBooster: false, limit: 0 }],
    [{ company: { plan: 'ultimate' } }, { name: 'ultimate', leadBooster: false, limit: null }],
    [{ company: { plan: 'lite', addons: ['leadbooster_v2'] } }, { name: 'lite', leadBooster: true, limit: null }],
    [{ company: { plan: null } }, { name: null, leadBooster: false, limit: null }],
    [
      { company: { plan: 'lite' }, environment: { PLAN_RULE: 'off' } },
      { name: 'lite', leadBooster: false, limit: null },
    ],
  ] as [SchedulerOptions, object][])('is told: %j', async (options, plan) => {
    await begin(options);
    expect((await scheduler.api('GET', '/me')).body.plan).toEqual(plan);
  });
});
