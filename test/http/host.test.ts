import { createSign, generateKeyPairSync } from 'node:crypto';
import { SignJWT, UnsecuredJWT } from 'jose';
import { afterEach, describe, expect, it } from 'vitest';
import { MINUTE } from '../../server/domain/interval.ts';
import {
  CLIENT_SECRET,
  generalLink,
  HOST,
  managePath,
  NOW,
  OTHER_SLUG,
  type Scheduler,
  type SchedulerOptions,
  SLUG,
  startScheduler,
} from './scheduler.ts';

let scheduler: Scheduler;
const begin = async (options?: SchedulerOptions) => {
  scheduler = await startScheduler(options);
};
afterEach(() => scheduler.close());

const { offer, details } = generalLink();
const link = { offer, details, language: null, active: true };
const secret = new TextEncoder().encode(CLIENT_SECRET);
const seconds = Math.floor(NOW / 1000);

const requests = [
  ['GET', '/me'],
  ['GET', '/links'],
  ['POST', '/links', link],
  ['POST', '/links', { nonsense: true }],
  ['PATCH', `/links/${SLUG}`, { version: 1, active: false }],
  ['PATCH', '/links/nobodyhere12', { version: 1, active: false }],
  ['DELETE', `/links/${SLUG}`],
  ['POST', `/links/${SLUG}/restore`],
  ['GET', `/links/${SLUG}/next`],
  ['GET', '/meetings?from=2026-11-24&to=2026-11-25'],
  ['POST', `/links/${SLUG}/preview`],
  ['POST', `/links/${SLUG}/personal`, { deal: 11 }],
  ['POST', `/links/${SLUG}/time-urls`, { starts: [], personal: { person: 5 } }],
  ['POST', '/offers/times', { offer, link: null }],
  ['GET', '/drafts/new'],
  ['PUT', `/drafts/${SLUG}`, { form: { name: 'x' } }],
  ['PUT', '/drafts/new', { form: 'not a form' }],
  ['DELETE', '/drafts/times'],
  ['PATCH', '/me', { notifications: false }],
  ['POST', '/sync/retry'],
  ['GET', '/activity-types'],
  ['POST', '/disconnect'],
] as const;

describe('the token of a surface', () => {
  it('is needed for every route, and has to be ours, signed as agreed, and alive', async () => {
    await begin();
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const claims = { userId: 7, companyId: 42 };
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const unsigned = `${part({ alg: 'RS256', typ: 'JWT' })}.${part({ ...claims, exp: seconds + 300 })}`;
    const signed = (key: Uint8Array, change: object = {}, alg = 'HS256') =>
      new SignJWT({ ...claims, exp: seconds + 300, ...change }).setProtectedHeader({ alg }).sign(key);
    const good = scheduler.token();
    const tokens = {
      none: '',
      nonsense: 'a.b.c',
      expired: await signed(secret, { exp: seconds - 1 }),
      endless: await signed(secret, { exp: undefined }),
      forged: await signed(new TextEncoder().encode('another secret of the same kind')),
      unsecured: new UnsecuredJWT({ ...claims, exp: seconds + 300 }).encode(),
      stripped: `${part({ alg: 'none' })}.${good.split('.')[1]}.`,
      'of another algorithm': await signed(secret, {}, 'HS512'),
      'signed with RS256': `${unsigned}.${createSign('RSA-SHA256').update(unsigned).sign(privateKey).toString('base64url')}`,
      'signed with the public key as a secret': await signed(
        new TextEncoder().encode(publicKey.export({ type: 'spki', format: 'pem' }).toString()),
      ),
      'changed afterwards': `${good.split('.')[0]}.${part({ ...claims, userId: 8, exp: seconds + 300 })}.${good.split('.')[2]}`,
      'without a user': await signed(secret, { userId: undefined }),
      'of a user in words': await signed(secret, { userId: '7' }),
      'of two companies': await signed(secret, { companyId: [42] }),
    };
    const before = scheduler.dump();
    for (const [kind, token] of Object.entries(tokens)) {
      for (const [method, path, body] of requests) {
        const reply = await scheduler.api(method, path, body, token);
        expect([kind, method, path, reply.status, reply.body.code]).toEqual([kind, method, path, 401, 'unauthorised']);
      }
    }
    for (const headers of [{}, { authorization: good }, { authorization: `Basic ${good}` }])
      expect((await scheduler.app.inject({ url: '/api/me', headers })).statusCode).toBe(401);
    expect(scheduler.dump()).toBe(before);
  });

  it('of a user who hasn’t installed says so, the same of every route, whatever exists', async () => {
    await begin();
    const before = scheduler.dump();
    for (const token of [scheduler.token(9), scheduler.token(7, 43)]) {
      for (const [method, path, body] of requests) {
        const reply = await scheduler.api(method, path, body, token);
        expect([method, path, reply.status, reply.body.code]).toEqual([method, path, 404, 'not_installed']);
      }
    }
    expect(scheduler.dump()).toBe(before);
  });

  it('shows a host nothing but what is their own', async () => {
    await begin();
    await scheduler.book('2026-11-25T03:15:00Z');
    const theirs = scheduler.token(8);
    expect(
      (await scheduler.api('GET', '/links', undefined, theirs)).body.links.map(({ slug }: { slug: string }) => slug),
    ).toEqual([OTHER_SLUG]);
    const range = '/meetings?from=2026-11-24&to=2026-11-30';
    expect((await scheduler.api('GET', range, undefined, theirs)).body.meetings).toEqual([]);
    expect((await scheduler.api('GET', range)).body.meetings).toHaveLength(1);
    for (const [method, path, body] of requests.filter(([, path]) => path.includes(SLUG)))
      expect((await scheduler.api(method, path, body, theirs)).body.code).toBe('not_found');
  });
});

describe('a link', () => {
  it('is changed only from the version that is stored', async () => {
    await begin();
    const changed = await scheduler.api('PATCH', `/links/${SLUG}`, {
      version: 1,
      details: { ...details, name: 'Ridge walk' },
    });
    expect([changed.status, changed.body.version, changed.body.details.name]).toEqual([200, 2, 'Ridge walk']);
    const before = scheduler.dump();
    const stale = await scheduler.api('PATCH', `/links/${SLUG}`, { version: 1, active: false });
    expect([stale.status, stale.body.code, stale.body.version]).toEqual([409, 'stale', 2]);
    expect(scheduler.dump()).toBe(before);
    const both = await Promise.all(
      ['Col', 'Couloir'].map(name =>
        scheduler.api('PATCH', `/links/${SLUG}`, { version: 2, details: { ...details, name } }),
      ),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('keeps no field that it doesn’t have', async () => {
    await begin();
    const junk = { junk: 'kept?' };
    const { status, body } = await scheduler.api('POST', '/links', {
      ...link,
      ...junk,
      slug: 'chosenByHost',
      host: '42:8',
      offer: { ...offer, ...junk, rule: { ...offer.rule, ...junk } },
      details: { ...details, ...junk, place: { ...details.place, ...junk } },
    });
    expect([status, body.slug === 'chosenByHost']).toEqual([201, false]);
    expect((await scheduler.store.links.find(body.slug))?.host).toBe(HOST);
    expect(scheduler.dump()).not.toContain('kept?');
  });

  it('is trashed also while somebody changes it', async () => {
    await begin();
    const change = (version: number) => scheduler.api('PATCH', `/links/${SLUG}`, { version, active: true });
    const [changed, trashed] = await Promise.all([change(1), scheduler.api('DELETE', `/links/${SLUG}`)]);
    expect([200, 404, 409]).toContain(changed.status);
    expect(trashed.status).toBe(204);
    const page = await scheduler.app.inject({ url: `/b/${SLUG}` });
    expect(page.statusCode).toBe(410);
    expect((await scheduler.store.calendars.find(HOST))?.activeGeneral).toEqual([]);
  });

  it('is trashed and taken back', async () => {
    await begin();
    expect((await scheduler.api('DELETE', `/links/${SLUG}`)).status).toBe(204);
    expect((await scheduler.api('GET', '/links')).body.links).toEqual([]);
    expect((await scheduler.api('PATCH', `/links/${SLUG}`, { version: 2, active: true })).status).toBe(404);
    const back = await scheduler.api('POST', `/links/${SLUG}/restore`);
    expect([back.status, back.body.slug, back.body.active]).toEqual([200, SLUG, true]);
  });
});

describe('the plan', () => {
  const add = () => scheduler.api('POST', '/links', link);
  const switchOn = ({ slug, version }: { slug: string; version: number }) =>
    scheduler.api('PATCH', `/links/${slug}`, { version, active: true });

  it('Growth lets one general-availability link be active, and saves a second one inactive', async () => {
    await begin({ company: { plan: 'growth' } });
    const second = await add();
    expect([second.status, second.body.active]).toEqual([201, false]);
    const before = scheduler.dump();
    const refused = await switchOn(second.body);
    expect([refused.status, refused.body.code, refused.body.activeLinks]).toEqual([409, 'plan_limit', [SLUG]]);
    expect(scheduler.dump()).toBe(before);

    await scheduler.api('PATCH', `/links/${SLUG}`, { version: 1, active: false });
    // The version that was edited is still good.
    expect((await switchOn(second.body)).body.active).toBe(true);
  });

  it('Growth refuses one of two that are switched on at once, and names the other', async () => {
    await begin({ company: { plan: 'growth' } });
    await scheduler.api('PATCH', `/links/${SLUG}`, { version: 1, active: false });
    await scheduler.api('DELETE', `/links/${SLUG}`);
    const [one, two] = [await add(), await add()];
    await scheduler.api('PATCH', `/links/${one.body.slug}`, { version: one.body.version, active: false });
    const { body } = await scheduler.api('GET', '/links');
    const replies = await Promise.all(body.links.map(switchOn));
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409]);
    const won = replies.find(({ status }) => status === 200)?.body.slug;
    expect(replies.find(({ status }) => status === 409)?.body.activeLinks).toEqual([won]);
    expect((await scheduler.store.calendars.find(HOST))?.activeGeneral).toEqual([won]);
    expect([one.body.slug, two.body.slug]).toContain(won);
  });

  it('is judged again when a link is taken out of the trash, which then stays inactive', async () => {
    await begin({ company: { plan: 'growth' } });
    await scheduler.api('DELETE', `/links/${SLUG}`);
    expect((await add()).body.active).toBe(true);
    const back = await scheduler.api('POST', `/links/${SLUG}/restore`);
    expect([back.status, back.body.active]).toEqual([200, false]);
  });

  it('Lite lets none be active, specific times aside', async () => {
    await begin({ company: { plan: 'lite' } });
    await scheduler.api('PATCH', `/links/${SLUG}`, { version: 1, active: false });
    const second = await add();
    expect([second.status, second.body.active]).toEqual([201, false]);
    const refused = await switchOn(second.body);
    expect([refused.status, refused.body.code, refused.body.activeLinks]).toEqual([409, 'plan_limit', []]);
    const times = [['2026-12-01T05:00:00Z', '2026-12-01T06:00:00Z']];
    const rule = { zone: 'Asia/Kathmandu', times, bufferBefore: 0, bufferAfter: 0, bookings: 'one' };
    const picked = await scheduler.api('POST', '/links', { ...link, offer: { kind: 'specific', rule } });
    expect([picked.status, picked.body.active]).toEqual([201, true]);
  });

  it.each([
    ['LeadBooster on Lite', { company: { plan: 'lite', addons: ['leadbooster_v2'] } }],
    ['Premium', { company: { plan: 'premium' } }],
    ['one that can’t be told', { company: { plan: null } }],
    ['the operator’s override', { company: { plan: 'lite' }, environment: { PLAN_RULE: 'off' } }],
  ] as [string, SchedulerOptions][])('sets no limit: %s', async (_, options) => {
    await begin(options);
    for (let count = 0; count < 3; count += 1) expect((await add()).body.active).toBe(true);
  });
});

describe('what a host writes', () => {
  it('is text on the guest’s pages', async () => {
    await begin();
    const nasty = (field: string) =>
      `${field}<script>alert('${field}')</script><img src=x onerror=alert(1)>"'</script><!--`;
    const question = { id: 'q', label: nasty('label'), kind: 'choice', required: true, choices: [nasty('choice')] };
    const { body } = await scheduler.api('POST', '/links', {
      ...link,
      details: {
        ...details,
        name: nasty('n').slice(0, 120),
        place: { kind: 'other', text: nasty('place') },
        description: `${nasty('description')}\njavascript:alert(1)`,
        questions: [question],
        footer: `${nasty('footer')}<a href="javascript:alert(1)">x</a><p onclick="alert(1)">y</p>`,
      },
    });
    const start = '2026-11-25T03:15:00.000Z';
    const named = { name: nasty('guest'), answers: { q: nasty('choice') }, notes: nasty('notes') };
    const booked = await scheduler.book(start, named, body.slug);
    expect(booked.statusCode).toBe(201);
    const manage = managePath(booked);
    const next = '2026-11-25T03:45:00.000Z';
    for (const url of [
      `/b/${body.slug}`,
      `/b/${body.slug}?start=${next}`,
      manage,
      `${manage}?booked=1`,
      `${manage}?move=1`,
      `${manage}?cancel=1`,
    ]) {
      const page = await scheduler.app.inject({ url, headers: { accept: 'text/html' } });
      expect(page.statusCode).toBe(200);
      expect(page.body).not.toMatch(/<script>alert|<img[^>]*onerror|href="javascript|<p onclick/i);
      // Scripts are files and data; nothing of either ends early.
      const scripts = page.body.match(/<script\b[^>]*>/g) ?? [];
      expect(scripts.every(script => /src="\/assets\/|type="application\/json"/.test(script))).toBe(true);
      expect(page.body.match(/<\/script>/g)).toHaveLength(scripts.length);
      expect(page.body).not.toContain('<!--n');
    }
  });

  it('of meetings is told with what still waits, and not to others', async () => {
    await begin();
    await scheduler.book('2026-11-25T03:15:00Z');
    scheduler.time.now = NOW + MINUTE;
    const { body } = await scheduler.api('GET', '/meetings?from=2026-11-25&to=2026-11-25');
    expect(body.zone).toBe('Asia/Kathmandu');
    expect(body.meetings).toMatchObject([{ link: SLUG, state: 'confirmed', start: '2026-11-25T03:15:00.000Z' }]);
    for (const query of [
      '',
      '?from=2026-11-25',
      '?from=2026-02-30&to=2026-03-01',
      '?from=2026-03-02&to=2026-03-01',
      '?from=2026-01-01&to=2028-01-01',
    ]) {
      const reply = await scheduler.api('GET', `/meetings${query}`);
      expect([query, reply.status, reply.body.code]).toEqual([query, 400, 'invalid']);
    }
  });
});
