import { useSignal } from '@preact/signals';
import type { MeetingReply } from '../../server/http/host/schema.ts';
import { CheckIcon, WaitingIcon, WarningIcon } from '../shared/icons.tsx';
import { Badge } from '../shared/notice.tsx';
import { useSession } from '../shared/session.ts';
import { isUnsettled } from './calendar-items.ts';
import { Fact } from './meeting-facts.tsx';
import { type CalendarWords, useCalendarWords } from './words/words.ts';

type State = 'done' | 'waiting' | 'given_up';
type Mail = MeetingReply['mails'][number];

const StateBadge = ({ state, children }: { state: State; children: string }) => (
  <Badge kind={state === 'done' ? 'good' : 'warn'}>
    {state === 'done' ? <CheckIcon /> : state === 'waiting' ? <WaitingIcon /> : <WarningIcon />}
    {children}
  </Badge>
);

/** Codes that need no words of their own get none. */
const whyText = (own: CalendarWords, error: string | null): string | null => {
  const known: Partial<Record<string, string>> = own.why;
  return error === null ? null : (known[error] ?? null);
};

const Why = ({ error, attempts }: { error: string | null; attempts: number }) => {
  const words = useSession().words.value;
  const own = useCalendarWords();
  const parts = [whyText(own, error), attempts > 0 ? words.attempts(attempts) : null].filter(Boolean);
  return parts.length > 0 ? <span class="muted small">{parts.join(' · ')}</span> : null;
};

const Activity = ({ meeting: { inCrm, state, waiting } }: { meeting: MeetingReply }) => {
  const own = useCalendarWords();
  const open = waiting.find(({ kind }) => kind === 'activity');
  const done = state === 'cancelled' ? own.crm.deleted : own.crm.written;
  return (
    <Fact name={own.inPipedrive}>
      <StateBadge state={inCrm}>{inCrm === 'done' ? done : own.crm[inCrm]}</StateBadge>
      {open && <Why error={open.error} attempts={open.attempts} />}
    </Fact>
  );
};

const mailStates: Readonly<Record<Mail['state'], State>> = {
  due: 'waiting',
  doing: 'waiting',
  done: 'done',
  given_up: 'given_up',
};

const MailLine = ({ mail }: { mail: Mail }) => {
  const own = useCalendarWords();
  const kinds: Partial<Record<string, string>> = own.mailKind;
  return (
    <li class="mail">
      <span>
        {kinds[mail.mail] ?? own.mailOther} <span class="muted">{own.mailTo[mail.to]}</span>
      </span>
      <StateBadge state={mailStates[mail.state]}>{own.mailState[mail.state]}</StateBadge>
      {mail.state !== 'done' && <Why error={mail.error} attempts={0} />}
    </li>
  );
};

/** So many of the last mails are shown at once. */
const LAST = 4;

const Mails = ({ mails }: { mails: readonly Mail[] }) => {
  const own = useCalendarWords();
  const earlier = mails.slice(0, -LAST);
  const lines = (some: readonly Mail[]) => some.toReversed().map((mail, at) => <MailLine key={at} mail={mail} />);
  return (
    <Fact name={own.mails}>
      {mails.length === 0 && <span class="muted">{own.noMails}</span>}
      <ul class="mails">{lines(mails.slice(-LAST))}</ul>
      {earlier.length > 0 && (
        <details>
          <summary>{own.earlierMails(earlier.length)}</summary>
          <ul class="mails">{lines(earlier)}</ul>
        </details>
      )}
    </Fact>
  );
};

const Retry = ({ onRetried }: { onRetried: () => void }) => {
  const { api } = useSession();
  const own = useCalendarWords();
  const busy = useSignal(false);
  const retry = () => {
    if (busy.value) return;
    busy.value = true;
    api
      .retry()
      .catch(() => undefined)
      .finally(() => {
        busy.value = false;
        onRetried();
      });
  };
  return (
    <button type="button" class="link-button" aria-disabled={busy.value} onClick={retry}>
      {own.retry}
    </button>
  );
};

/** What has reached the CRM and the mailboxes, and what hasn't yet. */
export const MeetingStatus = ({ meeting, onRetried }: { meeting: MeetingReply; onRetried: () => void }) => (
  <>
    <dl class="facts status">
      <Activity meeting={meeting} />
      <Mails mails={meeting.mails} />
    </dl>
    {isUnsettled(meeting) && <Retry onRetried={onRetried} />}
  </>
);
