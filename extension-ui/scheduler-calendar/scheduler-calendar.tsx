/** Scheduler calendar: the host's activities and meetings, and a drawer for one meeting. */
export const SchedulerCalendar = (_: { readonly meeting?: string }) => null;
