import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Scheduler, startScheduler } from './scheduler.ts';

interface Operation {
  readonly summary?: string;
  readonly parameters?: readonly { name: string; in: string; required?: boolean; schema: object }[];
  readonly requestBody?: {
    content: Record<string, { schema: { properties?: object; anyOf?: object; allOf?: object } }>;
  };
  readonly responses: Record<
    string,
    { description?: string; content?: Record<string, { schema: { properties?: object } }> }
  >;
}

let scheduler: Scheduler;
let document: {
  openapi: string;
  info: { title: string; version: string };
  paths: Record<string, Record<string, Operation>>;
};
beforeAll(async () => {
  scheduler = await startScheduler();
  document = (await scheduler.app.inject({ url: '/openapi.json' })).json();
});
afterAll(() => scheduler.close());

const operations = () =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      path,
      method,
      operation,
      name: `${method.toUpperCase()} ${path}`,
    })),
  );

it('names every JSON route, and the page that guests begin at', () => {
  expect(document.openapi).toMatch(/^3\.1\./);
  expect(document.info).toMatchObject({ title: expect.any(String), version: expect.any(String) });
  expect(
    operations()
      .map(({ name }) => name)
      .sort(),
  ).toEqual([
    'DELETE /api/drafts/{name}',
    'DELETE /api/links/{slug}',
    'GET /api/activity-types',
    'GET /api/calendar',
    'GET /api/drafts/{name}',
    'GET /api/links',
    'GET /api/links/{slug}/next',
    'GET /api/me',
    'GET /api/meetings',
    'GET /api/meetings/{id}',
    'GET /b/{slug}',
    'GET /b/{slug}/slots',
    'GET /health',
    'GET /i/{invitation}',
    'GET /i/{invitation}/slots',
    'GET /m/{token}',
    'GET /m/{token}/slots',
    'GET /ready',
    'PATCH /api/links/{slug}',
    'PATCH /api/me',
    'PATCH /api/meetings/{id}',
    'POST /api/disconnect',
    'POST /api/links',
    'POST /api/links/{slug}/personal',
    'POST /api/links/{slug}/preview',
    'POST /api/links/{slug}/restore',
    'POST /api/links/{slug}/time-urls',
    'POST /api/meetings/{id}/cancel',
    'POST /api/offers/times',
    'POST /api/sync/retry',
    'POST /b/{slug}/bookings',
    'POST /b/{slug}/hold',
    'POST /b/{slug}/hold/release',
    'POST /i/{invitation}/bookings',
    'POST /i/{invitation}/hold',
    'POST /i/{invitation}/hold/release',
    'POST /m/{token}',
    'PUT /api/drafts/{name}',
  ]);
});

const takePostedBodies = [
  '/api/links',
  '/api/links/{slug}/personal',
  '/api/links/{slug}/time-urls',
  '/api/offers/times',
  '/api/meetings/{id}/cancel',
  '/b/{slug}/bookings',
  '/b/{slug}/hold',
  '/b/{slug}/hold/release',
  '/i/{invitation}/bookings',
  '/i/{invitation}/hold',
  '/i/{invitation}/hold/release',
  '/m/{token}',
];

it('says of every route what it takes and answers, and how it refuses', () => {
  for (const { name, path, method, operation } of operations()) {
    expect([name, operation.summary]).toEqual([name, expect.any(String)]);
    const inPath = (operation.parameters ?? []).filter(parameter => parameter.in === 'path');
    expect([name, inPath.map(parameter => parameter.name)]).toEqual([
      name,
      [...path.matchAll(/\{(\w+)\}/g)].map(found => found[1]),
    ]);
    expect(inPath.every(({ required }) => required === true)).toBe(true);
    if (path === '/b/{slug}' || path === '/i/{invitation}') {
      for (const status of ['200', '4XX', '5XX'])
        expect(Object.keys(operation.responses[status]?.content ?? {})).toEqual(['text/html']);
      continue;
    }
    const success = Object.keys(operation.responses).filter(status => status.startsWith('2'));
    expect([name, success.length > 0]).toEqual([name, true]);
    for (const status of success.filter(found => found !== '204'))
      expect([name, operation.responses[status]?.content?.['application/json']?.schema.properties]).toEqual([
        name,
        expect.any(Object),
      ]);
    if (['/health', '/ready'].includes(path)) continue;
    for (const status of ['4XX', '5XX']) {
      const schema = operation.responses[status]?.content?.['application/problem+json']?.schema;
      expect([name, Object.keys(schema?.properties ?? {})]).toEqual([
        name,
        expect.arrayContaining(['title', 'status', 'code', 'field']),
      ]);
    }
    const takesBody = method === 'patch' || method === 'put' || (method === 'post' && takePostedBodies.includes(path));
    expect([name, Object.keys(operation.requestBody?.content ?? {}).includes('application/json')]).toEqual([
      name,
      takesBody,
    ]);
  }
});

it('names what a booking needs', () => {
  const operation = document.paths['/b/{slug}/bookings']?.post;
  const body = operation?.requestBody?.content['application/json']?.schema;
  expect(body).toMatchObject({ type: 'object', required: ['start', 'name', 'email', 'zone'] });
  expect(Object.keys(body?.properties ?? {})).toEqual(
    expect.arrayContaining(['start', 'name', 'email', 'zone', 'answers']),
  );
  expect(operation?.parameters?.map(({ name }) => name)).toContain('idempotency-key');
  expect(Object.keys(operation?.responses ?? {})).toEqual(expect.arrayContaining(['200', '201']));
});

it('refers to nothing that isn’t in it', () => {
  const text = JSON.stringify(document);
  for (const [, reference = ''] of text.matchAll(/"\$ref":"#\/([^"]+)"/g)) {
    const found = reference
      .split('/')
      .reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name], document);
    expect([reference, found]).toEqual([reference, expect.anything()]);
  }
});
