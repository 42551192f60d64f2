import { DURATION } from '../meeting-fields/ranges.ts';
import type { Span } from '../week/grid-item.ts';
import type { PickedTime } from './times-form.ts';

const MINUTE_MS = 60_000;
const [LEAST_MINUTES, MOST_MINUTES] = DURATION;
/** As many as a link takes. */
const MOST_TIMES = 200;

export type PickRefusal = 'past' | 'overlap' | 'tooShort' | 'tooLong' | 'tooMany';

export const minutesOf = ({ start, end }: Span): number => (end - start) / MINUTE_MS;

const overlap = (one: Span, other: Span): boolean => one.start < other.end && other.start < one.end;

/** Why a time can't be picked, or one that is (`id`) be changed to it; null where it can. */
export const pickRefusal = (
  times: readonly PickedTime[],
  span: Span,
  id: string | null,
  now: number,
): PickRefusal | null => {
  if (span.start <= now) return 'past';
  if (minutesOf(span) < LEAST_MINUTES) return 'tooShort';
  if (minutesOf(span) > MOST_MINUTES) return 'tooLong';
  if (times.some(other => other.id !== id && overlap(other, span))) return 'overlap';
  return id === null && times.length >= MOST_TIMES ? 'tooMany' : null;
};

const inOrder = (times: readonly PickedTime[]): PickedTime[] => times.toSorted((one, other) => one.start - other.start);

export const withTime = (times: readonly PickedTime[], time: PickedTime): PickedTime[] => inOrder([...times, time]);

export const withChanged = (times: readonly PickedTime[], id: string, { start, end }: Span): PickedTime[] =>
  inOrder(times.map(time => (time.id === id ? { id, start, end } : time)));

export const without = (times: readonly PickedTime[], id: string): PickedTime[] => times.filter(time => time.id !== id);
