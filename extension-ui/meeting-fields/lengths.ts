/** Lengths as people say them. */

export const noticeUnits = ['minutes', 'hours', 'days'] as const;
export type NoticeUnit = (typeof noticeUnits)[number];

/** null: nothing, or nothing that is a number, stands in the field. */
export interface Notice {
  readonly amount: number | null;
  readonly unit: NoticeUnit;
}

const minutesIn: Readonly<Record<NoticeUnit, number>> = { minutes: 1, hours: 60, days: 1440 };

export const noticeMinutes = ({ amount, unit }: Notice): number | null =>
  amount === null ? null : amount * minutesIn[unit];

/** In the largest unit that says it in whole numbers. */
export const noticeOf = (minutes: number): Notice => {
  const unit = (['days', 'hours'] as const).find(one => minutes > 0 && minutes % minutesIn[one] === 0) ?? 'minutes';
  return { amount: minutes / minutesIn[unit], unit };
};

/** The most that a field of this unit takes. */
export const mostIn = (unit: NoticeUnit, mostMinutes: number): number => Math.floor(mostMinutes / minutesIn[unit]);

export const durations = [15, 30, 45, 60, 90] as const;

/** What a step is where nobody chose one. */
const usualStep = (duration: number): number => Math.min(duration, 30);

/** The step after the duration was changed: it follows as long as it is the usual one of the duration before. */
export const followingStep = (step: number | null, before: number | null, after: number | null): number | null =>
  before !== null && after !== null && after >= 5 && step === usualStep(before) ? usualStep(after) : step;
