import { describe, expect, it } from 'vitest';
import { defaultRule } from '../../../server/domain/rule.ts';
import { bookPage } from '../../../server/http/guest/book-page.ts';
import type { GuestDeps } from '../../../server/http/guest/deps.ts';
import { createFormKeys } from '../../../server/http/guest/form-key.ts';
import { sampleHost } from '../../contracts/store-samples.ts';
import { generalLink } from '../../http/scheduler.ts';
import { noAssets } from './pages.ts';

/** Tuesday, 14:45 in Kathmandu (+05:45); open from 9:00 to 17:00 there, half an hour each. */
const now = Date.parse('2026-11-24T09:00:00Z');
const next = ['2026-11-24T09:15:00.000Z', '2026-11-24T09:45:00.000Z', '2026-11-24T10:15:00.000Z'];
const near = ['2026-11-25T05:45:00.000Z', '2026-11-25T04:45:00.000Z', '2026-11-25T06:15:00.000Z'];
const instants = (starts: readonly string[]): number[] => starts.map(start => Date.parse(start));

const deps = {
  clock: { now: () => now },
  list: async () => ({ starts: instants(next), ends: null }),
  nextFree: async (_open: unknown, from: number) => {
    expect(from).toBe(now);
    return instants(next);
  },
  near: async () => instants(near),
  store: { companies: { find: async () => null } },
  assets: noAssets,
  formKeys: createFormKeys(['a secret of at least thirty-two characters']),
} as unknown as GuestDeps;

const open = {
  link: generalLink({ offer: { kind: 'general', rule: { ...defaultRule('Asia/Kathmandu'), notice: 0 } } }),
  host: sampleHost(),
};

const refusedAt = async (start: string) => {
  const { refused } = await bookPage(deps, open, { start }, 'en', null);
  return [refused?.code, refused?.nearest];
};

describe('a time that isn’t free on arriving at the page', () => {
  it('was taken where it is offered by rule', async () => {
    expect(await refusedAt('2026-11-25T05:15:00Z')).toEqual(['slot_taken', near]);
  });

  it.each([
    ['is off the grid', '2026-11-25T05:20:00Z'],
    ['is at night', '2026-11-25T20:15:00Z'],
    ['is on a Sunday', '2026-11-29T05:15:00Z'],
    ['is beyond all days that are offered', '2029-11-26T05:15:00Z'],
  ])('is not offered where it %s', async (_, start) => {
    expect(await refusedAt(start)).toEqual(['not_offered', near]);
  });

  it.each([
    ['past', '2026-11-24T05:15:00Z'],
    ['far in the past', '0001-01-01T00:00:00Z'],
    ['garbage', 'tomorrow'],
  ])('is not offered where it is %s: the next three times are', async (_, start) => {
    expect(await refusedAt(start)).toEqual(['not_offered', next]);
  });

  it('is named as it is asked for again, for who holds it in another tab; what is none isn’t', async () => {
    const wantedOf = async (start: string) => (await bookPage(deps, open, { start }, 'en', null)).refused?.wanted;
    expect(await wantedOf('2026-11-25T11:00:00+05:45')).toBe('2026-11-25T05:15:00.000Z');
    expect(await wantedOf('tomorrow')).toBeUndefined();
  });
});
