import type { MeReply } from '../../server/http/host/schema.ts';
import { Badge } from '../shared/notice.tsx';
import { useSession } from '../shared/session.ts';
import { moment } from '../shared/times.ts';
import { Section } from './section.tsx';

type Waiting = MeReply['sync']['waiting'][number];

/** Ours are codes such as `unavailable`: for support rather than for reading. */
const WaitingItem = ({ item }: { item: Waiting }) => {
  const words = useSession().words.value;
  const kinds: Partial<Record<string, string>> = words.waiting;
  return (
    <li>
      {kinds[item.kind] ?? words.waitingOther}
      {item.attempts > 0 && <span class="muted"> · {words.attempts(item.attempts)}</span>}
      {item.error && (
        <span class="muted">
          {' '}
          · <code>{item.error}</code>
        </span>
      )}
    </li>
  );
};

const Facts = ({ host }: { host: MeReply }) => {
  const { words, locale } = useSession();
  const text = words.value;
  const { calendarKnown, lastWebhook, lastReconciliation, waiting } = host.sync;
  const at = (instant: string | null) =>
    instant === null ? text.never : moment(Date.parse(instant), host.zone, locale.value);
  return (
    <dl class="facts">
      <dt>{text.calendarKnown}</dt>
      <dd>{calendarKnown ? text.calendarIsKnown : text.calendarIsUnknown}</dd>
      <dt>{text.lastWebhook}</dt>
      <dd>{at(lastWebhook)}</dd>
      <dt>{text.lastReconciliation}</dt>
      <dd>{at(lastReconciliation)}</dd>
      <dt>{text.waitingTitle}</dt>
      <dd>
        {waiting.length === 0 ? (
          text.nothingWaits
        ) : (
          <>
            <Badge kind="warn">{text.waitingCount(waiting.length)}</Badge>
            <ul class="waiting">
              {waiting.map(item => (
                <WaitingItem key={`${item.booking} ${item.kind}`} item={item} />
              ))}
            </ul>
          </>
        )}
      </dd>
    </dl>
  );
};

/** In the way only while there is something to be seen to. */
export const SyncHealth = ({ host }: { host: MeReply }) => {
  const words = useSession().words.value;
  const { calendarKnown, waiting } = host.sync;
  if (calendarKnown && waiting.length === 0) {
    return (
      <details class="card">
        <summary>{words.connectionDetails}</summary>
        <Facts host={host} />
      </details>
    );
  }
  return (
    <Section id="sync" title={words.syncHealth}>
      <Facts host={host} />
    </Section>
  );
};
