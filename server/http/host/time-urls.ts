import type { TimeTokens } from '../../flows/bookings/time-token.ts';

export interface TimeUrlDeps {
  readonly publicUrl: string;
  readonly times: TimeTokens;
}

/** Of each start, the address for a mail that opens the page at it. `key`: a slug, or the id of a personal link. */
export const timeUrls = ({ publicUrl, times }: TimeUrlDeps, key: string, starts: readonly number[]): string[] =>
  starts.map(start => `${publicUrl}/t/${times.token(key, start)}`);
