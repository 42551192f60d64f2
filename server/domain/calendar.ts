import type { Interval } from './interval.ts';

/**
 * A host's calendar: the one document through which time is taken. It is replaced only if `rev` is
 * unchanged since it was read, so overlap, buffers, holds and daily limits are decided in one atomic step.
 */
export interface Calendar {
  readonly host: string;
  readonly rev: number;
  /** Raised with `rev` whenever the mirror of CRM activities changed. */
  readonly mirrorRev: number;
  /** When the last complete reconciliation *began*; null: busy times aren't known, and unknown isn't free. */
  readonly syncedAt: number | null;
  readonly claims: readonly Claim[];
  /** Slugs of the general-availability links that are active: the plan rule is decided here. */
  readonly activeGeneral: readonly string[];
}

export interface Claim extends Interval {
  /** The booking's id, or the hold's. */
  readonly id: string;
  readonly kind: 'booking' | 'hold';
  /** Slug of the link that it was made through. */
  readonly link: string;
  /** The claim's own buffers, in minutes. */
  readonly before: number;
  readonly after: number;
  /** Holds only: when it was made, and the instant from which it no longer counts. */
  readonly madeAt?: number;
  readonly until?: number;
  /** Holds only: stands for the address that it came from, without telling it; an address has but a few at a time. */
  readonly visitor?: string;
}

/** How long a claim is kept after its end: past claims still count towards today's daily limit. */
export const CLAIM_KEPT = 3 * 24 * 60 * 60_000;
