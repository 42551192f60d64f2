import { describe, expect, it } from 'vitest';
import type { Activity } from '../../server/domain/activity.ts';
import { HOUR, MINUTE } from '../../server/domain/interval.ts';
import type { Store } from '../../server/ports.ts';
import { allDayActivity, NOON, timedActivity, undatedActivity } from './store-samples.ts';

export const activityContract = (store: () => Store): void => {
  describe('activities', () => {
    const between = async (from: string, to: string) => {
      const found = await store().activities.between('42:7', Date.parse(from), Date.parse(to));
      return found.map(({ id }) => id).sort();
    };

    it('come back as they were put, timed or all day', async () => {
      await store().activities.put([timedActivity(), allDayActivity()]);
      expect(await store().activities.find('42:1001')).toEqual(timedActivity());
      expect(await store().activities.find('42:1002')).toEqual(allDayActivity());
      expect(await store().activities.find('42:1003')).toBeNull();
      const near = await store().activities.between('42:7', NOON, NOON + HOUR);
      expect(near).toHaveLength(2);
      expect(near).toEqual(expect.arrayContaining([timedActivity(), allDayActivity()]));
    });

    it('replace what isn’t newer, each on its own', async () => {
      await store().activities.put([
        timedActivity({ id: '42:1', updatedAt: NOON }),
        timedActivity({ id: '42:2', updatedAt: NOON }),
        timedActivity({ id: '42:3', updatedAt: NOON }),
      ]);
      const older = timedActivity({ id: '42:1', updatedAt: NOON - 1, busy: false });
      const same = timedActivity({ id: '42:2', updatedAt: NOON, busy: false });
      const newer = allDayActivity({ id: '42:3', updatedAt: NOON + 1 });
      const fresh = timedActivity({ id: '42:4', updatedAt: NOON - 1 });
      await store().activities.put([older, same, newer, fresh]);
      expect(await store().activities.find('42:1')).toEqual(timedActivity({ id: '42:1' }));
      expect(await store().activities.find('42:2')).toEqual(same);
      expect(await store().activities.find('42:3')).toEqual(newer);
      expect(await store().activities.find('42:4')).toEqual(fresh);
      await store().activities.put([]);
    });

    it('end with the newest of many that are put at once, in whatever order', async () => {
      const versions = Array.from({ length: 50 }, (_, index) => (index * 37) % 50);
      await Promise.all(
        versions.map(version =>
          store().activities.put([timedActivity({ updatedAt: NOON + version, start: NOON - version * MINUTE })]),
        ),
      );
      const newest = timedActivity({ updatedAt: NOON + 49, start: NOON - 49 * MINUTE });
      expect(await store().activities.find('42:1001')).toEqual(newest);
    });

    it('move to another host with the one who owns them', async () => {
      await store().activities.put([timedActivity()]);
      await store().activities.put([timedActivity({ host: '42:8', updatedAt: NOON + 1 })]);
      expect(await store().activities.between('42:7', NOON, NOON + HOUR)).toEqual([]);
      expect(await store().activities.between('42:8', NOON, NOON + HOUR)).toHaveLength(1);
    });

    it('are near a range if they overlap it; touching is not overlapping', async () => {
      await store().activities.put([timedActivity()]);
      expect(await between('2026-11-24T12:59:59.999Z', '2026-11-24T14:00:00Z')).toEqual(['42:1001']);
      expect(await between('2026-11-24T13:00:00Z', '2026-11-24T14:00:00Z')).toEqual([]);
      expect(await between('2026-11-24T11:00:00Z', '2026-11-24T12:00:00.001Z')).toEqual(['42:1001']);
      expect(await between('2026-11-24T11:00:00Z', '2026-11-24T12:00:00Z')).toEqual([]);
      expect(await between('2026-11-24T12:20:00Z', '2026-11-24T12:40:00Z')).toEqual(['42:1001']);
      expect(await between('2026-11-20T00:00:00Z', '2026-11-30T00:00:00Z')).toEqual(['42:1001']);
    });

    it('are near a range even if they began long before it', async () => {
      await store().activities.put([timedActivity({ start: NOON - 90 * 24 * HOUR })]);
      expect(await between('2026-11-24T12:00:00Z', '2026-11-24T12:30:00Z')).toEqual(['42:1001']);
    });

    it('of all day are near a range that their date reaches in any zone from −12:00 to +14:00', async () => {
      await store().activities.put([allDayActivity({ date: '2026-11-24' })]);
      // 24 November begins first at +14:00, on the 23rd at 10:00 UTC …
      expect(await between('2026-11-23T08:00:00Z', '2026-11-23T10:00:00Z')).toEqual([]);
      expect(await between('2026-11-23T08:00:00Z', '2026-11-23T10:00:00.001Z')).toEqual(['42:1002']);
      // … and ends last at −12:00, on the 25th at 12:00 UTC; two hours more are for days that a clock change lengthens.
      expect(await between('2026-11-25T11:59:00Z', '2026-11-25T16:00:00Z')).toEqual(['42:1002']);
      expect(await between('2026-11-25T13:59:59.999Z', '2026-11-25T16:00:00Z')).toEqual(['42:1002']);
      expect(await between('2026-11-25T14:00:00Z', '2026-11-25T16:00:00Z')).toEqual([]);
    });

    it('are asked of one host only', async () => {
      await store().activities.put([timedActivity({ host: '42:70' }), allDayActivity({ host: '4:7' })]);
      expect(await between('2026-11-20T00:00:00Z', '2026-11-30T00:00:00Z')).toEqual([]);
    });

    it('are listed by id from an instant on, all-day ones by their date at UTC midnight', async () => {
      const midnight = Date.parse('2026-11-24T00:00:00Z');
      await store().activities.put([
        timedActivity({ id: '42:1', start: midnight - HOUR, end: midnight }),
        timedActivity({ id: '42:2', start: midnight - HOUR, end: midnight - 1 }),
        allDayActivity({ id: '42:3', date: '2026-11-24' }),
        allDayActivity({ id: '42:4', date: '2026-11-23' }),
        timedActivity({ id: '42:5', host: '42:70' }),
      ]);
      expect((await store().activities.idsFrom('42:7', midnight)).sort()).toEqual(['42:1', '42:3']);
    });

    it('without any time come back as they were put, replace and are replaced, block nothing and end never', async () => {
      const undated = undatedActivity({ busy: true });
      const { activities } = store();
      await activities.put([undated, timedActivity()]);
      expect(await activities.find('42:1003')).toEqual(undated);
      expect(await activities.between('42:7', NOON - 1, NOON + HOUR)).toEqual([timedActivity()]);
      expect(await activities.between('42:7', 0, NOON * 2)).toEqual([timedActivity()]);
      expect(await activities.idsFrom('42:7', 0)).toEqual(['42:1001']);

      const lost = undatedActivity({ id: '42:1001', updatedAt: NOON + 1 });
      await activities.put([lost]);
      await activities.put([timedActivity()]);
      expect(await activities.find('42:1001')).toEqual(lost);
      expect(await activities.idsFrom('42:7', 0)).toEqual([]);
      const found = timedActivity({ id: '42:1003', updatedAt: NOON + 1 });
      await activities.put([found]);
      expect(await activities.find('42:1003')).toEqual(found);
      expect(await activities.idsFrom('42:7', 0)).toEqual(['42:1003']);
    });

    it('are removed by id', async () => {
      const ids = ['42:1', '42:2', '42:3'];
      await store().activities.put(ids.map(id => timedActivity({ id })));
      await store().activities.remove(['42:1', '42:3', '42:9']);
      await store().activities.remove([]);
      expect(await store().activities.idsFrom('42:7', 0)).toEqual(['42:2']);
    });

    it('leave with their host, and others stay', async () => {
      await store().activities.put([timedActivity(), allDayActivity(), timedActivity({ id: '42:9', host: '42:70' })]);
      await store().activities.removeOfHost('42:7');
      expect(await store().activities.idsFrom('42:7', 0)).toEqual([]);
      expect(await store().activities.idsFrom('42:70', 0)).toEqual(['42:9']);
    });

    it('are pruned when they ended, and all-day ones when their date is over in every zone', async () => {
      const before = Date.parse('2026-11-24T12:00:00Z');
      const kept: Activity[] = [
        timedActivity({ id: '42:1', start: before - HOUR, end: before }),
        timedActivity({ id: '42:2', start: before - HOUR, end: before + HOUR }),
        allDayActivity({ id: '42:3', date: '2026-11-23' }),
      ];
      const gone: Activity[] = [
        timedActivity({ id: '42:4', start: before - HOUR, end: before - 1 }),
        allDayActivity({ id: '42:5', date: '2026-11-22' }),
      ];
      await store().activities.put([...kept, ...gone]);
      await store().activities.prune(before);
      for (const activity of kept) expect(await store().activities.find(activity.id)).toEqual(activity);
      for (const { id } of gone) expect(await store().activities.find(id)).toBeNull();
    });

    it('without any time are pruned by their last change', async () => {
      const kept = undatedActivity({ id: '42:1', updatedAt: NOON });
      await store().activities.put([kept, undatedActivity({ id: '42:2', updatedAt: NOON - 1 })]);
      await store().activities.prune(NOON);
      expect(await store().activities.find('42:1')).toEqual(kept);
      expect(await store().activities.find('42:2')).toBeNull();
    });

    it('are put by the thousand', async () => {
      const many = Array.from({ length: 1_200 }, (_, index) => timedActivity({ id: `42:${index}` }));
      await store().activities.put(many);
      expect(await store().activities.idsFrom('42:7', 0)).toHaveLength(1_200);
      expect(await store().activities.find('42:1199')).toEqual(timedActivity({ id: '42:1199' }));
    });
  });
};
