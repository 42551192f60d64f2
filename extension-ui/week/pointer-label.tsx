import { type ReadonlySignal, useSignalEffect } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { Span } from './grid-item.ts';
import { clockRange } from './labels.ts';
import type { Drag } from './use-pointer.ts';

const APART_PX = 14;
/** Room that is kept for the label at the window's end. */
const WIDTH_PX = 220;

/** The time of what is dragged, beside the pointer; under it where it can't be. */
export const PointerLabel = ({
  drag,
  zone,
  locale,
}: {
  drag: ReadonlySignal<Drag | null>;
  zone: string;
  locale: string;
}) => {
  const held = drag.value;
  if (!held) return null;
  const left = Math.max(4, Math.min(held.x + APART_PX, innerWidth - WIDTH_PX));
  const top = Math.max(4, held.y - 44);
  return (
    <div
      class={held.refusal ? 'week-pointer refused' : 'week-pointer'}
      aria-hidden="true"
      style={{ left: `${left}px`, top: `${top}px` }}
    >
      <b>{clockRange(held.span, zone, locale)}</b>
      {held.refusal && <span>{held.refusal}</span>}
    </div>
  );
};

/** While something is dragged each new time is said. */
export const useDragSpeech = (
  drag: ReadonlySignal<Drag | null>,
  named: (span: Span) => string,
  say: (text: string) => void,
): void => {
  const latest = useRef({ named, say });
  latest.current = { named, say };
  const last = useRef('');
  useSignalEffect(() => {
    const held = drag.value;
    const text = held ? [latest.current.named(held.span), held.refusal].filter(Boolean).join('. ') : '';
    if (text && text !== last.current) latest.current.say(text);
    last.current = text;
  });
};
