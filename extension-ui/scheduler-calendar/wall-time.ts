import { wallAt } from '../shared/zones/wall.ts';

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;

/** Instants at which a zone's clocks show a date and a time: none where clocks jump over it, two where it comes twice; the earlier first. */
export const instantsAt = (zone: string, date: string, minutes: number): number[] => {
  const asUtc = Date.parse(`${date}T00:00:00Z`) + minutes * MINUTE;
  const offsets = new Set([asUtc - DAY, asUtc + DAY].map(around => wallAt(zone, around).offsetMinutes));
  return [...offsets]
    .map(offset => asUtc - offset * MINUTE)
    .filter(instant => instant + wallAt(zone, instant).offsetMinutes * MINUTE === asUtc)
    .sort((one, other) => one - other);
};

/** `09:05`, as fields for a time have it. */
export const clockText = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/** null: no time of day. */
export const clockMinutes = (text: string): number | null => {
  const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)(?::00)?$/.exec(text) ?? [];
  return hours === undefined ? null : Number(hours) * 60 + Number(minutes);
};
