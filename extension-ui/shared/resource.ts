import { batch, type ReadonlySignal, signal } from '@preact/signals';
import { ApiFailure } from './api.ts';

/** Something read from the server. `data` stays while it is read again, and after a failure. */
export interface Resource<T> {
  readonly data: ReadonlySignal<T | null>;
  readonly failure: ReadonlySignal<ApiFailure | null>;
  readonly loading: ReadonlySignal<boolean>;
  /** Never rejects; of overlapping calls the last one counts. */
  load(): Promise<void>;
  /** What the server answered to a change: newer than whatever is still being read. */
  put(value: T): void;
}

export const createResource = <T>(read: () => Promise<T>): Resource<T> => {
  const data = signal<T | null>(null);
  const failure = signal<ApiFailure | null>(null);
  const loading = signal(false);
  let latest = 0;

  const load = async (): Promise<void> => {
    latest += 1;
    const mine = latest;
    loading.value = true;
    const outcome = await read().then(
      value => ({ value }),
      (error: unknown) => ({
        error: error instanceof ApiFailure ? error : new ApiFailure('unreadable', { cause: error }),
      }),
    );
    if (mine !== latest) return;
    batch(() => {
      loading.value = false;
      if ('value' in outcome) data.value = outcome.value;
      failure.value = 'error' in outcome ? outcome.error : null;
    });
  };

  const put = (value: T): void => {
    latest += 1;
    batch(() => {
      loading.value = false;
      data.value = value;
      failure.value = null;
    });
  };

  return { data, failure, loading, load, put };
};
