import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { MeReply } from '../../server/http/host/schema.ts';
import { asApiFailure } from '../shared/api.ts';
import { Button } from '../shared/button.tsx';
import { useFailureText } from '../shared/gate.tsx';
import { CheckIcon, WaitingIcon, WarningIcon } from '../shared/icons.tsx';
import { Badge, Notice } from '../shared/notice.tsx';
import { useSession } from '../shared/session.ts';
import { moment } from '../shared/times.ts';
import { useToasts } from '../shared/toast.tsx';
import { Section } from './section.tsx';
import { type SettingsWords, useSettingsWords } from './words/words.ts';

type Waiting = MeReply['sync']['waiting'][number];

/** How long after a retry its outcome is looked up, in ms. */
const LOOKS_MS = [1_000, 3_000, 8_000];

const whyText = ({ error, attempts }: Waiting, words: SettingsWords): string => {
  if (error === null) return attempts === 0 ? words.notTried : '';
  const known: Partial<Record<string, string>> = words.why;
  return known[error] ?? words.whyOther;
};

const WaitingItem = ({ item }: { item: Waiting }) => {
  const text = useSession().words.value;
  const words = useSettingsWords();
  const kinds: Partial<Record<string, string>> = words.kinds;
  return (
    <li class="waiting-item">
      <span>
        {kinds[item.kind] ?? words.kindOther}{' '}
        <Badge kind={item.givenUp ? 'warn' : 'quiet'}>
          {item.givenUp ? <WarningIcon /> : <WaitingIcon />}
          {item.givenUp ? words.givenUp : words.triesAgain}
        </Badge>
      </span>
      <span class="muted small">
        {[whyText(item, words), item.attempts > 0 ? text.attempts(item.attempts) : ''].filter(Boolean).join(' · ')}
      </span>
    </li>
  );
};

const Facts = ({ host }: { host: MeReply }) => {
  const { locale } = useSession();
  const words = useSettingsWords();
  const { calendarKnown, lastWebhook, lastReconciliation, waiting } = host.sync;
  const at = (instant: string | null) =>
    instant === null ? words.never : moment(Date.parse(instant), host.zone, locale.value);
  return (
    <dl class="facts">
      <dt>{words.calendarKnown}</dt>
      <dd>{calendarKnown ? words.calendarIsKnown : words.calendarIsUnknown}</dd>
      <dt>{words.lastWebhook}</dt>
      <dd>{at(lastWebhook)}</dd>
      <dt>{words.lastReconciliation}</dt>
      <dd>{at(lastReconciliation)}</dd>
      <dt>{words.waitingTitle}</dt>
      <dd>
        {waiting.length === 0 ? (
          words.nothingWaits
        ) : (
          <>
            <Badge kind="warn">{words.waitingCount(waiting.length)}</Badge>
            <ul class="waiting">
              {waiting.map((item, index) => (
                <WaitingItem key={`${item.booking} ${item.kind} ${index}`} item={item} />
              ))}
            </ul>
          </>
        )}
      </dd>
    </dl>
  );
};

/** The server reads a plan no more often than this, in ms. */
const PLAN_PAUSE = 10_000;
/** Activities that were read so lately aren't read again, in ms. */
const FRESH_MS = 60_000;

type Reading = 'begun' | 'done' | 'unanswered' | { readonly wait: number };

/** Tries everything again, and follows for a moment what becomes of it. */
const Retry = ({ waits }: { waits: boolean }) => {
  const { api, me, links, locale } = useSession();
  const words = useSettingsWords();
  const toasts = useToasts();
  const explain = useFailureText();
  const busy = useSignal(false);
  const error = useSignal<string | null>(null);
  const reading = useSignal<Reading | null>(null);
  const readAt = useSignal<number | null>(null);
  const timers = useSignal<readonly ReturnType<typeof setTimeout>[]>([]);
  useEffect(() => () => timers.peek().forEach(clearTimeout), [timers]);

  const lastRead = () => me.data.peek()?.sync.lastReconciliation ?? null;
  const isRead = (before: string | null): boolean => {
    const last = lastRead();
    return last !== null && (last !== before || Date.now() - Date.parse(last) < FRESH_MS);
  };
  const look = async (before: string | null, isLast: boolean): Promise<void> => {
    await me.load();
    if (isRead(before)) reading.value = 'done';
    else if (isLast) reading.value = 'unanswered';
  };

  const retry = async (): Promise<void> => {
    const before = lastRead();
    busy.value = true;
    error.value = null;
    try {
      me.put(await api.retry());
      readAt.value = performance.now();
      // Another plan may have switched links off.
      void links.load();
      if (waits) toasts.show(words.retried);
      reading.value = isRead(before) ? 'done' : 'begun';
      timers.peek().forEach(clearTimeout);
      timers.value = LOOKS_MS.map((after, index) =>
        setTimeout(() => void look(before, index === LOOKS_MS.length - 1), after),
      );
    } catch (caught) {
      error.value = explain(asApiFailure(caught));
      reading.value = null;
    } finally {
      busy.value = false;
    }
  };
  const press = () => {
    const wait = readAt.value === null ? 0 : PLAN_PAUSE - (performance.now() - readAt.value);
    if (wait > 0 && !waits) reading.value = { wait: Math.ceil(wait / 1_000) };
    else void retry();
  };

  const sentence = (): string => {
    const state = reading.value;
    if (state === null) return '';
    if (state === 'begun') return words.comparing;
    if (state === 'done') return words.compared;
    if (state === 'unanswered') return words.compareUnanswered;
    const seconds = { style: 'unit', unit: 'second', unitDisplay: 'long' } as const;
    return words.comparedTooSoon(new Intl.NumberFormat(locale.value, seconds).format(state.wait));
  };

  return (
    <div class="retry">
      <Button busy={busy.value} onClick={press}>
        {waits ? words.retry : words.compare}
      </Button>
      <p class="retry-outcome muted small" role="status">
        {sentence()}
      </p>
      {error.value && (
        <Notice kind="bad">
          <span role="alert">{error.value}</span>
        </Notice>
      )}
    </div>
  );
};

/** In the way only while there is something to be seen to. */
export const SyncHealth = ({ host }: { host: MeReply }) => {
  const words = useSettingsWords();
  const { calendarKnown, waiting } = host.sync;
  const isWell = calendarKnown && waiting.length === 0;
  return (
    <Section id="sync" title={words.syncHealth}>
      {isWell ? (
        <>
          <p>
            <Badge kind="good">
              <CheckIcon />
              {words.allWell}
            </Badge>
          </p>
          <details class="sync-details">
            <summary>{words.connectionDetails}</summary>
            <Facts host={host} />
          </details>
        </>
      ) : (
        <Facts host={host} />
      )}
      <Retry waits={waiting.length > 0} />
    </Section>
  );
};
