import { describe, expect, it } from 'vitest';
import { settingsOf } from '../../server/domain/settings.ts';
import type { Store } from '../../server/ports.ts';
import { NOON, sampleCompany, sampleHost } from './store-samples.ts';

export const hostContract = (store: () => Store): void => {
  describe('hosts', () => {
    it('come back as they were put', async () => {
      const host = sampleHost({ wantedAt: NOON, pausedBecause: 'scope_missing', status: 'paused' });
      await store().hosts.put(host);
      expect(await store().hosts.find('42:7')).toEqual(host);
      expect(await store().hosts.find('42:8')).toBeNull();
    });

    it('keep what their host has chosen, and when sessions ended', async () => {
      const chosen = {
        settings: {
          ...settingsOf({}),
          place: { kind: 'video', text: 'https://meet.example/żółć' },
          newLink: { ...settingsOf({}).newLink, horizonDays: null },
        },
        sessionsSince: NOON,
      } as const;
      await store().hosts.put(sampleHost());
      await store().hosts.update('42:7', chosen);
      expect(await store().hosts.find('42:7')).toEqual(sampleHost(chosen));
    });

    it('are copied in and out, so that nobody changes what is stored by changing an object', async () => {
      const host = sampleHost();
      await store().hosts.put(host);
      Object.assign(host, { name: 'changed' });
      Object.assign(host.webhook, { path: 'changed' });
      Object.assign((await store().hosts.find('42:7'))?.grant ?? {}, { accessToken: 'changed' });
      expect(await store().hosts.find('42:7')).toEqual(sampleHost());
    });

    it('are replaced as a whole by a second put', async () => {
      await store().hosts.put(sampleHost());
      const next = sampleHost({
        name: 'Sunita G.',
        webhook: { id: 99, path: 'elsewhere', password: 'sealed' },
      });
      await store().hosts.put(next);
      expect(await store().hosts.find('42:7')).toEqual(next);
      expect(await store().hosts.page(null, 10)).toEqual([next]);
    });

    it('are found by the path of their webhook, and by the new one after it changed', async () => {
      await store().hosts.put(sampleHost());
      await store().hosts.put(sampleHost({ user: 8 }));
      expect((await store().hosts.findByWebhookPath('path-of-42-8'))?.id).toBe('42:8');
      expect(await store().hosts.findByWebhookPath('path-of-42-9')).toBeNull();
      await store().hosts.update('42:8', { webhook: { id: 5, path: 'new-path', password: 'sealed' } });
      expect(await store().hosts.findByWebhookPath('path-of-42-8')).toBeNull();
      expect((await store().hosts.findByWebhookPath('new-path'))?.id).toBe('42:8');
    });

    it('are paged by id as strings, beginning after the last one seen', async () => {
      for (const user of [9, 10, 7, 100]) await store().hosts.put(sampleHost({ user }));
      const ids = async (after: string | null, limit: number) =>
        (await store().hosts.page(after, limit)).map(({ id }) => id);
      expect(await ids(null, 3)).toEqual(['42:10', '42:100', '42:7']);
      expect(await ids('42:7', 3)).toEqual(['42:9']);
      expect(await ids('42:101', 1)).toEqual(['42:7']);
      expect(await ids('42:9', 3)).toEqual([]);
    });

    it('are listed by company, which a similar number is not', async () => {
      for (const [company, user] of [
        [4, 2],
        [42, 1],
        [42, 2],
        [421, 1],
      ] as const) {
        await store().hosts.put(sampleHost({ company, user }));
      }
      expect((await store().hosts.ofCompany(42)).map(({ id }) => id).sort()).toEqual(['42:1', '42:2']);
      expect(await store().hosts.ofCompany(43)).toEqual([]);
    });

    it('keep the fields that an update doesn’t name, and lose what was in those that it names', async () => {
      await store().hosts.put(sampleHost());
      const webhook = { id: 12, path: 'p', password: 's' };
      expect(await store().hosts.update('42:7', { gapSince: NOON, webhook })).toBe(true);
      expect(await store().hosts.update('42:7', { reconciledAt: NOON + 1, gapSince: null })).toBe(true);
      expect(await store().hosts.find('42:7')).toEqual(sampleHost({ webhook, reconciledAt: NOON + 1 }));
    });

    it('are not made by an update', async () => {
      expect(await store().hosts.update('42:7', { gapSince: NOON })).toBe(false);
      expect(await store().hosts.find('42:7')).toBeNull();
    });

    it('take updates of different fields at once without losing one', async () => {
      await store().hosts.put(sampleHost());
      await Promise.all([
        store().hosts.update('42:7', { gapSince: NOON }),
        store().hosts.update('42:7', { wantedAt: NOON + 1 }),
        store().hosts.update('42:7', { reconciledAt: NOON + 2 }),
      ]);
      const expected = sampleHost({ gapSince: NOON, wantedAt: NOON + 1, reconciledAt: NOON + 2 });
      expect(await store().hosts.find('42:7')).toEqual(expected);
    });

    it('survive being put many times at once', async () => {
      await Promise.all(Array.from({ length: 20 }, () => store().hosts.put(sampleHost())));
      expect(await store().hosts.page(null, 100)).toEqual([sampleHost()]);
    });

    it('are removed alone', async () => {
      await store().hosts.put(sampleHost());
      await store().hosts.put(sampleHost({ user: 8 }));
      await store().hosts.remove('42:7');
      await store().hosts.remove('42:7');
      expect(await store().hosts.page(null, 10)).toEqual([sampleHost({ user: 8 })]);
    });
  });

  describe('companies', () => {
    it('are put, replaced, found and removed', async () => {
      await store().companies.put(sampleCompany());
      await store().companies.put(sampleCompany({ id: 43 }));
      expect(await store().companies.find(42)).toEqual(sampleCompany());
      const next = sampleCompany({ plan: 'growth', addons: ['leadbooster_v2'], addonsReadAt: NOON });
      await store().companies.put(next);
      expect(await store().companies.find(42)).toEqual(next);
      await store().companies.remove(42);
      expect(await store().companies.find(42)).toBeNull();
      expect(await store().companies.find(43)).toEqual(sampleCompany({ id: 43 }));
    });
  });
};
