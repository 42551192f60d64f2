import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createToasts } from '../../../extension-ui/shared/toast.tsx';

const undo = { label: 'Undo', act: () => undefined };

describe('a toast', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('goes by itself after ten seconds, whether or not it offers something', () => {
    const toasts = createToasts();
    for (const action of [undefined, undo]) {
      toasts.show('The server took too long to answer.', action);
      vi.advanceTimersByTime(9_999);
      expect(toasts.current.value?.text).toBe('The server took too long to answer.');
      vi.advanceTimersByTime(1);
      expect(toasts.current.value).toBeNull();
    }
  });

  it('stays while it is held, and as long again from when it isn’t any more', () => {
    const toasts = createToasts();
    toasts.show('Question removed.', undo, 4_000);
    toasts.hold();
    vi.advanceTimersByTime(60_000);
    expect(toasts.current.value).not.toBeNull();
    toasts.release();
    vi.advanceTimersByTime(3_999);
    expect(toasts.current.value).not.toBeNull();
    vi.advanceTimersByTime(1);
    expect(toasts.current.value).toBeNull();
  });

  it('gives the next one its own time', () => {
    const toasts = createToasts();
    toasts.show('First.');
    vi.advanceTimersByTime(9_000);
    toasts.clear();
    toasts.show('Second.');
    vi.advanceTimersByTime(9_000);
    expect(toasts.current.value?.text).toBe('Second.');
  });
});
