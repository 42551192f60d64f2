import { afterAll, beforeAll, expect, test } from 'vitest';
import manifest from '../../../manifest.json' with { type: 'json' };
import { type Mailbox, startMailbox } from '../mailbox/mailbox.ts';
import { startPipedrive } from '../pipedrive.ts';
import type { Sandbox } from '../sandbox.ts';
import { sandboxPagesWith } from './pages.ts';
import { type SurfaceServer, startSurface } from './surface.ts';

let surface: SurfaceServer;
let mailbox: Mailbox;
let sandbox: Sandbox;

beforeAll(async () => {
  surface = await startSurface();
  mailbox = await startMailbox();
  sandbox = await startPipedrive({
    app: { clientId: 'client-1', clientSecret: 'client-secret', origin: surface.origin, manifest },
    pages: sandboxPagesWith({ smtpUrl: mailbox.smtpUrl, inbox: mailbox.origin }),
  });
});
afterAll(async () => {
  await sandbox?.close();
  await mailbox?.close();
  await surface?.close();
});

const userIn = (zone: string): number => {
  const user = sandbox.company.users.find(({ timezone_name }) => timezone_name === zone);
  if (!user) throw new Error(`Nobody is in ${zone}`);
  return user.id;
};

const get = (path: string, user: number): Promise<Response> =>
  fetch(sandbox.origin + path, { headers: { cookie: `standin_user=${user}` }, redirect: 'manual' });

const post = (path: string, user: number, fields: Record<string, string> = {}): Promise<Response> =>
  fetch(sandbox.origin + path, {
    method: 'POST',
    headers: { cookie: `standin_user=${user}` },
    body: new URLSearchParams(fields),
    redirect: 'manual',
  });

const callback = (): string => surface.origin + manifest.callback;
const asked = () => ({ client_id: 'client-1', redirect_uri: callback(), state: 'st&te' });

test('consent names every scope, and Allow brings a code and the state to the callback', async () => {
  const user = userIn('America/New_York');
  const start = await get(`/oauth/authorize?${new URLSearchParams(asked())}`, user);
  const consent = new URL(start.headers.get('location') ?? '', sandbox.origin);
  expect(consent.pathname).toBe('/oauth/consent');
  const page = await (await get(consent.pathname + consent.search, user)).text();
  for (const scope of manifest.scopes) expect(page).toContain(`<code>${scope}</code>`);
  expect(page).toContain('value="st&amp;te"');

  const allowed = await post('/oauth/consent', user, { ...asked(), answer: 'allow' });
  const back = new URL(allowed.headers.get('location') ?? '');
  expect([back.origin + back.pathname, back.searchParams.get('state')]).toEqual([callback(), 'st&te']);
  const tokens = await fetch(`${sandbox.origin}/oauth/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa('client-1:client-secret')}` },
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code: back.searchParams.get('code') ?? '',
      redirect_uri: callback(),
    }),
  });
  expect(tokens.status).toBe(200);
  expect(await (await get('/marketplace', user)).text()).toContain('Installed for');

  expect((await post('/marketplace/uninstall', user)).status).toBe(303);
  expect(sandbox.installed(user)).toBe(false);
  expect(await (await get('/marketplace', user)).text()).toContain(`${surface.origin}${manifest.installation}`);
});

test('Cancel at the consent tells the app so', async () => {
  const cancelled = await post('/oauth/consent', userIn('Europe/Warsaw'), { ...asked(), answer: 'cancel' });
  const back = new URL(cancelled.headers.get('location') ?? '');
  expect(Object.fromEntries(back.searchParams)).toEqual({ error: 'user_denied', state: 'st&te' });
});

test('an activity moved by hand is one UTC instant, told in its owner’s zone', async () => {
  const user = userIn('Asia/Kathmandu');
  const { id } = sandbox.edit.createActivity(user, {
    subject: 'Tea & <talk>',
    type: 'meeting',
    owner_id: user,
    due_date: '2027-01-14',
    due_time: '09:00',
    duration: '00:30',
  });
  expect(await (await get(`/activity/${id}`, user)).text()).toMatch(
    /value="2027-01-14"[\s\S]*value="14:45"[\s\S]*value="30"/,
  );

  const moved = await post(`/activity/${id}`, user, {
    subject: 'Tea & <talk>',
    date: '2027-01-15',
    time: '02:00',
    minutes: '45',
    location: 'Patan',
    public_description: '',
    busy: 'on',
  });
  expect(moved.status).toBe(303);
  // 02:00+05:45
  expect(sandbox.company.activities.get(id)).toMatchObject({
    due_date: '2027-01-14',
    due_time: expect.stringMatching(/^20:15/),
    duration: expect.stringMatching(/^00:45/),
    location: { value: 'Patan' },
    busy: true,
    done: false,
  });
  const week = await (await get('/activities?view=calendar&week=2027-01-15', user)).text();
  expect(week).toContain('<b>02:00</b> Tea &amp; &lt;talk&gt;');
});

test('a date that can’t be read changes nothing', async () => {
  const user = userIn('Europe/Warsaw');
  const activity = [...sandbox.company.activities.values()].find(({ owner_id }) => owner_id === user);
  const before = structuredClone(activity);
  for (const date of ['', 'tomorrow', '2027-02-30']) {
    expect((await post(`/activity/${activity?.id}`, user, { subject: 'x', date, time: '', minutes: '0' })).status).toBe(
      400,
    );
  }
  expect(activity).toEqual(before);
});

test('an activity deleted by hand leaves the calendar, and can be restored', async () => {
  const user = userIn('Europe/Warsaw');
  const { id } = sandbox.edit.createActivity(user, {
    subject: 'To be deleted',
    type: 'meeting',
    owner_id: user,
    due_date: '2027-03-01',
    due_time: '09:00',
    duration: '01:00',
  });
  const week = async () => (await get('/activities?view=calendar&week=2027-03-01', user)).text();
  expect(await week()).toContain('To be deleted');

  await post(`/activity/${id}/delete`, user);
  expect(sandbox.company.activities.get(id)?.is_deleted).toBe(true);
  expect(await week()).not.toContain('To be deleted');
  expect(await (await get('/activities?period=deleted', user)).text()).toContain('To be deleted');

  await post(`/activity/${id}/restore`, user);
  expect(await week()).toContain('To be deleted');
});

test('every record and every list has its page, and what isn’t there is 404', async () => {
  const { deals, persons, organizations } = sandbox.company;
  const paths = [
    '/',
    '/marketplace',
    '/mail',
    '/activities',
    '/activities?period=past',
    '/activities?view=calendar&week=2026-02-31',
    '/deals',
    '/persons',
    '/organizations',
    ...[...deals.keys()].map(id => `/deal/${id}`),
    ...[...persons.keys()].map(id => `/person/${id}`),
    ...[...organizations.keys()].map(id => `/organization/${id}`),
  ];
  for (const path of paths) expect([path, (await get(path, userIn('Europe/Warsaw'))).status]).toEqual([path, 200]);
  for (const path of [
    '/deal/999999',
    '/person/x',
    '/activity/999999',
    '/settings/marketplace/app/other/app-settings',
  ]) {
    expect([path, (await get(path, userIn('Europe/Warsaw'))).status]).toEqual([path, 404]);
  }
});

test('signing in as somebody else leads back to the page, and to no other site', async () => {
  const user = userIn('Asia/Kathmandu');
  const way = async (back: string) => (await post('/sign-in', 0, { user: `${user}`, back })).headers.get('location');
  expect(await way('/mail')).toBe('/mail');
  expect(await way('//evil.example')).toBe('/');
  expect(await way('/\\evil.example')).toBe('/');
  const opened = await fetch(`${sandbox.origin}/mail?user=${user}`);
  expect(opened.headers.get('set-cookie')).toContain(`standin_user=${user};`);
});

test('who comes first is the user in New York, or the Polish one where the browser likes Polish', async () => {
  const first = async (language?: string): Promise<string | undefined> => {
    const reply = await fetch(
      sandbox.origin,
      language === undefined ? {} : { headers: { 'accept-language': language } },
    );
    return /<option value="(\d+)" selected/.exec(await reply.text())?.[1];
  };
  expect(await first()).toBe(`${userIn('America/New_York')}`);
  expect(await first('en-GB,en;q=0.9,pl;q=0.8')).toBe(`${userIn('America/New_York')}`);
  expect(await first('ja')).toBe(`${userIn('America/New_York')}`);
  expect(await first('pl-PL,pl;q=0.9,en;q=0.8')).toBe(`${userIn('Europe/Warsaw')}`);
});

test('a deal’s activities stand in the order of their dates', async () => {
  const user = userIn('Asia/Kathmandu');
  const deal = [...sandbox.company.deals.keys()][0] ?? 0;
  for (const [subject, due_date] of [
    ['Third', '2027-09-03'],
    ['First', '2027-09-01'],
    ['Second', '2027-09-02'],
  ] as const) {
    const times = { due_date, due_time: '09:00', duration: '00:30' };
    sandbox.edit.createActivity(user, { subject, type: 'meeting', owner_id: user, deal_id: deal, ...times });
  }
  const page = await (await get(`/deal/${deal}`, user)).text();
  expect(page.match(/>(First|Second|Third)</g)).toEqual(['>First<', '>Second<', '>Third<']);
});

test('what is written in the composer arrives in the inbox', async () => {
  const reply = await fetch(`${sandbox.origin}/mail/send`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: `standin_user=${userIn('Europe/Warsaw')}` },
    body: JSON.stringify({ to: 'guest@example.test', subject: 'Times', text: 'Hello', html: '<p>Hello</p>' }),
  });
  expect(await reply.json()).toEqual({ message: 'Sent to guest@example.test', inbox: mailbox.origin });
  expect(mailbox.mails('guest@example.test')).toMatchObject([{ subject: 'Times', html: '<p>Hello</p>' }]);
});

test('the plan is chosen on the start page, and the API’s limits and add-ons follow at once', async () => {
  const user = userIn('America/New_York');
  const { plan, addons } = sandbox.company;
  const { access_token } = sandbox.grant(user);
  const api = async (path: string) =>
    fetch(`${sandbox.apiDomain}/api/v1/${path}`, { headers: { authorization: `Bearer ${access_token}` } });
  const told = async () => [
    (await api('users/me')).headers.get('x-ratelimit-limit'),
    (await (await api('billing/subscriptions/addons')).json()).data,
  ];
  const selected = async () => {
    const page = await (await get('/', user)).text();
    return /value="(\w+)" selected/.exec(page.slice(page.indexOf('name="plan"')))?.[1];
  };

  expect((await post('/plan', user, { plan: 'growth', leadbooster: 'on' })).headers.get('location')).toBe('/');
  expect(await told()).toEqual(['160', [{ code: 'leadbooster_v2' }]]);
  expect(await selected()).toBe('growth');
  await post('/plan', user, { plan: 'lite' });
  expect(await told()).toEqual(['80', []]);
  expect((await post('/plan', user, { plan: 'free' })).status).toBe(400);
  expect(sandbox.company.plan).toBe('lite');
  Object.assign(sandbox.company, { plan, addons });
});
