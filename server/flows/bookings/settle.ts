import { INTENT_GRACE, type Intent } from '../../domain/booking.ts';
import type { BookingEvent } from '../../domain/lifecycle.ts';
import type { Clock, Store } from '../../ports.ts';
import { applyEvent } from './changes.ts';
import { alignClaim } from './claims.ts';

const outcome = (intent: Intent, claimed: boolean, at: number): BookingEvent => {
  if (!claimed) return intent.kind === 'book' ? { kind: 'refused', at } : { kind: 'withdrawn', at };
  if (intent.kind === 'book') return { kind: 'claimed', at };
  // What the CRM wants is read there again.
  if (intent.by === 'crm') return { kind: 'withdrawn', at };
  if (intent.kind === 'undo') return { kind: 'restored', by: intent.by, at };
  return { kind: 'moved', to: { start: intent.start, end: intent.end }, by: intent.by, at };
};

/**
 * Ends a change of time that was begun and left, by what the calendar says: claimed, it happened; not claimed, it didn't.
 * Does nothing before the intent's grace is over, so that it doesn't meddle with one that is under way.
 */
export const settle = async (deps: { store: Store; clock: Clock }, id: string): Promise<void> => {
  const { store, clock } = deps;
  const now = clock.now();
  const found = await store.bookings.find(id);
  if (!found?.intent || found.intent.since + INTENT_GRACE > now) return;
  const calendar = await store.calendars.find(found.host);
  const { intent } = found;
  const claimed =
    calendar?.claims.some(claim => claim.id === id && claim.start === intent.start && claim.end === intent.end) ??
    false;
  await applyEvent(store, id, outcome(intent, claimed, now));
  // Written in any case: whoever left it, and still comes to write its claim, has to look again.
  await alignClaim(deps, id, found.host, true);
};
