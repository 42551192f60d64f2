import { useEffect, useState } from 'preact/hooks';
import type { ManagePage } from '../../../server/http/guest/page.ts';
import { wallAt } from '../../shared/zones/wall.ts';
import { address } from '../address.ts';
import { BothClocks } from '../both-clocks.tsx';
import { Footer } from '../footer.tsx';
import { clockText, fill } from '../format.ts';
import { Icon } from '../icons.tsx';
import { MeetingSummary } from '../meeting-summary.tsx';
import { type Setting, useSetting } from '../setting.ts';
import { ManageRefusal } from './manage-refusal.tsx';
import { MoveView } from './move-view.tsx';

const Confirmed = ({ page }: { page: ManagePage }) => {
  const { texts } = useSetting();
  return (
    <div class="choices">
      <a class="button button-main" href={page.calendarFile}>
        <Icon of="calendar" />
        {texts.addToCalendar}
      </a>
      <a class="button" href={address(page.path, { date: wallAt(page.zone, Date.parse(page.start)).date, move: '1' })}>
        {texts.move}
      </a>
      <a class="button" href={address(page.path, { cancel: '1' })}>
        {texts.cancel}
      </a>
    </div>
  );
};

const Cancelling = ({ page }: { page: ManagePage }) => {
  const { texts } = useSetting();
  return (
    <form class="cancelling" method="post" action={page.path}>
      <input type="hidden" name="action" value="cancel" />
      <div class="field">
        <label for="reason">
          {texts.reason}
          <span class="quiet">{` (${texts.optional})`}</span>
        </label>
        <textarea id="reason" name="reason" rows={3} maxLength={1000} dir="auto" />
      </div>
      <div class="choices">
        <button type="submit" class="button button-danger">
          {texts.cancelConfirm}
        </button>
        <a class="button" href={page.path}>
          {texts.keep}
        </a>
      </div>
    </form>
  );
};

/** Whether the instant is still ahead; the server said so when it rendered, and the page notices when it passes. */
const useAhead = (until: string | null): boolean => {
  const [ahead, setAhead] = useState(until !== null);
  useEffect(() => {
    if (until === null) return;
    const timer = setTimeout(() => setAhead(false), Math.max(0, Date.parse(until) - Date.now()));
    return () => clearTimeout(timer);
  }, [until]);
  return ahead;
};

const Cancelled = ({ page }: { page: ManagePage }) => {
  const setting = useSetting();
  const { texts } = setting;
  const mayUndo = useAhead(page.undoUntil);
  return (
    <>
      {page.undoUntil && mayUndo && (
        <form class="actions" method="post" action={page.path}>
          <input type="hidden" name="action" value="undo" />
          <button type="submit" class="button button-main">
            {texts.undo}
          </button>
          <p class="quiet">
            {fill(setting, texts.undoUntil, { time: clockText(setting, page.zone, Date.parse(page.undoUntil)) })}
          </p>
        </form>
      )}
      <BookAnother page={page} />
    </>
  );
};

const BookAnother = ({ page }: { page: ManagePage }) => {
  const { texts } = useSetting();
  if (!page.bookPath) return null;
  return (
    <p class="actions">
      <a class="button" href={page.bookPath}>
        {texts.bookAnother}
      </a>
    </p>
  );
};

interface HeadProps {
  readonly title: string;
  readonly text?: string | undefined;
  readonly more?: string | undefined;
  readonly mark?: boolean;
}

const Head = ({ title, text, more, mark }: HeadProps) => (
  <div class="head">
    {mark && (
      <span class="mark">
        <Icon of="check" />
      </span>
    )}
    <h1>{title}</h1>
    {text && <p>{text}</p>}
    {more && <p>{more}</p>}
  </div>
);

const headOf = (page: ManagePage, setting: Setting): HeadProps => {
  const { texts } = setting;
  if (page.state === 'over') return { title: texts.over, text: texts.overText };
  if (page.state === 'cancelled') {
    // Whether the time is free is what an undoing that was refused answers.
    const byGuest = page.refused ? undefined : texts.cancelledText;
    return { title: texts.cancelled, text: page.cancelledByHost ? texts.cancelledByHost : byGuest };
  }
  if (page.cancelling) return { title: texts.cancelTitle };
  if (!page.justBooked) return { title: texts.yourMeeting };
  const { guestEmail: email } = page;
  return {
    title: texts.booked,
    text: email ? fill(setting, texts.bookedTo, { email }) : texts.bookedText,
    more: page.hasColleagues && texts.forwardInvitation,
    mark: true,
  };
};

/** What can be done in this state. */
const Choices = ({ page }: { page: ManagePage }) => {
  if (page.state === 'over') return <BookAnother page={page} />;
  if (page.state === 'cancelled') return <Cancelled page={page} />;
  return page.cancelling ? <Cancelling page={page} /> : <Confirmed page={page} />;
};

export const ManageView = ({ page }: { page: ManagePage }) => {
  const setting = useSetting();
  if (page.move && page.state === 'confirmed') return <MoveView page={page} move={page.move} />;
  const { bookPath, zone } = page;
  return (
    <main class="card narrow manage">
      {page.done && (
        // biome-ignore lint/a11y/noAutofocus: the answer to a submitted form
        <p class="notice notice-good" role="status" tabIndex={-1} autoFocus>
          {setting.texts[page.done]}
        </p>
      )}
      <Head {...headOf(page, setting)} />
      <ManageRefusal
        refused={page.refused}
        zone={zone}
        startHref={bookPath === null ? undefined : start => address(bookPath, { zone, start })}
      />
      <BothClocks
        {...page}
        label={setting.texts.yourTime}
        alone={setting.texts.when}
        isOff={page.state === 'cancelled'}
      />
      <Choices page={page} />
      <MeetingSummary meeting={page.meeting} heading="h2" />
      {page.justBooked && <Footer html={page.footer} />}
    </main>
  );
};
