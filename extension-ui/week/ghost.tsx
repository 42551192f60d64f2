import { computed, type ReadonlySignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import type { Span } from './grid-item.ts';
import { clockRange } from './labels.ts';
import { type Segment, segmentsOf } from './segments.ts';
import type { Pointer } from './use-pointer.ts';

/** A time that couldn't be taken. */
export interface Refused {
  readonly span: Span;
  readonly reason: string;
}

interface Shape extends Span {
  readonly kind: 'hover' | 'drag' | 'refused';
  readonly reason: string | null;
}

/** What isn't there yet: where a click would add, what is being dragged, what was just refused. By date. */
export type Ghosts = ReadonlySignal<Map<string, Segment<Shape>[]>>;

export const useGhosts = (
  { drag, hover }: Pointer,
  refused: ReadonlySignal<Refused | null>,
  dates: readonly string[],
  zone: string,
): Ghosts =>
  useMemo(
    () =>
      computed(() => {
        const held = drag.value;
        const shapes: Shape[] = [];
        if (held) shapes.push({ ...held.span, kind: held.refusal ? 'refused' : 'drag', reason: null });
        else if (hover.value) shapes.push({ ...hover.value, kind: 'hover', reason: null });
        if (refused.value && !held)
          shapes.push({ ...refused.value.span, kind: 'refused', reason: refused.value.reason });
        return segmentsOf(shapes, dates, zone);
      }),
    [drag, hover, refused, dates, zone],
  );

export const Ghost = ({
  date,
  ghosts,
  taken,
  zone,
  locale,
}: {
  date: string;
  ghosts: Ghosts;
  /** What is picked on that date: a click adds nothing over it. */
  taken: readonly Segment<Span>[];
  zone: string;
  locale: string;
}) => (
  <>
    {(ghosts.value.get(date) ?? []).map(({ item, from, to, isFirst }) =>
      item.kind === 'hover' && taken.some(other => other.from < to && from < other.to) ? null : (
        <div
          key={item.kind}
          class={`week-ghost ${item.kind}`}
          aria-hidden="true"
          style={{ top: `${from}px`, height: `${to - from}px` }}
        >
          {isFirst && <span class="week-ghost-text">{item.reason ?? clockRange(item, zone, locale)}</span>}
        </div>
      ),
    )}
  </>
);
