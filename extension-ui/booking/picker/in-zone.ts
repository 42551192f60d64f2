import { groupByDate, wallAt } from '../../shared/zones/wall.ts';
import { monthOf } from '../dates.ts';

interface OpenDay {
  readonly zone: string;
  readonly date: string | null;
}

/** The day that was open stays open by its first time, whatever date that has in the other zone. */
export const inZone = (
  { zone, date }: OpenDay,
  starts: readonly string[],
  to: string,
): { zone: string; date?: string; month?: string } => {
  const days = groupByDate(zone, starts);
  const first = (date && days.get(date)?.[0]) ?? starts[0];
  if (!first) return { zone: to };
  const opened = wallAt(to, Date.parse(first)).date;
  return { zone: to, date: opened, month: monthOf(opened) };
};
