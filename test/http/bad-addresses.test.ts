import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { booking, type Method, type Refusals, type Sent, startRefusals, withField } from './refusals.ts';
import { OTHER_SLUG, SLUG, WEBHOOK_PASSWORD } from './scheduler.ts';

let refusals: Refusals;
beforeAll(async () => {
  refusals = await startRefusals();
});
afterAll(() => refusals.scheduler.close());

const refusal = (sent: Sent) => refusals.refusal(sent);
const expectNothingStored = () => refusals.expectNothingStored();

const basic = (password: string) => `Basic ${Buffer.from(`scheduler:${password}`).toString('base64')}`;

describe('any address', () => {
  const slugs = [
    '%00',
    '%2F',
    '%2e%2e%2f',
    'a%00b',
    '%F0%9F%97%93',
    'x'.repeat(300),
    'x'.repeat(10_000),
    '%',
    '%E0%A4%A',
    '%ff',
    '__proto__',
    'constructor',
    "'%3B--",
  ];

  it.each(slugs.map(slug => [slug.slice(0, 20), slug]))('with %s in it leads nowhere', async (_, slug) => {
    for (const [method, url] of [
      ['GET', `/b/${slug}`],
      ['GET', `/b/${slug}/slots?from=2026-11-25&to=2026-11-25&zone=UTC`],
      ['POST', `/b/${slug}/bookings`],
      ['POST', `/b/${slug}/hold`],
      ['POST', `/b/${slug}/hold/release`],
      ['POST', `/i/${slug}/hold`],
      ['GET', `/m/${slug}`],
      ['GET', `/m/${slug}/slots?from=2026-11-25&to=2026-11-25&zone=UTC`],
      ['GET', `/m/${slug}/calendar.ics`],
      ['POST', `/m/${slug}`],
      ['PATCH', `/api/links/${slug}`],
      ['DELETE', `/api/links/${slug}`],
      ['POST', `/api/links/${slug}/restore`],
      ['GET', `/api/links/${slug}/next`],
      ['POST', `/api/links/${slug}/personal`],
      ['POST', `/api/links/${slug}/time-urls`],
      ['GET', `/i/${slug}`],
      ['GET', `/i/${slug}/slots?from=2026-11-25&to=2026-11-25&zone=UTC`],
      ['POST', `/i/${slug}/bookings`],
      ['GET', `/t/${slug}`],
      ['GET', `/ui/${slug}`],
      ['GET', `/assets/${slug}`],
      ['POST', `/webhooks/pipedrive/${slug}`],
    ] as [Method, string][]) {
      const payload =
        method === 'GET' ? {} : { payload: url.startsWith('/m') ? { action: 'cancel' } : { ...booking, version: 1 } };
      const { status } = await refusal({ method, url, ...payload });
      expect([400, 401, 403, 404]).toContain(status);
    }
    expectNothingStored();
  });

  it('answers 404 to methods that it doesn’t have', async () => {
    const paths = [
      '/',
      `/b/${SLUG}`,
      `/b/${SLUG}/slots`,
      `/b/${SLUG}/bookings`,
      `/b/${SLUG}/hold`,
      `/b/${SLUG}/hold/release`,
      refusals.manage,
      `${refusals.manage}/calendar.ics`,
      '/api/me',
      '/api/links',
      `/api/links/${SLUG}`,
      `/api/links/${SLUG}/next`,
      '/ui/composer',
      '/openapi.json',
      '/webhooks/pipedrive/x',
      '/app/meetings/x',
      '/oauth/start',
    ];
    for (const url of paths) {
      for (const method of ['PUT', 'PATCH', 'DELETE'] as const) {
        if (url === `/api/links/${SLUG}` || (url === '/api/me' && method === 'PATCH')) continue;
        const { status, code } = await refusal({ method, url });
        expect([method, url, status, code]).toEqual([method, url, 404, 'not_found']);
      }
    }
    expectNothingStored();
  });

  it('takes any query', async () => {
    const nonsense = [
      '?',
      '?a=1&a=2',
      '?from=1&from=2',
      '?%00=%00',
      '?__proto__=1',
      `?theme=${'x'.repeat(5_000)}`,
      '?theme=dark&theme=light',
      '?count=99999',
      '?count=-1',
      '?from=9999-12-31&to=9999-12-31&zone=UTC',
      '?from=0000-01-01&to=0000-01-01&zone=Asia/Kathmandu',
      '?error[]=a&code[]=b',
      '?code=%00&state=%00',
      '?month=9999-12-01&move=1',
      '?booked=1&booked=2',
    ];
    for (const url of [
      `/b/${SLUG}`,
      `/b/${SLUG}/slots`,
      refusals.manage,
      `${refusals.manage}/slots`,
      '/api/me',
      '/api/links',
      `/api/links/${SLUG}/next`,
      '/api/meetings',
      '/ui/composer',
      '/oauth/callback',
      '/app/meetings/%00',
      '/assets/x',
      '/openapi.json',
    ]) {
      for (const query of nonsense) {
        const reply = await refusals.scheduler.app.inject({
          url: url + query,
          headers: { authorization: `Bearer ${refusals.scheduler.token()}` },
        });
        expect([url + query.slice(0, 60), reply.statusCode < 500]).toEqual([url + query.slice(0, 60), true]);
        expect(reply.body).not.toMatch(/node_modules|\.ts:\d|RangeError|TypeError/);
      }
    }
    expectNothingStored();
  });

  it('is named in full by no refusal', async () => {
    for (const url of [
      '/nowhere/zoe@ferns.example',
      '/b/%E0%A4%A-zoe@ferns.example',
      '/b/zoe@ferns.example/slots?zone=zoe@ferns.example',
    ]) {
      expect((await refusal({ method: 'GET', url })).body).not.toContain('zoe@ferns');
    }
  });
});

describe('a webhook', () => {
  const url = '/webhooks/pipedrive/webhook-path-7';

  it('is taken from nobody who lacks path or password', async () => {
    for (const sent of [
      { url, headers: {} },
      { url, headers: { authorization: basic('guess') } },
      { url, headers: { authorization: 'Basic' } },
      { url, headers: { authorization: 'Bearer x' } },
      { url: '/webhooks/pipedrive/webhook-path-9', headers: { authorization: basic(WEBHOOK_PASSWORD) } },
      { url: '/webhooks/pipedrive/webhook-path-9', headers: { authorization: basic('') } },
    ])
      expect((await refusal({ method: 'POST', payload: { meta: {} }, ...sent })).status).toBe(401);
    expectNothingStored();
  });

  it('that says nothing we know is answered 2xx, so that it isn’t repeated, and leaves no event', async () => {
    const meta = {
      action: 'change',
      entity: 'activity',
      entity_id: '5',
      company_id: '42',
      id: 'e1',
      timestamp: '2026-11-24T09:00:00Z',
    };
    const bodies = [
      {},
      [],
      { meta: null },
      { meta: { ...meta, entity: 'deal' } },
      { meta: { ...meta, entity_id: 'x' } },
      { meta: { ...meta, company_id: 43 } },
      { meta: { ...meta, id: 7 } },
      { meta: { ...meta, action: ['change'] } },
      { meta, data: 'text' },
      { meta, previous: { owner_id: 'x' } },
    ];
    for (const payload of bodies) {
      const reply = await refusals.scheduler.app.inject({
        method: 'POST',
        url,
        payload,
        headers: { authorization: basic(WEBHOOK_PASSWORD) },
      });
      expect([payload, reply.statusCode]).toEqual([payload, 204]);
    }
    expect(await refusals.scheduler.store.events.open(Number.MAX_SAFE_INTEGER, 10)).toEqual([]);
    await refusals.scheduler.store.hosts.update('42:7', { webhookAt: null });
    expectNothingStored();
  });

  it('with a body that can’t be read is refused', async () => {
    for (const payload of ['{', `"${'x'.repeat(1_000_000)}"`, '{"__proto__":1}'])
      expect(
        (await refusal({ method: 'POST', url, payload, headers: { authorization: basic(WEBHOOK_PASSWORD) } })).status,
      ).toBe(400);
    expectNothingStored();
  });
});

describe('an uninstallation', () => {
  it('is taken from nobody but Pipedrive, and only for a user that is named', async () => {
    const url = '/oauth/callback';
    const good = `Basic ${Buffer.from('client:shibboleth-of-the-client').toString('base64')}`;
    const payload = { client_id: 'client', company_id: 42, user_id: 7 };
    for (const authorization of ['', 'Basic x', basic('x'), 'Bearer x'])
      expect((await refusal({ method: 'DELETE', url, payload, headers: { authorization } })).status).toBe(401);
    for (const [name, value] of [
      ['client_id', 'other'],
      ['client_id', 7],
      ['company_id', '42:7'],
      ['company_id', -1],
      ['user_id', null],
      ['user_id', [7]],
      ['user_id', undefined],
    ] as const) {
      const sent = await refusal({
        method: 'DELETE',
        url,
        payload: withField(payload, name, value),
        headers: { authorization: good },
      });
      expect([sent.status, sent.field]).toEqual([400, name]);
    }
    expectNothingStored();
  });
});

it('leaves the links of others alone', async () => {
  for (const slug of [OTHER_SLUG, 'nobodyhere12']) {
    for (const sent of [
      { method: 'PATCH', url: `/api/links/${slug}`, payload: { version: 1, active: false } },
      { method: 'DELETE', url: `/api/links/${slug}` },
      { method: 'POST', url: `/api/links/${slug}/restore` },
      { method: 'GET', url: `/api/links/${slug}/next` },
      { method: 'POST', url: `/api/links/${slug}/personal`, payload: { deal: 11 } },
      { method: 'POST', url: `/api/links/${slug}/time-urls`, payload: { starts: [] } },
    ] as const)
      expect(await refusal(sent)).toMatchObject({ status: 404, code: 'not_found', title: 'There is nothing here.' });
  }
  expectNothingStored();
});
