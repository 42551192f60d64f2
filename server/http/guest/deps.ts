import type { Booking } from '../../domain/booking.ts';
import type { Host } from '../../domain/host.ts';
import type { Interval } from '../../domain/interval.ts';
import type { Language } from '../../domain/link.ts';
import type { Booked, Target } from '../../flows/bookings/book.ts';
import type { GuestRequest } from '../../flows/bookings/guest-input.ts';
import type { Held, HoldRequest } from '../../flows/bookings/hold.ts';
import type { Listing } from '../../flows/bookings/listing.ts';
import type { ManageTokens } from '../../flows/bookings/manage-token.ts';
import type { OpenLink } from '../../flows/bookings/open-link.ts';
import type { PreviewTokens } from '../../flows/bookings/preview-token.ts';
import type { TimeTokens } from '../../flows/bookings/time-token.ts';
import type { Signer } from '../../flows/signer.ts';
import type { Clock, Store } from '../../ports.ts';
import type { FormKeys } from './form-key.ts';
import type { GuestPage, PageFrame } from './page.ts';

/** What the guest's routes are given: flows, and the renderer that was built from the page's components. */
export interface GuestDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly publicUrl: string;
  readonly tokens: ManageTokens;
  readonly previews: PreviewTokens;
  readonly times: TimeTokens;
  readonly list: (
    open: OpenLink,
    range: Interval,
    excludeBooking?: string | null,
    hold?: string | null,
  ) => Promise<Listing>;
  readonly nextFree: (
    open: OpenLink,
    from: number,
    count: number,
    excludeBooking?: string | null,
  ) => Promise<readonly number[]>;
  /** The free starts nearest to one that isn’t. */
  readonly near: (open: OpenLink, start: number) => Promise<readonly number[]>;
  /** `address`: as far as it tells who asks. */
  readonly hold: (target: Target, request: HoldRequest, address: string) => Promise<Held>;
  readonly release: (target: Target, hold: string) => Promise<void>;
  readonly book: (target: Target, key: string, request: GuestRequest, language: Language) => Promise<Booked>;
  readonly move: (booking: Booking, start: number) => Promise<Booking>;
  readonly cancel: (booking: Booking, by: 'guest', reason: string) => Promise<Booking>;
  readonly undo: (booking: Booking) => Promise<Booking>;
  /** Notes that somebody looks at the host's times: decides how often they are reconciled. */
  readonly wanted: (open: OpenLink) => Promise<void>;
  /** The guest's calendar file of a meeting as it is now. */
  readonly calendarFile: (booking: Booking, host: Host) => string;
  readonly render: (page: GuestPage) => string;
  readonly assets: PageFrame['assets'];
  /** Names the counts of posts in the store, so that no address stands there. */
  readonly countKeys: Signer;
  readonly formKeys: FormKeys;
  /** `formSeconds`: a form of ours that comes back sooner after it was rendered was filled in by a program. */
  readonly limits: { readonly slotReads: number; readonly posts: number; readonly formSeconds: number };
}
