import type { Prefill } from '../../server/http/guest/page.ts';

/** What a booking page in a frame and the page around it say to each other, by `postMessage`. Times are ISO 8601 with `Z`. */

/** From the frame, to whoever shows it: never a name, an address or an id. */
export type FrameMessage =
  /** Once for each booking page: it may be told what is known of the guest. */
  | { readonly type: 'scheduler:loaded' }
  | { readonly type: 'scheduler:slot-selected' | 'scheduler:booked'; readonly start: string; readonly end: string }
  /** Of its content, in CSS px, whole. */
  | { readonly type: 'scheduler:height'; readonly height: number }
  /** Escape was pressed, and nothing in the page took it. */
  | { readonly type: 'scheduler:escape' };

/** To the frame, and to its origin alone. */
export interface PrefillMessage {
  readonly type: 'scheduler:prefill';
  readonly prefill: Prefill;
}

/** Higher than any page of ours: a page around it isn't made endless by a fault. */
const HIGHEST = 20_000;

const isInstant = (value: unknown): value is string => typeof value === 'string' && !Number.isNaN(Date.parse(value));

/** null: not one of ours. */
export const frameMessageOf = (data: unknown): FrameMessage | null => {
  if (typeof data !== 'object' || data === null || !('type' in data)) return null;
  const { type } = data;
  if (type === 'scheduler:loaded' || type === 'scheduler:escape') return { type };
  if (type === 'scheduler:height') {
    const height = 'height' in data && data.height;
    return typeof height === 'number' && height > 0 && height <= HIGHEST ? { type, height } : null;
  }
  if ((type !== 'scheduler:slot-selected' && type !== 'scheduler:booked') || !('start' in data && 'end' in data)) {
    return null;
  }
  const { start, end } = data;
  return isInstant(start) && isInstant(end) ? { type, start, end } : null;
};
