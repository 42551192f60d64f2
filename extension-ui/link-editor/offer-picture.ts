import { batch, type ReadonlySignal, signal } from '@preact/signals';
import type { LinkBody, OfferTimesReply } from '../../server/http/host/schema.ts';
import { type Api, type ApiFailure, asApiFailure } from '../shared/api.ts';

/** What guests would be offered in the next seven days. The last good answer stays until there is a better one. */
export interface OfferPicture {
  readonly shown: ReadonlySignal<OfferTimesReply | null>;
  /** What is shown isn't what the form says: that can't be offered, or couldn't be asked. */
  readonly outdated: ReadonlySignal<boolean>;
  readonly failure: ReadonlySignal<ApiFailure | null>;
  /** Of several calls the last one counts. */
  read(offer: LinkBody['offer']): Promise<void>;
  /** The form has faults: nothing is asked for. */
  leave(): void;
}

export const createOfferPicture = (api: Pick<Api, 'offerTimes'>, link: string | null): OfferPicture => {
  const shown = signal<OfferTimesReply | null>(null);
  const outdated = signal(false);
  const failure = signal<ApiFailure | null>(null);
  let latest = 0;

  return {
    shown,
    outdated,
    failure,
    read: async offer => {
      latest += 1;
      const mine = latest;
      try {
        const reply = await api.offerTimes({ offer, link });
        if (mine !== latest) return;
        batch(() => {
          shown.value = reply;
          outdated.value = false;
          failure.value = null;
        });
      } catch (error) {
        if (mine !== latest) return;
        batch(() => {
          outdated.value = true;
          failure.value = asApiFailure(error);
        });
      }
    },
    leave: () => {
      latest += 1;
      batch(() => {
        outdated.value = true;
        failure.value = null;
      });
    },
  };
};
