/** Something with a beginning and an end on a week grid. */
export interface GridItem {
  readonly id: string;
  /** Instants in ms, `start` before `end`. */
  readonly start: number;
  readonly end: number;
  /** `time`: picked or being edited here. `ghost`: shown, but neither clicked nor focused. */
  readonly kind: 'activity' | 'meeting' | 'time' | 'ghost';
  readonly title: string;
  /** A second line, where there is room; always in the item's name for screen readers. */
  readonly detail?: string;
  /** `warn`: something is to be known about it. `quiet`: over, or of no weight. `good`: settled. */
  readonly tone?: 'warn' | 'quiet' | 'good';
  readonly movable: boolean;
  /** False: blocks nobody, drawn with a broken line. */
  readonly busy?: boolean;
  /** A click or Enter opens it. */
  readonly openable: boolean;
  /** Delete removes it, and so do its cross and, where it isn't openable, a click or Enter. */
  readonly removable?: boolean;
}

export interface AllDayItem {
  readonly id: string;
  readonly date: string;
  readonly kind: 'activity' | 'meeting';
  readonly title: string;
  readonly busy: boolean;
  readonly openable: boolean;
}

/** Instants in ms. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A point of the grid: minutes on the wall since midnight, 0 to 1440. */
export interface Place {
  readonly date: string;
  readonly minutes: number;
}
