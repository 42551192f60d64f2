import { useSignal } from '@preact/signals';
import type { RefObject } from 'preact';

/** Rows of a list that change places while one of them is dragged, by mouse, pen or finger. */
export const useDragOrder = (list: RefObject<HTMLElement | null>, move: (from: number, to: number) => void) => {
  /** Where the dragged row stands at the moment. */
  const at = useSignal<number | null>(null);

  /** The row whose middle the pointer has passed. */
  const under = (y: number, from: number): number => {
    const rows = [...(list.current?.children ?? [])].map(row => row.getBoundingClientRect());
    const middles = rows.map(({ top, height }) => top + height / 2);
    const above = middles.findIndex((middle, index) => index < from && y < middle);
    if (above >= 0) return above;
    return middles.findLastIndex((middle, index) => index > from && y > middle);
  };

  const begin = (event: PointerEvent, from: number): void => {
    const holder = list.current;
    if (event.button !== 0 || !holder) return;
    event.preventDefault();
    at.value = from;
    const end = new AbortController();
    const { signal } = end;
    // The list keeps the pointer: a row that is put elsewhere would lose it.
    holder.setPointerCapture(event.pointerId);
    holder.addEventListener(
      'pointermove',
      ({ clientY }) => {
        const now = at.value;
        if (now === null) return;
        const to = under(clientY, now);
        if (to < 0 || to === now) return;
        move(now, to);
        at.value = to;
      },
      { signal },
    );
    const stop = () => {
      at.value = null;
      end.abort();
    };
    for (const name of ['pointerup', 'pointercancel', 'lostpointercapture'] as const)
      holder.addEventListener(name, stop, { signal });
  };

  return { at: at.value, begin };
};
