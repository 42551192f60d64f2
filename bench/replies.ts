import { addDays, dateIn } from '../server/domain/zone.ts';
import type { Outcome } from './load.ts';

/** A month of free starts, as the booking page asks for it. */
export const slotsPath = (slug: string, zone: string): string => {
  const from = dateIn(zone, Date.now());
  return `/b/${slug}/slots?from=${from}&to=${addDays(from, 30)}&zone=${encodeURIComponent(zone)}`;
};

export const readStarts = async (origin: string, path: string): Promise<string[]> => {
  const reply = await fetch(`${origin}${path}`);
  const body = await reply.text();
  if (reply.status !== 200) throw new Error(`${path} answered ${reply.status}: ${body}`);
  const { starts } = JSON.parse(body) as { starts: string[] };
  if (starts.length === 0) throw new Error(`${path} has no free start`);
  return starts;
};

/** @throws unless every request was answered with this status */
export const requireAll = (status: number, outcome: Outcome, what: string): void => {
  const { [status]: expected = 0, ...others } = outcome.statuses;
  if (expected === 0 || Object.keys(others).length > 0)
    throw new Error(`${what}: expected ${status} only, answered ${JSON.stringify(outcome.statuses)}`);
};
