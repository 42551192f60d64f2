import { describe, expect, it } from 'vitest';
import type { Invitation } from '../../server/domain/invitation.ts';
import type { Draft, Store } from '../../server/ports.ts';
import { NOON, sampleEvent } from './store-samples.ts';

export const recordContract = (store: () => Store): void => {
  describe('events', () => {
    it('come back as they were inserted, and are known the second time', async () => {
      expect(await store().events.insert(sampleEvent({ owner: 7 }))).toBe(true);
      expect(await store().events.insert(sampleEvent({ action: 'delete' }))).toBe(false);
      expect(await store().events.find('delivery-1')).toEqual(sampleEvent({ owner: 7 }));
      expect(await store().events.find('delivery-2')).toBeNull();
    });

    it('let exactly one of many deliveries of the same event through', async () => {
      const taken = await Promise.all(Array.from({ length: 20 }, () => store().events.insert(sampleEvent())));
      expect(taken.filter(Boolean)).toHaveLength(1);
    });

    it('stay open until they are done, oldest first', async () => {
      for (const [id, receivedAt] of [
        ['b', NOON + 1],
        ['a', NOON],
        ['c', NOON + 2],
        ['d', NOON + 3],
      ] as const) {
        await store().events.insert(sampleEvent({ id, receivedAt }));
      }
      const open = async (before: number, limit = 10) => (await store().events.open(before, limit)).map(({ id }) => id);
      expect(await open(NOON + 3)).toEqual(['a', 'b', 'c']);
      expect(await open(NOON + 3, 2)).toEqual(['a', 'b']);
      await store().events.update('a', { doneAt: NOON + 9, attempts: 1 });
      await store().events.update('b', { doneAt: null, attempts: 3 });
      await store().events.update('absent', { doneAt: null, attempts: 3 });
      expect(await open(NOON + 3)).toEqual(['b', 'c']);
      expect(await store().events.find('a')).toEqual(
        sampleEvent({ id: 'a', receivedAt: NOON, doneAt: NOON + 9, attempts: 1 }),
      );
      expect(await store().events.find('absent')).toBeNull();
    });

    it('are pruned by their age, done or not', async () => {
      await store().events.insert(sampleEvent({ id: 'a', receivedAt: NOON - 1 }));
      await store().events.insert(sampleEvent({ id: 'b', receivedAt: NOON - 1, doneAt: NOON }));
      await store().events.insert(sampleEvent({ id: 'c', receivedAt: NOON }));
      await store().events.prune(NOON);
      expect(await store().events.find('a')).toBeNull();
      expect(await store().events.find('b')).toBeNull();
      expect(await store().events.find('c')).not.toBeNull();
    });

    it('leave with their host, and others stay', async () => {
      await store().events.insert(sampleEvent({ id: 'a' }));
      await store().events.insert(sampleEvent({ id: 'b', host: '42:70' }));
      await store().events.removeOfHost('42:7');
      expect((await store().events.open(NOON + 1, 10)).map(({ id }) => id)).toEqual(['b']);
    });
  });

  describe('people', () => {
    it('are known by company and e-mail until they are removed', async () => {
      const { people } = store();
      await people.put(42, 'zoë@example.org', 5);
      await people.put(42, 'max@example.org', 6);
      await people.put(4, '2:max@example.org', 7);
      expect(await people.find(42, 'zoë@example.org')).toBe(5);
      expect(await people.find(4, 'max@example.org')).toBeNull();
      expect(await people.find(4, '2:max@example.org')).toBe(7);
      await people.put(42, 'zoë@example.org', 8);
      expect(await people.find(42, 'zoë@example.org')).toBe(8);
      await people.remove(42, 'zoë@example.org');
      expect(await people.find(42, 'zoë@example.org')).toBeNull();
      expect(await people.find(42, 'max@example.org')).toBe(6);
    });

    it('leave with their company, and others stay', async () => {
      await store().people.put(42, 'a@example.org', 1);
      await store().people.put(42, 'b@example.org', 2);
      await store().people.put(421, 'a@example.org', 3);
      await store().people.removeOfCompany(42);
      expect(await store().people.find(42, 'a@example.org')).toBeNull();
      expect(await store().people.find(42, 'b@example.org')).toBeNull();
      expect(await store().people.find(421, 'a@example.org')).toBe(3);
    });
  });

  describe('leases', () => {
    it('are held by one at a time, and free from the instant that they end', async () => {
      const { leases } = store();
      expect(await leases.take('sweep', 'one', NOON, NOON + 10)).toBe(true);
      expect(await leases.take('sweep', 'two', NOON + 9, NOON + 20)).toBe(false);
      expect(await leases.take('other', 'two', NOON + 9, NOON + 20)).toBe(true);
      expect(await leases.take('sweep', 'two', NOON + 10, NOON + 20)).toBe(true);
      expect(await leases.take('sweep', 'one', NOON + 11, NOON + 20)).toBe(false);
    });

    it('are prolonged by their holder', async () => {
      const { leases } = store();
      await leases.take('sweep', 'one', NOON, NOON + 10);
      expect(await leases.take('sweep', 'one', NOON + 5, NOON + 20)).toBe(true);
      expect(await leases.take('sweep', 'two', NOON + 15, NOON + 30)).toBe(false);
    });

    it('are given back by their holder and by nobody else', async () => {
      const { leases } = store();
      await leases.take('sweep', 'one', NOON, NOON + 10);
      await leases.release('sweep', 'two');
      expect(await leases.take('sweep', 'two', NOON + 1, NOON + 10)).toBe(false);
      await leases.release('sweep', 'one');
      await leases.release('sweep', 'one');
      expect(await leases.take('sweep', 'two', NOON + 1, NOON + 10)).toBe(true);
    });

    it('are pruned once they are over', async () => {
      const { leases } = store();
      await leases.take('over', 'one', NOON, NOON + 9);
      await leases.take('ending', 'one', NOON, NOON + 10);
      await leases.prune(NOON + 10);
      // At an instant at which both would be somebody's if they were still there.
      expect(await leases.take('over', 'two', NOON, NOON + 20)).toBe(true);
      expect(await leases.take('ending', 'two', NOON, NOON + 20)).toBe(false);
    });

    it('go to exactly one of many who ask at once, new or expired', async () => {
      for (const now of [NOON, NOON + 10]) {
        const taken = await Promise.all(
          Array.from({ length: 50 }, (_, index) => store().leases.take('sweep', `${now}-${index}`, now, now + 10)),
        );
        expect(taken.filter(Boolean)).toHaveLength(1);
      }
    });
  });

  describe('tombstones', () => {
    it('stand for the keys that were put, also twice', async () => {
      await store().tombstones.put(['a', 'b']);
      await store().tombstones.put(['b', 'c']);
      await store().tombstones.put([]);
      const standing = await Promise.all(['a', 'b', 'c', 'd', 'A'].map(key => store().tombstones.has(key)));
      expect(standing).toEqual([true, true, true, false, false]);
    });
  });

  describe('drafts', () => {
    const draft = (change: Partial<Draft> = {}): Draft => ({
      host: '42:7',
      name: 'new',
      form: { name: 'żółć "quoted"', 'a.b': [{ $set: 1 }], $where: null, nested: { '': [1, 2.5, false] } },
      savedAt: NOON,
      ...change,
    });

    it('come back as they were put, whatever their fields are called, and are replaced as a whole', async () => {
      const { drafts } = store();
      await drafts.put(draft());
      expect(await drafts.find('42:7', 'new')).toEqual(draft());
      const next = draft({ form: { other: 1 }, savedAt: NOON + 1 });
      await drafts.put(next);
      expect(await drafts.find('42:7', 'new')).toEqual(next);
      expect(await drafts.find('42:7', 'times')).toBeNull();
      expect(await drafts.find('42:8', 'new')).toBeNull();
    });

    it('are removed one by one, or with their host', async () => {
      const { drafts } = store();
      await drafts.put(draft());
      await drafts.put(draft({ name: 'times' }));
      await drafts.put(draft({ host: '42:70' }));
      await drafts.remove('42:7', 'new');
      await drafts.remove('42:7', 'new');
      expect([await drafts.find('42:7', 'new'), (await drafts.find('42:7', 'times'))?.name]).toEqual([null, 'times']);
      await drafts.removeOfHost('42:7');
      expect([await drafts.find('42:7', 'times'), (await drafts.find('42:70', 'new'))?.host]).toEqual([null, '42:70']);
    });

    it('are pruned by when they were saved', async () => {
      const { drafts } = store();
      await drafts.put(draft({ name: 'old', savedAt: NOON - 1 }));
      await drafts.put(draft());
      await drafts.prune(NOON);
      expect([await drafts.find('42:7', 'old'), (await drafts.find('42:7', 'new'))?.savedAt]).toEqual([null, NOON]);
    });

    it('end as one of those that were put at once', async () => {
      const { drafts } = store();
      await Promise.all([1, 2, 3, 4, 5].map(number => drafts.put(draft({ form: { number } }))));
      expect([1, 2, 3, 4, 5]).toContain((await drafts.find('42:7', 'new'))?.form.number);
    });
  });

  describe('invitations', () => {
    const invitation = (change: Partial<Invitation> = {}): Invitation => ({
      id: 'a'.repeat(22),
      host: '42:7',
      link: 'abcdefghijkm',
      person: 5,
      deal: null,
      organization: 9,
      guest: { name: 'Zoë O’Brien', email: '' },
      language: null,
      madeAt: NOON,
      ...change,
    });

    it('come back as they were put, and are replaced as a whole', async () => {
      const { invitations } = store();
      await invitations.put(invitation());
      expect(await invitations.find('a'.repeat(22))).toEqual(invitation());
      const next = invitation({ person: null, guest: null, deal: 3, language: 'pl', madeAt: NOON + 1 });
      await invitations.put(next);
      expect(await invitations.find('a'.repeat(22))).toEqual(next);
      expect(await invitations.find('b'.repeat(22))).toBeNull();
    });

    it('are known by their host, and leave with it', async () => {
      const { invitations } = store();
      await invitations.put(invitation());
      await invitations.put(invitation({ id: 'b'.repeat(22) }));
      await invitations.put(invitation({ id: 'c'.repeat(22), host: '42:70' }));
      expect((await invitations.idsOfHost('42:7')).sort()).toEqual(['a'.repeat(22), 'b'.repeat(22)]);
      expect((await invitations.hosts()).sort()).toEqual(['42:7', '42:70']);
      await invitations.removeOfHost('42:7');
      expect(await invitations.hosts()).toEqual(['42:70']);
      expect([await invitations.idsOfHost('42:7'), await invitations.idsOfHost('42:70')]).toEqual([
        [],
        ['c'.repeat(22)],
      ]);
    });

    it('are pruned by when they were made', async () => {
      const { invitations } = store();
      await invitations.put(invitation({ madeAt: NOON - 1 }));
      await invitations.put(invitation({ id: 'b'.repeat(22) }));
      await invitations.prune(NOON);
      expect(await invitations.idsOfHost('42:7')).toEqual(['b'.repeat(22)]);
    });
  });

  describe('counters', () => {
    it('count until they end, each by itself, and begin anew', async () => {
      const { counters } = store();
      expect(await counters.add('a', NOON, NOON + 10)).toEqual({ count: 1, until: NOON + 10 });
      expect(await counters.add('a', NOON + 9, NOON + 19)).toEqual({ count: 2, until: NOON + 10 });
      expect(await counters.add('b', NOON + 9, NOON + 19)).toEqual({ count: 1, until: NOON + 19 });
      expect(await counters.add('a', NOON + 10, NOON + 20)).toEqual({ count: 1, until: NOON + 20 });
      expect(await counters.add('a', NOON + 11, NOON + 21)).toEqual({ count: 2, until: NOON + 20 });
    });

    it('miss none of many at once, at the beginning and at the end of their time', async () => {
      const { counters } = store();
      for (const now of [NOON, NOON + 10]) {
        const counts = await Promise.all(Array.from({ length: 40 }, () => counters.add('a', now, now + 10)));
        expect(counts.map(({ count }) => count).sort((a, b) => a - b)).toEqual(
          Array.from({ length: 40 }, (_, index) => index + 1),
        );
      }
    });

    it('are pruned once they are over', async () => {
      const { counters } = store();
      await counters.add('over', NOON, NOON + 9);
      await counters.add('live', NOON, NOON + 10);
      await counters.prune(NOON + 10);
      // At an instant at which both would go on if they were still there.
      expect((await counters.add('over', NOON, NOON + 20)).count).toBe(1);
      expect((await counters.add('live', NOON, NOON + 20)).count).toBe(2);
    });
  });

  describe('the store', () => {
    it('says that it can be reached, until it is closed', async () => {
      await store().check();
      await store().close();
      await expect(store().check()).rejects.toThrow();
      await store().close();
    });
  });
};
