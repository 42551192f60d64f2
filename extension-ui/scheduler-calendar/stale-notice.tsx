import type { MeetingReply } from '../../server/http/host/schema.ts';
import { StaleWays } from '../drafts/stale-ways.tsx';
import { Notice } from '../shared/notice.tsx';
import { useSession } from '../shared/session.ts';
import { Fact, Place } from './meeting-facts.tsx';
import { whenText } from './when.ts';
import { useCalendarWords } from './words/words.ts';

interface StaleOptions {
  /** What was edited. */
  readonly before: MeetingReply;
  readonly theirs: MeetingReply;
  readonly busy: boolean;
  readonly onMine: () => void;
  readonly onTheirs: () => void;
}

/** Of what somebody else changed meanwhile, how it is now. */
export const StaleNotice = ({ before, theirs, busy, onMine, onTheirs }: StaleOptions) => {
  const { zone, locale } = useSession();
  const own = useCalendarWords();
  const span = { start: Date.parse(theirs.start), end: Date.parse(theirs.end) };
  const differs = (one: unknown, other: unknown) => JSON.stringify(one) !== JSON.stringify(other);
  return (
    <div role="alert">
      <Notice kind="warn">
        <strong>{own.stale}</strong>
        <span>{own.staleHint}</span>
        <dl class="facts">
          {(before.start !== theirs.start || before.end !== theirs.end) && (
            <Fact name={own.when}>{whenText(span, zone.value, locale.value)}</Fact>
          )}
          {differs(before.place, theirs.place) && (
            <Fact name={own.place}>
              <Place place={theirs.place} />
            </Fact>
          )}
          {before.description !== theirs.description && (
            <Fact name={own.description}>
              <span class="written" dir="auto">
                {theirs.description || '–'}
              </span>
            </Fact>
          )}
          {differs(before.colleagues, theirs.colleagues) && (
            <Fact name={own.colleagues}>{theirs.colleagues.join(', ') || '–'}</Fact>
          )}
        </dl>
        <StaleWays busy={busy} takeMine={onMine} showTheirs={onTheirs} />
      </Notice>
    </div>
  );
};
