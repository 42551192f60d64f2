import { useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import type { LinkReply } from '../../server/http/host/schema.ts';
import { type ApiFailure, asApiFailure } from '../shared/api.ts';
import { Button } from '../shared/button.tsx';
import { useFailureText } from '../shared/gate.tsx';
import { createResource } from '../shared/resource.ts';
import { useSession } from '../shared/session.ts';
import { Skeleton } from '../shared/skeleton.tsx';
import { byDay, dayName, timeOfDay } from '../shared/times.ts';
import { zoneName } from '../shared/zone-name.ts';
import { useAvailabilityWords } from './words/words.ts';

/** At a time; the most that one request may ask for. */
const PORTION = 30;

const Failed = ({ failure, retry }: { failure: ApiFailure; retry: () => void }) => {
  const words = useSession().words.value;
  const sentence = useFailureText();
  return (
    <div class="free-none" role="alert">
      <p>{sentence(failure)}</p>
      <button type="button" class="link-button" onClick={retry}>
        {words.tryAgain}
      </button>
    </div>
  );
};

interface Times {
  readonly zone: string;
  readonly starts: readonly string[];
  /** Whether there may be more. */
  readonly more: boolean;
}

/** What the link offers now, as a guest would get it; further times are read when they are asked for. */
const useTimes = (slug: string) => {
  const session = useSession();
  const times = useMemo(() => {
    const read = async (after?: string): Promise<Times> => {
      const { zone, starts } = await session.api.nextTimes(slug, PORTION, after);
      return { zone, starts, more: starts.length === PORTION };
    };
    return { first: createResource(() => read()), read };
  }, [session, slug]);
  const further = useSignal<readonly string[]>([]);
  const more = useSignal<boolean | null>(null);
  const busy = useSignal(false);
  const failure = useSignal<ApiFailure | null>(null);

  const begin = () => {
    further.value = [];
    more.value = null;
    failure.value = null;
    void times.first.load();
  };
  const readOn = async (after: string) => {
    busy.value = true;
    failure.value = null;
    try {
      const next = await times.read(after);
      further.value = [...further.value, ...next.starts];
      more.value = next.more;
    } catch (error) {
      failure.value = asApiFailure(error);
    } finally {
      busy.value = false;
    }
  };
  useEffect(begin, [times]);
  useEffect(() => session.onReload(begin), [session, times]);

  const first = times.first.data.value;
  return {
    begin,
    readOn,
    first,
    failed: times.first.failure.value,
    starts: first === null ? [] : [...first.starts, ...further.value],
    more: more.value ?? first?.more ?? false,
    busy: busy.value,
    failure: failure.value,
  };
};

const Listed = ({ slug }: { slug: string }) => {
  const { words, locale } = useSession();
  const own = useAvailabilityWords();
  const { begin, readOn, first, failed, starts, more, busy, failure } = useTimes(slug);
  if (failed) return <Failed failure={failed} retry={begin} />;
  if (first === null) return <Skeleton label={words.value.loading} rows={2} />;
  const [earliest] = starts;
  const last = starts.at(-1);
  if (earliest === undefined || last === undefined) {
    return (
      <div class="free-none">
        <p>
          <strong>{own.nothingFree}</strong>
        </p>
        <p class="muted small">{own.nothingFreeHint}</p>
      </div>
    );
  }
  const { zone } = first;
  const read = byDay(starts, Date.parse, zone);
  // Of a day that goes on in what isn't read yet nothing is shown, unless it is all there is.
  const days = more && read.length > 1 ? read.slice(0, -1) : read;
  return (
    <>
      <p class="muted small">{words.value.timesIn(zoneName(zone, locale.value, Date.parse(earliest)))}</p>
      <ul class="free-days">
        {days.map(day => (
          <li key={day.date} class="free-day">
            <h5>{dayName(day.date, locale.value)}</h5>
            <ul>
              {day.items.map(start => (
                <li key={start}>{timeOfDay(Date.parse(start), zone, locale.value)}</li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
      {failure && <Failed failure={failure} retry={() => void readOn(last)} />}
      {more && !failure && (
        <Button busy={busy} onClick={() => void readOn(last)}>
          {own.loadMore}
        </Button>
      )}
    </>
  );
};

/** What stands under an expanded link: its free times, or why there are none. */
export const FreeTimes = ({ link }: { link: LinkReply }) => {
  const own = useAvailabilityWords();
  return (
    <>
      <h4 class="unseen">{own.freeTimes}</h4>
      {link.closed || !link.active ? (
        <p class="free-none muted">{link.closed ? own.bookedHint : own.offHint}</p>
      ) : (
        // Another version of the link may offer something else.
        <Listed key={link.version} slug={link.slug} />
      )}
    </>
  );
};
