import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openSqliteStore } from '../../server/adapters/sqlite/store.ts';
import { DAY, HOUR, MINUTE } from '../../server/domain/interval.ts';
import type { Store } from '../../server/ports.ts';
import { openFakeStore } from '../fakes/store.ts';
import { startProduct, type TestProduct, WARSAW } from '../product.ts';
import { signToken } from '../sandbox/signed-token.ts';
import { dateOf, letters } from './stopped.ts';

const CLIENT_SECRET = 'f00dfeedf00dfeedf00dfeedf00dfeedf00dfeed';
const CLIENT_ID = '1b3f5a70c2d9e846';

const bearer = (at: TestProduct) => ({
  authorization: `Bearer ${signToken(WARSAW, at.sandbox.company.id, CLIENT_SECRET, at.now())}`,
});

/** What a host may do, each answering the status of the reply. */
const ways = {
  'by Pipedrive’s DELETE': async (at: TestProduct) => {
    const reply = await at.product.app.inject({
      method: 'DELETE',
      url: '/oauth/callback',
      headers: { authorization: `Basic ${Buffer.from(`${CLIENT_ID}:${CLIENT_SECRET}`).toString('base64')}` },
      payload: { client_id: CLIENT_ID, company_id: at.sandbox.company.id, user_id: WARSAW },
    });
    return reply.statusCode;
  },
  'by disconnecting': async (at: TestProduct) =>
    (await at.product.app.inject({ method: 'POST', url: '/api/disconnect', headers: bearer(at) })).statusCode,
};

const isFarewell = (messageId: string | null) => messageId?.includes('.farewell.') ?? false;

describe.each([
  ['the fake store', openFakeStore],
  ['SQLite', () => openSqliteStore({ file: ':memory:' })],
] as const)('A host who leaves, on %s', (_, open) => {
  let store: Store;
  let at: TestProduct;
  let host: string;
  let slug: string;

  const GUESTS = ['ada@ferns.example', 'bo@ferns.example', 'cy@ferns.example'];
  /** Booked on 2026-03-24; from the 29th on it is summer time in Warsaw. */
  const STARTS = ['2026-03-26T10:00:00+01:00', '2026-03-30T10:00:00+02:00', '2026-03-31T10:00:00+02:00'];
  const PAST = 'past@ferns.example';
  const CANCELLED = 'cancelled@ferns.example';

  interface Meeting {
    readonly id: string;
    readonly manageUrl: string;
  }

  const book = async (start: string, email: string): Promise<Meeting> => {
    const reply = await at.book(slug, start, { email, zone: 'America/St_Johns' });
    expect(reply.status).toBe(201);
    await at.quiet();
    return reply.body;
  };

  const begin = async (): Promise<Meeting[]> => {
    store = open();
    at = await startProduct({ store });
    host = (await at.install(WARSAW)).id;
    slug = await at.slugOf(host);
    await book('2026-03-24T10:00:00+01:00', PAST);
    const off = await book('2026-03-26T12:00:00+01:00', CANCELLED);
    expect((await at.act(off.manageUrl, 'cancel')).status).toBe(200);
    at.advance(30 * HOUR);
    await at.reconcile();
    const meetings: Meeting[] = [];
    for (const [index, start] of STARTS.entries()) meetings.push(await book(start, GUESTS[index] ?? ''));
    return meetings;
  };

  const end = async () => {
    await at.close();
    await store.close();
  };

  let meetings: Meeting[];
  beforeEach(async () => {
    meetings = await begin();
  });
  afterEach(end);

  const farewells = (email: string) => at.mails(email).filter(({ messageId }) => isFarewell(messageId));

  const expectTold = () => {
    for (const [index, email] of GUESTS.entries()) {
      const [mail, ...more] = farewells(email);
      expect(more, email).toEqual([]);
      expect(mail?.messageId).toBe(`<${meetings[index]?.id}.0.farewell.guest@meetings.example>`);
      expect(mail?.text).toContain('St. John’s time (GMT−2:30)');
      expect(mail?.text).not.toContain('/m/');
    }
    for (const email of [PAST, CANCELLED]) expect(farewells(email)).toEqual([]);
  };

  const expectErased = async () => {
    expect(await store.hosts.find(host)).toBeNull();
    expect(await store.bookings.ofHost(host, 0, 8.64e15)).toEqual([]);
    const { app } = at.product;
    expect((await app.inject({ url: `/b/${slug}` })).statusCode).toBe(410);
    for (const { manageUrl } of meetings) {
      const path = new URL(manageUrl).pathname;
      const page = await app.inject({ url: path, headers: { accept: 'text/html' } });
      const json = await app.inject({ url: path, headers: { accept: 'application/json' } });
      const post = await at.act(manageUrl, 'cancel');
      expect([page.statusCode, json.statusCode, post.status, post.body.code]).toEqual([410, 410, 410, 'meeting_kept']);
    }
  };

  test.each(Object.entries(ways))(
    '%s tells each guest of a meeting to come once, and erases at once',
    async (_name, leave) => {
      const status = await leave(at);
      expect([200, 204]).toContain(status);
      expectTold();
      await expectErased();
      for (const { id } of meetings) expect(at.activities(id)).toHaveLength(1);
    },
  );

  test.each(Object.entries(ways))(
    '%s while no mail can be sent: nobody books or changes, and later all are told',
    async (_name, leave) => {
      at.mailbox.fail({ kind: 'refuse', code: 421 });
      expect([200, 204]).toContain(await leave(at));
      expect(await store.hosts.find(host)).toMatchObject({ pausedBecause: 'uninstalled', leavingSince: at.now() });
      const reply = await at.book(slug, '2026-04-01T10:00:00+02:00');
      expect([reply.status, reply.body.code]).toEqual([410, 'link_gone']);
      for (const { manageUrl } of meetings) expect((await at.act(manageUrl, 'cancel')).body.code).toBe('meeting_kept');
      const links = await at.product.app.inject({ url: '/api/links', headers: bearer(at) });
      expect(links.json().code).toBe('not_installed');
      at.advance(3 * MINUTE);
      await at.sweep();
      await at.product.eraseLeftOvers();
      expect(await store.hosts.find(host)).not.toBeNull();
      at.mailbox.fail(null);
      at.advance(10 * MINUTE);
      await at.product.eraseLeftOvers();
      expectTold();
      await expectErased();
    },
  );

  test('is erased after a day though no guest could be told', async () => {
    at.mailbox.fail({ kind: 'refuse', code: 421 });
    await ways['by disconnecting'](at);
    at.advance(DAY);
    await at.product.eraseLeftOvers();
    await expectErased();
  });

  test('whose link is open in a browser can’t be booked from the moment of the mark', async () => {
    await store.hosts.update(host, { status: 'paused', pausedBecause: 'uninstalled' });
    expect(await store.links.find(slug)).not.toBeNull();
    const reply = await at.book(slug, '2026-04-01T10:00:00+02:00');
    expect([reply.status, reply.body.code]).toEqual([410, 'link_gone']);
    expect((await at.product.app.inject({ url: `/b/${slug}` })).statusCode).toBe(410);
  });
});

test('Wherever the process stops while a host leaves, in the end all is erased, and each guest told under one Message-ID', async () => {
  const store = openSqliteStore({ file: ':memory:' });
  const at = await startProduct({ store });
  let run = 0;
  let repeated = 0;

  /** The CRM keeps the activities of runs before, so each has a time of its own. */
  const meet = async (slug: string): Promise<Map<string, string>> => {
    const meetings = new Map<string, string>();
    for (const [index, name] of ['ada', 'bo', 'cy'].entries()) {
      const minutes = 9 * 60 + Math.floor(run / 30) * 90 + index * 30;
      const clock = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
      const email = `${name}-${run}@ferns.example`;
      const reply = await at.book(slug, `${dateOf(run)}T${clock}:00+02:00`, { email });
      expect(reply.status).toBe(201);
      meetings.set(email, reply.body.id);
    }
    await at.quiet();
    return meetings;
  };

  try {
    for (const when of ['before', 'after'] as const) {
      for (let write = 1, over = false; !over; write += 1, run += 1) {
        expect(write, 'it ends').toBeLessThan(75);
        const host = (await at.install(WARSAW)).id;
        const meetings = await meet(await at.slugOf(host));
        at.deaf = true;
        at.process.stopAt(write, when);
        await ways['by disconnecting'](at);
        over = !at.process.stopped;
        await at.restart();
        // Nothing is begun before the mark: whoever wants to leave has to say so again.
        if ((await store.hosts.find(host))?.pausedBecause === null) await ways['by disconnecting'](at);
        for (let round = 0; round < 3; round += 1) {
          at.advance(3 * MINUTE);
          await at.product.eraseLeftOvers();
        }
        at.deaf = false;
        expect(await store.hosts.find(host), `${when} ${write}`).toBeNull();
        expect(await store.bookings.ofHost(host, 0, 8.64e15)).toEqual([]);
        for (const [email, id] of meetings) {
          expect(await store.tombstones.has(id)).toBe(true);
          const told = [...letters(at, email)].filter(([messageId]) => isFarewell(messageId));
          const ids = told.map(([messageId]) => messageId);
          expect(ids, `${when} ${write}`).toEqual([`<${id}.0.farewell.guest@meetings.example>`]);
          const times = told[0]?.[1] ?? 0;
          expect(times, `${when} ${write}`).toBeLessThanOrEqual(2);
          if (times === 2) repeated += 1;
        }
      }
    }
    // Sent, and stopped before that was written down.
    expect(repeated).toBeGreaterThan(0);
  } finally {
    await at.close();
    await store.close();
  }
}, 200_000);
