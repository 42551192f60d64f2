import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../../server/domain/interval.ts';
import { openFakeStore } from '../../fakes/store.ts';
import { KATHMANDU, startProduct, type TestProduct, WARSAW } from '../../product.ts';

let at: TestProduct;
let host: string;
let slug: string;
beforeEach(async () => {
  at = await startProduct({ store: openFakeStore() });
  host = (await at.install(WARSAW)).id;
  slug = await at.slugOf(host);
  await at.quiet();
  await at.product.upkeep.checkDue();
});
afterEach(() => at.close());

const listings = () => at.sandbox.requests.of('GET', '/api/v2/activities').length;
/** Minutes from now on after which a sweep reconciles, asked for every `step`. */
const reconciledAfter = async (step: number, limit: number): Promise<number> => {
  const before = listings();
  for (let minutes = step; minutes <= limit; minutes += step) {
    at.advance(step * MINUTE);
    await at.product.upkeep.reconcileDue();
    if (listings() > before) return minutes;
  }
  throw new Error('never reconciled');
};

describe('Reconciliation is due', () => {
  test('every 12 hours', async () => {
    expect(await reconciledAfter(30, 24 * 60)).toBe(12 * 60);
    expect(await reconciledAfter(30, 24 * 60)).toBe(12 * 60);
  });

  test('every 10 minutes for an hour after somebody looked at the host’s times', async () => {
    await at.starts(slug, '2026-03-30');
    const minutes: number[] = [];
    for (let time = 0; time < 70; time += 1) {
      const before = listings();
      at.advance(MINUTE);
      await at.product.upkeep.reconcileDue();
      if (listings() > before) minutes.push(time + 1);
    }
    expect(minutes).toEqual([10, 20, 30, 40, 50]);
  });

  test('at once after a known gap, and once for it', async () => {
    await at.store.hosts.update(host, { gapSince: at.now() - MINUTE });
    const before = listings();
    await at.product.upkeep.reconcileDue();
    await at.product.upkeep.reconcileDue();
    expect(listings()).toBe(before + 1);
    expect(await at.store.hosts.find(host)).toMatchObject({ gapSince: null, reconciledAt: at.now() });
  });

  test('not for a host who is paused; and one host’s failure holds up no other', async () => {
    await at.install(KATHMANDU);
    await at.quiet();
    at.sandbox.faults.revokeTokens(WARSAW);
    at.sandbox.requests.clear();
    at.advance(13 * HOUR);
    await at.product.upkeep.reconcileDue();
    expect((await at.store.hosts.find(host))?.status).toBe('paused');
    expect(at.sandbox.requests.of('GET', '/api/v2/activities')).toMatchObject([{ userId: KATHMANDU, status: 200 }]);
    await expect(at.starts(slug, '2026-03-30')).rejects.toThrow('crm_unknown');
    at.sandbox.requests.clear();
    at.advance(13 * HOUR);
    await at.product.upkeep.reconcileDue();
    expect(at.sandbox.requests.calls.every(({ userId }) => userId !== WARSAW)).toBe(true);
  });
});

describe('A downtime', () => {
  test('marks a gap from the last webhook on, so that what was missed is read', async () => {
    await at.product.upkeep.beat();
    at.sandbox.edit.createActivity(WARSAW, { due_date: '2026-04-01', due_time: '07:00' });
    await at.quiet();
    const last = at.now();
    at.deaf = true;
    const { id } = at.sandbox.edit.createActivity(WARSAW, {
      due_date: '2026-04-02',
      due_time: '07:00',
      duration: '01:00',
    });
    await at.sandbox.settle();
    at.advance(5 * MINUTE);
    await at.restart();
    at.deaf = false;
    await at.product.upkeep.beat();
    expect((await at.store.hosts.find(host))?.gapSince).toBe(last);
    await at.product.upkeep.reconcileDue();
    expect(await at.store.activities.find(`77:${id}`)).not.toBeNull();
    expect(await at.starts(slug, '2026-04-02')).not.toContain('2026-04-02T07:00:00.000Z');
  });

  test('is none where another instance was there, or for as long as Pipedrive repeats a webhook', async () => {
    await at.product.upkeep.beat();
    await at.product.upkeep.reconcileDue();
    at.advance(MINUTE);
    await at.product.upkeep.beat();
    expect((await at.store.hosts.find(host))?.gapSince).toBeNull();
    at.advance(2 * MINUTE);
    await at.product.upkeep.beat();
    expect((await at.store.hosts.find(host))?.gapSince).not.toBeNull();
  });

  test('doesn’t shorten a gap that is known already, and the beat goes on after it', async () => {
    await at.store.hosts.update(host, { gapSince: at.now() - DAY });
    await at.product.upkeep.beat();
    expect((await at.store.hosts.find(host))?.gapSince).toBe(at.now() - DAY);
    await at.product.upkeep.beat();
    expect(await at.store.leases.take('presence', 'somebody else', at.now(), at.now())).toBe(false);
  });
});

describe('The daily check', () => {
  test('makes a webhook anew that Pipedrive dropped, and marks the gap', async () => {
    at.sandbox.company.webhooks.clear();
    await at.product.upkeep.checkDue();
    expect(at.sandbox.company.webhooks.size).toBe(0);
    at.advance(DAY);
    await at.product.upkeep.checkDue();
    expect(at.sandbox.company.webhooks.size).toBe(1);
    expect((await at.store.hosts.find(host))?.gapSince).not.toBeNull();
    await at.product.upkeep.reconcileDue();
    const { id } = at.sandbox.edit.createActivity(WARSAW, { due_date: '2026-04-01', due_time: '07:00' });
    await at.quiet();
    expect(await at.store.activities.find(`77:${id}`)).not.toBeNull();
  });

  test('refreshes a grant that nothing has used for a month', async () => {
    const grant = async () => (await at.store.hosts.find(host))?.grant.refreshedAt;
    for (let day = 0; day < 65; day += 1) {
      at.advance(DAY);
      await at.product.upkeep.checkDue();
    }
    expect(at.now() - ((await grant()) ?? 0)).toBeLessThanOrEqual(30 * DAY);
    expect((await at.store.hosts.find(host))?.status).toBe('active');
  });
});

describe('Pruning', () => {
  test('drops what has served its time, and nothing else', async () => {
    const past = at.sandbox.edit.createActivity(WARSAW, { due_date: '2026-03-24', due_time: '07:00' }).id;
    const ahead = at.sandbox.edit.createActivity(WARSAW, { due_date: '2026-04-20', due_time: '07:00' }).id;
    const gone = at.sandbox.edit.createActivity(WARSAW, { due_date: '2026-04-20', due_time: '09:00' }).id;
    at.sandbox.edit.deleteActivity(WARSAW, gone);
    await at.quiet();
    at.advance(15 * DAY);
    await at.product.upkeep.prune();
    const kept = await Promise.all([past, ahead].map(id => at.store.activities.find(`77:${id}`)));
    expect(kept.map(found => found !== null)).toEqual([false, true]);
  });
});
