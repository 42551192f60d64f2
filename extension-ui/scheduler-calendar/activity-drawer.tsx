import type { CalendarReply } from '../../server/http/host/schema.ts';
import { Dialog } from '../shared/dialog.tsx';
import { Badge } from '../shared/notice.tsx';
import { useSession } from '../shared/session.ts';
import { dayName } from '../shared/times.ts';
import { CrmWays, Fact } from './meeting-facts.tsx';
import { whenText } from './when.ts';
import { useCalendarWords } from './words/words.ts';

interface ActivityOptions {
  readonly activity: CalendarReply['activities'][number];
  readonly onClose: () => void;
}

/** What is known of an activity; it is changed in Pipedrive. */
export const ActivityDrawer = ({ activity, onClose }: ActivityOptions) => {
  const { zone, locale } = useSession();
  const own = useCalendarWords();
  const { start, end, date, done, busy, subject } = activity;
  const when =
    start !== null && end !== null
      ? whenText({ start: Date.parse(start), end: Date.parse(end) }, zone.value, locale.value)
      : date && `${dayName(date, locale.value)}, ${own.allDay}`;
  return (
    <Dialog title={subject ?? own.noSubject} onClose={onClose}>
      <p class="drawer-name">
        {own.activity}
        {done && <Badge kind="quiet">{own.done}</Badge>}
        {!busy && <Badge kind="quiet">{own.notBusy}</Badge>}
      </p>
      <dl class="facts">
        {when && <Fact name={own.when}>{when}</Fact>}
        <CrmWays deal={activity.deal} person={activity.person} />
      </dl>
    </Dialog>
  );
};
