/** What a clock on the wall of a zone shows. */
export interface Wall {
  readonly date: string;
  /** Since midnight. */
  readonly minutes: number;
  /** Zone's lead over UTC at that instant; negative in the west. */
  readonly offsetMinutes: number;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

const clockOf = (zone: string): Intl.DateTimeFormat => {
  const known = clocks.get(zone);
  if (known) return known;
  const clock = new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  clocks.set(zone, clock);
  return clock;
};

export const wallAt = (zone: string, instant: number): Wall => {
  const parts = Object.fromEntries(
    clockOf(zone)
      .formatToParts(instant)
      .map(part => [part.type, Number(part.value)]),
  );
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0 } = parts;
  const asUtc = Date.UTC(year, month - 1, day, hour, minute);
  return {
    date: new Date(asUtc).toISOString().slice(0, 10),
    minutes: hour * 60 + minute,
    // The clock shows whole minutes: the seconds of the instant are no part of the offset.
    offsetMinutes: Math.round((asUtc - Math.floor(instant / 60_000) * 60_000) / 60_000),
  };
};

/** Whether clocks of both zones show the same at that instant. */
export const isSameClock = (zone: string, other: string, instant: number): boolean =>
  wallAt(zone, instant).offsetMinutes === wallAt(other, instant).offsetMinutes;

const HOUR = 3_600_000;

/** Whether the zone's clocks show this time twice, since they are put back around it. */
export const isRepeated = (zone: string, instant: number): boolean => {
  const [before, after] = [wallAt(zone, instant - 3 * HOUR), wallAt(zone, instant + 3 * HOUR)];
  const back = (before.offsetMinutes - after.offsetMinutes) * 60_000;
  if (back <= 0) return false;
  const here = wallAt(zone, instant);
  return [instant - back, instant + back]
    .map(other => wallAt(zone, other))
    .some(({ date, minutes }) => date === here.date && minutes === here.minutes);
};

/** Starts by the date that they fall on in the zone, in their order. */
export const groupByDate = (zone: string, starts: readonly string[]): Map<string, string[]> => {
  const days = new Map<string, string[]>();
  for (const start of starts) {
    const { date } = wallAt(zone, Date.parse(start));
    const day = days.get(date);
    if (day) day.push(start);
    else days.set(date, [start]);
  }
  return days;
};
