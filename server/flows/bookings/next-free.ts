import { DAY, type Interval } from '../../domain/interval.ts';
import type { Listing } from './listing.ts';
import type { OpenLink } from './open-link.ts';

/** `Open` is whatever `list` wants to know. */
export interface NextFreeDeps<Open> {
  readonly list: (open: Open, range: Interval, excludeBooking?: string | null) => Promise<Listing>;
}

const FIRST_LOOK = 35 * DAY;
const FARTHEST = 750 * DAY;

/** The next free starts of a link from `from` on, at least `count` if there are as many in two years; looks farther only where the near is full. */
export const createNextFree =
  <Open = OpenLink>({ list }: NextFreeDeps<Open>) =>
  async (open: Open, from: number, count: number, excludeBooking: string | null = null): Promise<readonly number[]> => {
    const found: number[] = [];
    let start = from;
    for (let reach = FIRST_LOOK; start < from + FARTHEST; reach *= 4) {
      const end = Math.min(from + FARTHEST, start + reach);
      found.push(...(await list(open, { start, end }, excludeBooking)).starts);
      if (found.length >= count) break;
      start = end;
    }
    return found.slice(0, count);
  };
