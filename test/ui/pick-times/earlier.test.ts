import { signal } from '@preact/signals';
import { describe, expect, it, vi } from 'vitest';
import { recordOf, sorted } from '../../../extension-ui/pick-times/earlier.ts';
import { createPicking } from '../../../extension-ui/pick-times/picking.ts';
import { createApi } from '../../../extension-ui/shared/api.ts';
import { tokenAuthority } from '../../../extension-ui/shared/authority.ts';
import type { RecordInView } from '../../../extension-ui/shared/record-in-view.ts';
import { createSession } from '../../../extension-ui/shared/session.ts';
import type { View } from '../../../extension-ui/shared/view.ts';
import { createFakeBridge } from '../host/fake-bridge.ts';
import { hostOf } from '../host/sample.ts';

const deal = (id: number): RecordInView => ({ resource: 'deal', id });
const now = Date.parse('2026-12-01T00:00:00Z');
const tuesday: [string, string] = ['2026-12-08T03:15:00.000Z', '2026-12-08T03:45:00.000Z'];
const friday: [string, string] = ['2026-12-11T03:15:00.000Z', '2026-12-11T03:45:00.000Z'];
const picked = (record: string, ...times: (readonly [string, string])[]) => ({ record, times, name: 'Audit' });

/** Picking beside a record, with what was kept; and what is kept of it then. */
const beside = async (record: RecordInView | null, draft: Record<string, unknown> | null) => {
  const { bridge } = createFakeBridge();
  const kept: Record<string, unknown>[] = [];
  const dropped = vi.fn(async () => undefined);
  const api = {
    ...createApi({ authority: tokenAuthority(bridge.token), fetch: () => Promise.reject(new TypeError('no network')) }),
    me: async () => hostOf('https://book.example'),
    links: async () => ({ links: [] }),
    saveDraft: async (_: string, form: Record<string, unknown>) => void kept.push(form),
    dropDraft: dropped,
  };
  const session = createSession({
    bridge: { ...bridge, record },
    api,
    preferred: ['en-GB'],
    now: () => 1,
    going: { to: 'here', view: signal<View>({ name: 'times' }) },
  });
  await expect.poll(() => session.me.data.value).not.toBeNull();
  const picking = createPicking({ session, link: null, draft, name: 'Meeting', now: () => now });
  const starts = () => picking.form.value.times.map(({ start }) => new Date(start).toISOString());
  const keptNow = async () => {
    picking.leave();
    await Promise.resolve();
    return kept.at(-1);
  };
  return { picking, starts, keptNow, dropped };
};

describe('times picked for one customer', () => {
  it('are there again beside the same one, and with a draft that doesn’t say whose it is', async () => {
    const same = await beside(deal(7), picked('deal 7', tuesday));
    expect([same.starts(), same.picking.earlier.value, same.picking.isRestored.value]).toEqual([
      [tuesday[0]],
      null,
      true,
    ]);
    const { record: _, ...old } = picked('', tuesday);
    expect((await beside(deal(7), old)).starts()).toEqual([tuesday[0]]);
  });

  it.each([
    ['another', deal(8), 'deal 7', deal(7)],
    ['nobody', null, 'deal 7', deal(7)],
    ['somebody, once picked for nobody', deal(8), '', null],
  ] as const)('aren’t picked for %s unasked, and can be taken over', async (_, view, record, whose) => {
    const { picking, starts, keptNow } = await beside(view, picked(record, tuesday, friday));
    expect([starts(), picking.isRestored.value]).toEqual([[], false]);
    expect(picking.earlier.value).toEqual({ count: 2, record: whose });
    picking.takeOver();
    expect([starts(), picking.earlier.value]).toEqual([[tuesday[0], friday[0]], null]);
    expect(picking.form.value.details.name).toBe('Audit');
    const form = await keptNow();
    expect(form).toMatchObject({ times: [tuesday, friday], record: view ? `deal ${view.id}` : '' });
    expect(form).not.toHaveProperty('earlier');
  });

  it('are kept beside what is picked for the next, each comes back to its own', async () => {
    const { picking, keptNow } = await beside(deal(8), picked('deal 7', tuesday));
    picking.add({ start: Date.parse(friday[0]), end: Date.parse(friday[1]) });
    const form = await keptNow();
    expect(form).toMatchObject({ times: [friday], record: 'deal 8', earlier: picked('deal 7', tuesday) });
    const back = await beside(deal(7), form ?? null);
    expect(back.starts()).toEqual([tuesday[0]]);
    expect(back.picking.earlier.value).toEqual({ count: 1, record: deal(8) });
  });

  it('join what is picked already, but for those that overlap it', async () => {
    const { picking, starts } = await beside(deal(8), picked('deal 7', tuesday, friday));
    picking.add({ start: Date.parse('2026-12-08T03:30:00Z'), end: Date.parse('2026-12-08T04:00:00Z') });
    picking.takeOver();
    expect(starts()).toEqual(['2026-12-08T03:30:00.000Z', friday[0]]);
  });

  it('are gone once they are discarded, and not told of once they are past', async () => {
    const { picking, dropped } = await beside(deal(8), picked('deal 7', tuesday));
    picking.discardEarlier();
    expect(picking.earlier.value).toBeNull();
    await expect.poll(() => dropped.mock.calls.length).toBe(1);
    const past = await beside(deal(8), picked('deal 7', ['2026-11-30T03:15:00Z', '2026-11-30T03:45:00Z']));
    expect(past.picking.earlier.value).toBeNull();
  });

  it('are told apart whatever a draft says', () => {
    expect(sorted(null, deal(1))).toEqual({ mine: null, earlier: null });
    expect(sorted({ record: 'deal 1', earlier: ['?'] }, deal(1))).toEqual({
      mine: { record: 'deal 1' },
      earlier: null,
    });
    expect(recordOf({ record: 'lead 1' })).toBeNull();
  });
});
