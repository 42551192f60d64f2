import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../server/domain/interval.ts';
import { KATHMANDU, WARSAW } from '../product.ts';
import { beginRace, local, type Race } from './interrupted.ts';

const WEBHOOKS = '/api/v1/webhooks';
const FOR_EVER = Number.POSITIVE_INFINITY;

let race: Race;
beforeEach(async () => {
  race = await beginRace();
});
afterEach(() => race.close());

const callsOf = (user: number) => race.at.sandbox.requests.calls.filter(({ userId }) => userId === user);

describe('A host whom Pipedrive asks to wait for hours', () => {
  test('isn’t called for until then, whatever there is to do; then all of it is done', async () => {
    const { at, host } = race;
    at.sandbox.faults.fail({ userId: WARSAW, times: FOR_EVER }, { kind: 'limited', retryAfterSeconds: 3 * 3600 });
    const waitUntil = at.now() + 3 * HOUR;
    const { body } = await at.book(race.slug, local('10:00'));
    await at.quiet();
    expect(callsOf(WARSAW).at(-1)).toMatchObject({ status: 429 });
    expect(await at.store.hosts.find(host)).toMatchObject({ retryAt: waitUntil, status: 'active' });
    at.sandbox.requests.clear();
    const { id } = at.sandbox.edit.createActivity(WARSAW, { due_date: '2026-03-31', due_time: '08:00' });
    await at.quiet();
    while (at.now() + 5 * MINUTE < waitUntil) {
      at.advance(5 * MINUTE);
      await at.product.upkeep.reconcileDue();
      await at.product.upkeep.checkDue();
      await at.sweep();
    }
    expect(callsOf(WARSAW)).toEqual([]);
    // Neither is the grant renewed, whose token ran out in between.
    expect(at.sandbox.requests.calls).toEqual([]);
    expect(at.mails('zoe@ferns.example')).toHaveLength(1);
    expect(at.activities(body.id)).toEqual([]);

    at.sandbox.faults.clear();
    at.advance(waitUntil - at.now());
    await at.product.upkeep.reconcileDue();
    await at.workOff();
    expect(at.activities(body.id)).toMatchObject([{ due_time: '08:00:00' }]);
    expect(await at.store.activities.find(`77:${id}`)).toMatchObject({ busy: true });
  });

  test('holds up no colleague', async () => {
    const { at } = race;
    const theirs = await at.slugOf((await at.install(KATHMANDU)).id);
    await at.quiet();
    at.sandbox.faults.fail({ userId: WARSAW, times: FOR_EVER }, { kind: 'limited', retryAfterSeconds: 3 * 3600 });
    const waits = (await at.book(race.slug, local('10:00'))).body.id;
    await at.quiet();
    at.sandbox.requests.clear();
    // 13:00 in Kathmandu.
    const goesOn = (await at.book(theirs, '2026-03-30T13:00:00+05:45')).body.id;
    await at.quiet();
    await at.reconcile();
    await at.sweep();
    expect(at.activities(goesOn)).toMatchObject([{ owner_id: KATHMANDU, due_time: '07:15:00' }]);
    expect(callsOf(KATHMANDU).filter(({ query }) => query.sort_by === 'due_date')).toHaveLength(1);
    expect(callsOf(WARSAW)).toEqual([]);
    expect(at.activities(waits)).toEqual([]);
  });
});

describe('A daily check that failed', () => {
  test.each([
    ['while Pipedrive lists no webhooks', 'GET'],
    ['while Pipedrive makes no webhook', 'POST'],
  ])('%s is tried again at the next one, not a day later', async (_, method) => {
    const { at, host } = race;
    await at.product.upkeep.checkDue();
    at.advance(DAY);
    at.sandbox.company.webhooks.clear();
    const mend = at.sandbox.faults.fail({ method, path: WEBHOOKS, times: FOR_EVER }, { kind: 'status', status: 503 });
    const before = (await at.store.hosts.find(host))?.checkedAt;
    await at.product.upkeep.checkDue();
    expect(at.sandbox.company.webhooks.size).toBe(0);
    expect((await at.store.hosts.find(host))?.checkedAt).toBe(before);
    mend();
    at.advance(10 * MINUTE);
    await at.product.upkeep.checkDue();
    expect(at.sandbox.company.webhooks.size).toBe(1);
    expect(await at.store.hosts.find(host)).toMatchObject({ checkedAt: at.now() });
    at.sandbox.requests.clear();
    at.advance(10 * MINUTE);
    await at.product.upkeep.checkDue();
    expect(at.sandbox.requests.calls).toEqual([]);
  });
});
