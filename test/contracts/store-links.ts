import { describe, expect, it } from 'vitest';
import type { Link } from '../../server/domain/link.ts';
import type { Store } from '../../server/ports.ts';
import { NOON, sampleLink } from './store-samples.ts';

export const linkContract = (store: () => Store): void => {
  describe('links', () => {
    it('come back as they were inserted: empty objects and lists, nulls and every character', async () => {
      expect(await store().links.insert(sampleLink())).toBe(true);
      expect(await store().links.find('4fWqZ8mXbT2c')).toEqual(sampleLink());
      expect(await store().links.find('4fWqZ8mXbT2d')).toBeNull();
    });

    it('keep an offer of specific times in its own shape', async () => {
      const specific: Link = sampleLink({
        offer: {
          kind: 'specific',
          rule: {
            zone: 'America/St_Johns',
            times: [[NOON, NOON + 30 * 60_000]],
            bufferBefore: 0,
            bufferAfter: 0,
            bookings: 'one',
          },
        },
      });
      await store().links.insert(specific);
      expect(await store().links.find(specific.slug)).toEqual(specific);
    });

    it('never take a slug twice', async () => {
      await store().links.insert(sampleLink());
      expect(await store().links.insert(sampleLink({ host: '42:8' }))).toBe(false);
      expect((await store().links.find('4fWqZ8mXbT2c'))?.host).toBe('42:7');
    });

    it('tell slugs apart by case', async () => {
      expect(await store().links.insert(sampleLink({ slug: 'abcdefghijkm' }))).toBe(true);
      expect(await store().links.insert(sampleLink({ slug: 'ABCDEFGHIJKM' }))).toBe(true);
      expect(await store().links.find('abcdefghijkM')).toBeNull();
    });

    it('are listed newest first', async () => {
      for (const [slug, createdAt] of [
        ['b', NOON + 1],
        ['a', NOON],
        ['c', NOON + 2],
      ] as const) {
        await store().links.insert(sampleLink({ slug, createdAt }));
      }
      await store().links.insert(sampleLink({ slug: 'd', host: '42:70' }));
      expect((await store().links.ofHost('42:7')).map(({ slug }) => slug)).toEqual(['c', 'b', 'a']);
    });

    it('are replaced only while the version is the one that was read', async () => {
      await store().links.insert(sampleLink());
      const next = sampleLink({ version: 2, active: false, deletedAt: NOON });
      expect(await store().links.replace(next, 1)).toBe(true);
      expect(await store().links.replace(sampleLink({ version: 2 }), 1)).toBe(false);
      expect(await store().links.replace(sampleLink({ version: 4 }), 3)).toBe(false);
      expect(await store().links.replace(sampleLink({ slug: 'absent', version: 2 }), 1)).toBe(false);
      expect(await store().links.find('4fWqZ8mXbT2c')).toEqual(next);
      expect(await store().links.find('absent')).toBeNull();
    });

    it('leave with their host, and others stay', async () => {
      await store().links.insert(sampleLink({ slug: 'a' }));
      await store().links.insert(sampleLink({ slug: 'b' }));
      await store().links.insert(sampleLink({ slug: 'c', host: '42:70' }));
      await store().links.removeOfHost('42:7');
      expect(await store().links.ofHost('42:7')).toEqual([]);
      expect(await store().links.find('c')).toEqual(sampleLink({ slug: 'c', host: '42:70' }));
    });
  });
};
