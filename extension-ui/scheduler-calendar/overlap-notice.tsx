import { Notice } from '../shared/notice.tsx';
import { useSession } from '../shared/session.ts';
import type { Entry } from './overlapping.ts';
import { shortWhen } from './when.ts';
import { useCalendarWords } from './words/words.ts';

const FEW = 3;

/** What else lies on a time: it is told, and allowed. */
export const OverlapNotice = ({ entries }: { entries: readonly Entry[] }) => {
  const { zone, locale } = useSession();
  const own = useCalendarWords();
  if (entries.length === 0) return null;
  return (
    <Notice kind="warn">
      <span>{own.overlapsNow}</span>
      <ul>
        {entries.slice(0, FEW).map((entry, at) => (
          <li key={at}>
            <span dir="auto">{entry.title ?? own.overlap[entry.kind]}</span>{' '}
            {shortWhen(entry, zone.value, locale.value)}
          </li>
        ))}
        {entries.length > FEW && <li>+{entries.length - FEW}</li>}
      </ul>
    </Notice>
  );
};
