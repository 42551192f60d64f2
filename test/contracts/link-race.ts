import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLinks, type Links } from '../../server/flows/hosts/links.ts';
import type { Store } from '../../server/ports.ts';
import { NOON, sampleCalendar, sampleCompany, sampleLink } from './store-samples.ts';

const HOST = '42:7';
const details = { ...sampleLink().details, name: 'Call' };

/** What holds of the plan's limit when tabs race, each served by an instance of its own. `open` opens the same store each time. */
export const describeLinkRace = (name: string, open: () => Store | Promise<Store>): void => {
  describe(name, () => {
    let stores: readonly Store[] = [];
    beforeEach(async () => {
      stores = [await open(), await open()];
      const [store] = stores;
      await store?.companies.put(sampleCompany({ plan: 'growth' }));
      await store?.links.removeOfHost(HOST);
      await store?.calendars.remove(HOST);
      await store?.calendars.insert(sampleCalendar({ host: HOST, claims: [], activeGeneral: [] }));
    });
    afterEach(async () => {
      for (const store of stores) await store.close();
    });

    const tabs = (): readonly Links[] =>
      stores.map(store => createLinks({ store, clock: { now: () => NOON }, planRule: 'enforce' }));
    const add = async (slugs: readonly string[]) => {
      for (const slug of slugs) await stores[0]?.links.insert(sampleLink({ slug, details, active: false }));
    };
    const active = async () => (await stores[0]?.calendars.find(HOST))?.activeGeneral;
    const outcomes = (results: readonly PromiseSettledResult<unknown>[]) =>
      results.map(result => (result.status === 'fulfilled' ? 'on' : result.reason.code)).sort();

    it('lets one of two tabs switch on the second link that Growth doesn’t allow', async () => {
      for (let round = 0; round < 10; round += 1) {
        const slugs = [`one-${round}`, `two-${round}`];
        await add(slugs);
        const [left, right] = tabs();
        const raced = await Promise.allSettled([
          left?.change(HOST, slugs[0] ?? '', 1, { active: true }),
          right?.change(HOST, slugs[1] ?? '', 1, { active: true }),
        ]);
        expect(outcomes(raced)).toEqual(['on', 'plan_limit']);
        const [won] = (await active()) ?? [];
        expect(slugs).toContain(won);
        expect(raced.find(({ status }) => status === 'rejected')).toMatchObject({
          reason: { extra: { activeLinks: [won], limit: 1 } },
        });
        expect(await active()).toHaveLength(1);
        await left?.trash(HOST, won ?? '');
      }
    });

    it('leaves a link on that both tabs switch on, though the edit of one is stale', async () => {
      for (let round = 0; round < 10; round += 1) {
        const slug = `both-${round}`;
        await add([slug]);
        const raced = await Promise.allSettled(tabs().map(tab => tab.change(HOST, slug, 1, { active: true })));
        expect(outcomes(raced)).toEqual(['on', 'stale']);
        expect(await active()).toEqual([slug]);
        await tabs()[0]?.trash(HOST, slug);
      }
    });

    it('leaves one on where many tabs put another link in its place', async () => {
      const others = Array.from({ length: 8 }, (_, index) => `other-${index}`);
      await add(['first', ...others]);
      const [left, right] = tabs();
      await left?.change(HOST, 'first', 1, { active: true });
      const raced = await Promise.allSettled(
        others.map((slug, index) => (index % 2 ? left : right)?.change(HOST, slug, 1, { active: true }, 'first')),
      );
      const expected = ['on', ...others.slice(1).map(() => 'plan_limit')];
      expect(outcomes(raced)).toEqual(expected.sort());
      expect(await active()).toHaveLength(1);
      expect(await active()).not.toContain('first');
    });
  });
};
