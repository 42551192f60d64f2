import { HOUR } from './interval.ts';

/** How long before its UTC midnight a date begins at the earliest, and how long after it the date is over at the latest, in any zone. */
export const DATE_BEGINS = 14 * HOUR;
export const DATE_ENDS = 38 * HOUR;

/** A CRM activity as far as it can block time; mirrored, without subject or note. */
export interface Activity {
  /** `company:activity` */
  readonly id: string;
  readonly host: string;
  /** Timed activities: epoch milliseconds, `end > start`. All-day ones, and those without any time, which block nothing: null. */
  readonly start: number | null;
  readonly end: number | null;
  /** All-day activities keep their plain date (`YYYY-MM-DD`): the link's zone decides which instants it is. */
  readonly date: string | null;
  readonly busy: boolean;
  /** `update_time` of the CRM, epoch milliseconds. */
  readonly updatedAt: number;
}
