import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createDraftKeeper, draftKeeperOf, newestDraft } from '../../../extension-ui/drafts/draft-keeper.ts';
import { ApiFailure } from '../../../extension-ui/shared/api.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

describe('a draft', () => {
  const named = (name: string) => ({ name });
  const keeperWith = (saveDraft: (name: string, form: Record<string, unknown>) => Promise<void>) => {
    const api = { saveDraft: vi.fn(saveDraft), dropDraft: vi.fn(async (_: string) => {}) };
    return { api, keeper: createDraftKeeper(api, 'new') };
  };
  const namesOf = (calls: readonly (readonly [string, Record<string, unknown>])[]) => calls.map(([, { name }]) => name);

  it('is kept in a moment, the last of several', async () => {
    const { api, keeper } = keeperWith(async () => {});
    keeper.keep(named('a'));
    await pass(300);
    keeper.keep(named('b'));
    await pass(399);
    expect(api.saveDraft).not.toHaveBeenCalled();
    await pass(1);
    expect(namesOf(api.saveDraft.mock.calls)).toEqual(['b']);
    expect(keeper.state.value).toBe('kept');
  });

  it('goes one after the other, so that the last stays', async () => {
    const done: (() => void)[] = [];
    const { api, keeper } = keeperWith(() => new Promise(resolve => done.push(resolve)));
    keeper.keep(named('a'));
    await pass(400);
    keeper.keep(named('b'));
    await pass(400);
    expect(namesOf(api.saveDraft.mock.calls)).toEqual(['a']);
    done[0]?.();
    await pass(0);
    expect(namesOf(api.saveDraft.mock.calls)).toEqual(['a', 'b']);
  });

  it('is tried again until the server can be asked', async () => {
    let isDown = true;
    const { api, keeper } = keeperWith(async () => {
      if (isDown) throw new ApiFailure('offline');
    });
    keeper.keep(named('a'));
    await pass(400);
    expect(keeper.state.value).toBe('failed');
    await pass(5000);
    expect(namesOf(api.saveDraft.mock.calls)).toEqual(['a', 'a']);
    isDown = false;
    keeper.again();
    await pass(0);
    expect(namesOf(api.saveDraft.mock.calls)).toEqual(['a', 'a', 'a']);
    expect(keeper.state.value).toBe('kept');
    keeper.again();
    await pass(10_000);
    expect(api.saveDraft).toHaveBeenCalledTimes(3);
  });

  it('is sent at once by leaving', () => {
    const { api, keeper } = keeperWith(async () => {});
    keeper.keep(named('a'));
    keeper.leave();
    expect(namesOf(api.saveDraft.mock.calls)).toEqual(['a']);
  });

  it('is dropped after what was under way, and by there being nothing to keep', async () => {
    const done: (() => void)[] = [];
    const { api, keeper } = keeperWith(() => new Promise(resolve => done.push(resolve)));
    keeper.keep(named('a'));
    await pass(400);
    const dropped = keeper.drop();
    expect(api.dropDraft).not.toHaveBeenCalled();
    done[0]?.();
    await dropped;
    expect(api.dropDraft).toHaveBeenCalledTimes(1);
    keeper.keep(null);
    await pass(400);
    expect(api.dropDraft).toHaveBeenCalledTimes(2);
    expect(keeper.state.value).toBe('nothing');
  });

  it('outlives the view it was typed in, and is sent when the server can be asked again', async () => {
    let isDown = true;
    const api = {
      saveDraft: vi.fn(async (_: string, __: Record<string, unknown>) => {
        if (isDown) throw new ApiFailure('offline');
      }),
      dropDraft: vi.fn(async (_: string) => {}),
      draft: vi.fn(async (_: string) => null),
    };
    const keeper = draftKeeperOf(api, 'times');
    keeper.keep(named('typed offline'));
    keeper.leave();
    await pass(0);
    expect(draftKeeperOf(api, 'times')).toBe(keeper);
    expect((await newestDraft(api, 'times'))?.form).toEqual(named('typed offline'));
    expect(api.draft).not.toHaveBeenCalled();
    isDown = false;
    await pass(5000);
    expect(keeper.state.value).toBe('kept');
    expect(keeper.unsent()).toBeNull();
    await newestDraft(api, 'times');
    expect(api.draft).toHaveBeenCalledWith('times');
  });

  it('that was left while an older one was on its way is tried again too, unless it was dropped', async () => {
    const refuse: (() => void)[] = [];
    const { api, keeper } = keeperWith(
      () => new Promise((_, reject) => refuse.push(() => reject(new ApiFailure('offline')))),
    );
    keeper.keep(named('a'));
    await pass(400);
    keeper.keep(named('b'));
    keeper.leave();
    refuse[0]?.();
    refuse[1]?.();
    await pass(5000);
    expect(namesOf(api.saveDraft.mock.calls)).toEqual(['a', 'b', 'b']);
    const dropped = keeper.drop();
    refuse[2]?.();
    await dropped;
    await pass(10_000);
    expect(api.saveDraft).toHaveBeenCalledTimes(3);
  });
});
