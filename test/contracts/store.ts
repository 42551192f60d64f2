import { afterEach, beforeEach, describe } from 'vitest';
import type { Store } from '../../server/ports.ts';
import { activityContract } from './store-activities.ts';
import { bookingContract } from './store-bookings.ts';
import { calendarContract } from './store-calendars.ts';
import { hostContract } from './store-hosts.ts';
import { linkContract } from './store-links.ts';
import { recordContract } from './store-records.ts';

/** What every store has to do, whatever keeps its documents. `open` gives each test an empty one. */
export const describeStore = (name: string, open: () => Store | Promise<Store>): void => {
  describe(name, () => {
    let opened: Store | undefined;

    beforeEach(async () => {
      opened = await open();
    });
    afterEach(async () => {
      await opened?.close();
    });

    const store = (): Store => {
      if (!opened) throw new Error('No store is open.');
      return opened;
    };
    hostContract(store);
    linkContract(store);
    calendarContract(store);
    activityContract(store);
    bookingContract(store);
    recordContract(store);
  });
};
