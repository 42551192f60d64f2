import { describe, expect, it } from 'vitest';
import type { Store } from '../../server/ports.ts';
import { NOON, sampleCalendar } from './store-samples.ts';

export const calendarContract = (store: () => Store): void => {
  describe('calendars', () => {
    it('come back as they were inserted, once a host', async () => {
      expect(await store().calendars.insert(sampleCalendar())).toBe(true);
      expect(await store().calendars.insert(sampleCalendar({ claims: [] }))).toBe(false);
      expect(await store().calendars.find('42:7')).toEqual(sampleCalendar());
      expect(await store().calendars.find('42:8')).toBeNull();
    });

    it('are copied in and out', async () => {
      const calendar = sampleCalendar();
      await store().calendars.insert(calendar);
      Object.assign(calendar.claims[0] ?? {}, { start: 0 });
      Object.assign((await store().calendars.find('42:7'))?.claims[1] ?? {}, { start: 0 });
      expect(await store().calendars.find('42:7')).toEqual(sampleCalendar());
    });

    it('are replaced only while `rev` is the one that was read', async () => {
      await store().calendars.insert(sampleCalendar());
      const next = sampleCalendar({ rev: 2, claims: [], activeGeneral: [], syncedAt: NOON });
      expect(await store().calendars.replace(next, 1)).toBe(true);
      expect(await store().calendars.replace(sampleCalendar({ rev: 2 }), 1)).toBe(false);
      expect(await store().calendars.replace(sampleCalendar({ rev: 4 }), 3)).toBe(false);
      expect(await store().calendars.replace(sampleCalendar({ host: '42:8', rev: 2 }), 1)).toBe(false);
      expect(await store().calendars.find('42:7')).toEqual(next);
      expect(await store().calendars.find('42:8')).toBeNull();
    });

    it('let exactly one of 50 writers through at each `rev`', async () => {
      await store().calendars.insert(sampleCalendar({ rev: 0, claims: [], activeGeneral: [] }));
      for (let rev = 0; rev < 5; rev++) {
        const writers = Array.from({ length: 50 }, (_, writer) => `writer-${writer}`);
        const won = await Promise.all(
          writers.map(writer =>
            store().calendars.replace(sampleCalendar({ rev: rev + 1, claims: [], activeGeneral: [writer] }), rev),
          ),
        );
        const winners = writers.filter((_, index) => won[index]);
        expect(winners).toHaveLength(1);
        expect(await store().calendars.find('42:7')).toMatchObject({ rev: rev + 1, activeGeneral: winners });
      }
    });

    it('let exactly one of many inserts through', async () => {
      const made = await Promise.all(Array.from({ length: 50 }, () => store().calendars.insert(sampleCalendar())));
      expect(made.filter(Boolean)).toHaveLength(1);
    });

    it('count what was written to the mirror, and leave the claims alone', async () => {
      await store().calendars.insert(sampleCalendar());
      await store().calendars.raise('42:7');
      expect(await store().calendars.find('42:7')).toEqual(sampleCalendar({ rev: 2, mirrorRev: 1 }));
      await store().calendars.raise('42:7', NOON);
      expect(await store().calendars.find('42:7')).toEqual(sampleCalendar({ rev: 3, mirrorRev: 2, syncedAt: NOON }));
      await store().calendars.raise('42:7');
      expect(await store().calendars.find('42:7')).toEqual(sampleCalendar({ rev: 4, mirrorRev: 3, syncedAt: NOON }));
    });

    it('lose none of many raises at once', async () => {
      await store().calendars.insert(sampleCalendar());
      await Promise.all(Array.from({ length: 50 }, () => store().calendars.raise('42:7')));
      expect(await store().calendars.find('42:7')).toEqual(sampleCalendar({ rev: 51, mirrorRev: 50 }));
    });

    it('refuse a replacement that was decided before a raise', async () => {
      await store().calendars.insert(sampleCalendar());
      await store().calendars.raise('42:7');
      expect(await store().calendars.replace(sampleCalendar({ rev: 2, claims: [] }), 1)).toBe(false);
    });

    it('are not made by a raise', async () => {
      await store().calendars.raise('42:7', NOON);
      expect(await store().calendars.find('42:7')).toBeNull();
    });

    it('are removed alone', async () => {
      await store().calendars.insert(sampleCalendar());
      await store().calendars.insert(sampleCalendar({ host: '42:70' }));
      await store().calendars.remove('42:7');
      expect(await store().calendars.find('42:7')).toBeNull();
      expect(await store().calendars.find('42:70')).toEqual(sampleCalendar({ host: '42:70' }));
    });
  });
};
