import { dayName, timeOfDay } from '../shared/times.ts';
import { wallAt } from '../shared/zones/wall.ts';
import type { Span } from './grid-item.ts';

const HOUR_MS = 3_600_000;
const SIX_HOURS_MS = 6 * HOUR_MS;

const changes = new Map<string, boolean>();

/** Whether the zone's clock changes within half a day of the instant. */
const changesNear = (zone: string, instant: number): boolean => {
  const part = Math.floor(instant / SIX_HOURS_MS);
  const key = `${zone} ${part}`;
  const known = changes.get(key);
  if (known !== undefined) return known;
  const offset = (parts: number) => wallAt(zone, (part + parts) * SIX_HOURS_MS).offsetMinutes;
  const found = offset(-1) !== offset(2);
  changes.set(key, found);
  return found;
};

/** Whether the clock shows the instant's time a second time, before or after. */
const comesTwice = (zone: string, instant: number): boolean => {
  if (!changesNear(zone, instant)) return false;
  const { offsetMinutes } = wallAt(zone, instant);
  return [-SIX_HOURS_MS, SIX_HOURS_MS].some(apart => {
    const other = wallAt(zone, instant + apart).offsetMinutes;
    const twin = instant + (offsetMinutes - other) * 60_000;
    return other !== offsetMinutes && wallAt(zone, twin).offsetMinutes === other;
  });
};

/** `10:00`; in an hour that comes twice with the name that the clock then has, `02:30 CEST`. */
export const clock = (instant: number, zone: string, locale: string): string => {
  if (!comesTwice(zone, instant)) return timeOfDay(instant, zone, locale);
  const format = new Intl.DateTimeFormat(locale, {
    timeZone: zone,
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
  });
  return format.format(instant);
};

export const clockRange = ({ start, end }: Span, zone: string, locale: string): string =>
  `${clock(start, zone, locale)} – ${clock(end, zone, locale)}`;

/** `Tuesday 8 December, 10:00 – 10:30` */
export const spanName = (span: Span, zone: string, locale: string): string =>
  `${dayName(wallAt(zone, span.start).date, locale)}, ${clockRange(span, zone, locale)}`;

const format = (locale: string, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options });

/** Of the hours 0 to 23: `09:00`, or `9 AM` where the locale has twelve. */
export const hourLabels = (locale: string): string[] => {
  const { hourCycle } = format(locale, { hour: 'numeric' }).resolvedOptions();
  const label = format(
    locale,
    hourCycle === 'h12' || hourCycle === 'h11' ? { hour: 'numeric' } : { hour: '2-digit', minute: '2-digit' },
  );
  return Array.from({ length: 24 }, (_, hour) => label.format(hour * HOUR_MS));
};

/** Name and number of a date at the head of its column. */
export const headOf = (date: string, locale: string): { weekday: string; day: string } => {
  const instant = Date.parse(`${date}T00:00:00Z`);
  return {
    weekday: format(locale, { weekday: 'short' }).format(instant),
    day: format(locale, { day: 'numeric' }).format(instant),
  };
};
