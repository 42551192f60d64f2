/** Least and most that the server takes; of minutes but for those that say otherwise. */
export const DURATION = [5, 1440] as const;
export const BUFFER = [0, 1440] as const;
export const NOTICE = [0, 525_600] as const;
/** Days. */
export const HORIZON = [0, 730] as const;
/** Meetings a day. */
export const DAILY = [1, 100] as const;
