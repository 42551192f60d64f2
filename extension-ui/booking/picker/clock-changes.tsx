import { utcMidnight } from '../../shared/dates.ts';
import { wallAt } from '../../shared/zones/wall.ts';
import { cityText, dayText, fill } from '../format.ts';
import { useSetting } from '../setting.ts';

const MINUTE = 60_000;
const NOON = 12 * 60 * MINUTE;

/** From when on, to the minute, the zone's clocks run otherwise at `to` than at `from`; null: they don't. */
const changeBetween = (zone: string, from: number, to: number): number | null => {
  const offsetAt = (instant: number): number => wallAt(zone, instant).offsetMinutes;
  const last = offsetAt(to);
  if (from >= to || offsetAt(from) === last) return null;
  let [before, after] = [from, to];
  while (after - before > MINUTE) {
    const middle = before + Math.floor((after - before) / 2 / MINUTE) * MINUTE;
    if (offsetAt(middle) === last) after = middle;
    else before = middle;
  }
  return after;
};

interface ClockChangesProps {
  readonly zone: string;
  readonly hostZone: string;
  readonly today: string;
  /** Of the times that are shown. */
  readonly instant: number;
}

/** Says that clocks change before the times shown, the guest's or the host's: those who count hours from today would be an hour off. */
export const ClockChanges = ({ zone, hostZone, today, instant }: ClockChangesProps) => {
  const setting = useSetting();
  const from = utcMidnight(today) + NOON;
  const own = changeBetween(zone, from, instant);
  const hosts = changeBetween(hostZone, from, instant);
  const changes = [
    ...(own === null ? [] : [{ zone, at: own }]),
    ...(hosts === null || hosts === own ? [] : [{ zone: hostZone, at: hosts }]),
  ].sort((one, other) => one.at - other.at);
  return (
    <>
      {changes.map(({ zone, at }) => {
        const city = cityText(setting, zone);
        if (city === null) return null;
        const date = dayText(setting, wallAt(zone, at).date);
        return (
          <p class="hint" key={zone}>
            {fill(setting, setting.texts.clocksChange, { city, date })}
          </p>
        );
      })}
    </>
  );
};
