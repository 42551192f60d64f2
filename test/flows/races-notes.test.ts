import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { MINUTE } from '../../server/domain/interval.ts';
import { beginRace, expectSound, local, type Race } from './interrupted.ts';

const ACTIVITIES = '/api/v2/activities';

let race: Race;
beforeEach(async () => {
  race = await beginRace();
});
afterEach(() => race.close());

/** Asks so many questions of guests. */
const ask = async (count: number) => {
  const { store } = race.at;
  const link = await store.links.find(race.slug);
  if (!link) throw new Error('no link');
  const questions = Array.from({ length: count }, (_, index) => ({
    id: `q${index}`,
    label: `Question ${index} & more`,
    kind: 'long_text' as const,
    required: false,
    choices: [],
  }));
  const next = { ...link, details: { ...link.details, questions }, version: link.version + 1 };
  expect(await store.links.replace(next, link.version)).toBe(true);
};

const activityOf = (booking: string) => {
  const [activity, ...more] = race.at.activities(booking);
  expect(more).toEqual([]);
  if (!activity) throw new Error('The activity wasn’t written');
  return activity;
};

describe('A guest who writes the address of a meeting into the notes', () => {
  test.each(['timeout_after_effect', 'timeout_before_effect'] as const)(
    'gets one activity, known for ours, after a create with %s',
    async kind => {
      const { at, host } = race;
      const before = await race.meet('10:00', 'kim@ferns.example');
      const app = new URL(before.manageUrl).origin;
      at.sandbox.faults.fail({ method: 'POST', path: ACTIVITIES }, { kind });
      const notes = `See ${app}/app/meetings/01M88MM7R0N6KMND5J3EAX465X and ${app}/app/meetings/${before.id}`;
      const { body } = await at.book(race.slug, local('11:00'), { notes });
      await at.quiet();
      // Its webhook has told of it, or it isn’t there: no row of the host’s own comes of it.
      const mirrored = () => at.store.activities.idsFrom(host, at.now());
      expect(await mirrored()).toEqual([]);
      await at.workOff();
      await at.reconcile();
      expect(await mirrored()).toEqual([]);
      const activities = [...at.sandbox.company.activities.values()];
      expect(activities.map(({ due_time }) => due_time).sort()).toEqual(['08:00:00', '09:00:00']);
      expect((await at.booking(body.id)).crm.activity).toBe(
        activities.find(({ due_time }) => due_time === '09:00:00')?.id,
      );
      expect((await at.act(body.manageUrl, 'cancel')).status).toBe(200);
      await at.quiet();
      expect(await race.isFree('11:00')).toBe(true);
      expect(await at.booking(before.id)).toMatchObject({ state: 'confirmed', sequence: 0 });
      await expectSound(at, host);
    },
  );

  test('doesn’t give that meeting, whose own create had no answer, a second guest’s activity', async () => {
    const { at, host } = race;
    at.sandbox.faults.fail({ method: 'POST', path: ACTIVITIES }, { kind: 'timeout_before_effect' });
    const first = (await at.book(race.slug, local('10:00'), { email: 'kim@ferns.example' })).body;
    await at.quiet();
    const app = new URL(first.manageUrl).origin;
    at.advance(1_000);
    const second = (await at.book(race.slug, local('11:00'), { notes: `${app}/app/meetings/${first.id}` })).body;
    await at.workOff();
    const [one, other] = await Promise.all([at.booking(first.id), at.booking(second.id)]);
    expect(one.crm.activity).not.toBe(other.crm.activity);
    expect(activityOf(second.id)).toMatchObject({ id: other.crm.activity, due_time: '09:00:00' });
    const own = at.sandbox.company.activities.get(one.crm.activity ?? 0);
    expect(own).toMatchObject({ due_time: '08:00:00', is_deleted: false });
    await expectSound(at, host);
  });
});

describe('A guest who writes as much as is taken', () => {
  test.each([
    ['in notes and fourteen answers of nothing but &', '&', 4_000, 14],
    ['in twenty long answers', 'żółć & <b>', 190, 20],
    ['in notes alone', '"', 4_000, 0],
  ])('%s gets an activity whose note Pipedrive takes, with the link to the meeting', async (_, text, times, count) => {
    const { at } = race;
    await ask(count);
    const long = text.repeat(times);
    const answers = Object.fromEntries(Array.from({ length: count }, (_, index) => [`q${index}`, long]));
    const words = { answers, notes: text.repeat(4_000 / text.length) };
    const reply = await at.book(race.slug, local('10:00'), words);
    expect(reply.status).toBe(201);
    await at.quiet();
    const { note } = activityOf(reply.body.id);
    expect(Buffer.byteLength(note)).toBeLessThanOrEqual(100_000);
    expect(Buffer.byteLength(note)).toBeGreaterThan(10_000);
    expect(note.lastIndexOf(`/app/meetings/${reply.body.id}`)).toBeGreaterThan(note.length - 200);
    // Whatever doesn’t fit is left out as a whole, so that no tag or character is cut in two.
    expect(note.replaceAll(/<p>(?:(?!<\/?p>).)*<\/p>/gs, '')).toBe('');
    at.advance(MINUTE);
    await at.sweep();
    const booking = await at.booking(reply.body.id);
    expect(booking.answers.map(({ value }) => value)).toEqual(Array(count).fill(long));
    expect(booking.effects.filter(({ state }) => state !== 'done')).toEqual([]);
  });
});
