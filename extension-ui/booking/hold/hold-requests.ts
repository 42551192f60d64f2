import type { BookPage } from '../../../server/http/guest/page.ts';
import type { HoldBody, HoldReply, ReleaseBody } from '../../../server/http/guest/schema.ts';
import type { Problem } from '../../../server/http/problem-schema.ts';
import { patienceMs } from '../requests.ts';
import { type HoldOutcome, longestMs } from './holding.ts';

/** After these nothing is to be had at that time. */
const goneCodes: ReadonlySet<string> = new Set([
  'slot_taken',
  'not_offered',
  'link_closed',
  'link_gone',
  'link_inactive',
]);

/** What the server says of an instant, as this device's clock will show it: devices may be minutes off. */
const byDeviceClock = (reply: Response): ((instant: string) => number) => {
  const serverNow = Date.parse(reply.headers.get('date') ?? '');
  const lead = Number.isNaN(serverNow) ? 0 : Date.now() - serverNow;
  return instant => Date.parse(instant) + lead;
};

/** A release that is on its way isn't to be overtaken by the next hold under the same id. */
let released: Promise<unknown> = Promise.resolve();

export const postHold = async ({ path }: Pick<BookPage, 'path'>, start: string, hold: string): Promise<HoldOutcome> => {
  try {
    await released;
    const reply = await fetch(`${path}/hold`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ start, hold } satisfies HoldBody),
      signal: AbortSignal.timeout(patienceMs),
    });
    if (reply.ok) {
      const { hold, until, latest }: HoldReply = await reply.json();
      const at = byDeviceClock(reply);
      // Whatever the clocks say.
      return { kind: 'held', hold, until: Math.min(at(until), Date.now() + longestMs), latest: at(latest) };
    }
    const problem: Problem = await reply.json();
    return goneCodes.has(problem.code) ? { kind: 'gone', problem } : { kind: 'refused' };
  } catch {
    return { kind: 'unknown' };
  }
};

const releaseBody = (hold: string): Blob =>
  new Blob([JSON.stringify({ hold } satisfies ReleaseBody)], { type: 'application/json' });

export const releaseHold = ({ path }: Pick<BookPage, 'path'>, hold: string): void => {
  released = fetch(`${path}/hold/release`, { method: 'POST', body: releaseBody(hold), keepalive: true }).catch(
    () => {},
  );
};

/** The same from a page that is being left. */
export const releaseByBeacon = ({ path }: Pick<BookPage, 'path'>, hold: string): void => {
  navigator.sendBeacon(`${path}/hold/release`, releaseBody(hold));
};
