import { useState } from 'preact/hooks';
import type { ManagePage } from '../../server/http/guest/page.ts';
import { wallAt } from '../shared/zones/wall.ts';
import { address } from './address.ts';
import { BothClocks } from './both-clocks.tsx';
import { monthOf } from './dates.ts';
import { ManageRefusal } from './manage-refusal.tsx';
import { picker } from './parts.ts';
import { useSetting } from './setting.ts';
import { useMonths } from './use-months.ts';
import { When } from './when.tsx';

interface MoveViewProps {
  readonly page: ManagePage;
  readonly move: NonNullable<ManagePage['move']>;
}

const Confirm = ({ page, start, end }: { page: ManagePage; start: string; end: string | undefined }) => {
  const { texts } = useSetting();
  const { date } = wallAt(page.zone, Date.parse(start));
  return (
    <form class="confirm" method="post" action={page.path}>
      <input type="hidden" name="action" value="move" />
      <input type="hidden" name="start" value={start} />
      <BothClocks {...page} start={start} end={end} label={texts.newTime} alone={texts.newTime} />
      <div class="actions">
        <button type="submit" class="button button-main">
          {texts.moveConfirm}
        </button>
        <a class="button" href={address(page.path, { move: '1', month: monthOf(date), date })}>
          {texts.chooseAnother}
        </a>
      </div>
    </form>
  );
};

/** Another time for a booked meeting: days and months open in place, a time is a page of its own that asks to confirm. */
const MovePicker = ({ page, move }: MoveViewProps) => {
  const setting = useSetting();
  const { path, zone } = page;
  const [{ month, date }, show] = useState<{ month: string; date: string | null }>(move);
  const months = useMonths({ ...move, path, zone }, zone, month, setting.enhanced);
  const href = (part: { month?: string; date?: string; start?: string }): string =>
    address(path, { move: '1', month, ...part });
  return (
    <picker.View
      zone={zone}
      month={month}
      firstMonth={move.firstMonth}
      lastMonth={move.lastMonth}
      today={move.today}
      date={date}
      months={months}
      dateHref={date => href({ date })}
      monthHref={month => href({ month })}
      startHref={start => href({ start })}
      openDate={date => show({ month, date })}
      openMonth={month => show({ month, date: null })}
    />
  );
};

export const MoveView = ({ page, move }: MoveViewProps) => {
  const { texts } = useSetting();
  return (
    <main class={move.start ? 'card narrow manage' : 'card manage moving'}>
      <div class="head">
        <h1>{texts.moveTitle}</h1>
        <p dir="auto">{page.meeting.name}</p>
      </div>
      <ManageRefusal page={page} />
      <dl class="clocks">
        <div>
          <dt>{texts.currently}</dt>
          <dd>
            <When zone={page.zone} start={page.start} end={page.end} />
          </dd>
        </div>
      </dl>
      {move.start ? (
        <Confirm page={page} start={move.start} end={move.end} />
      ) : (
        <>
          <h2 class="unseen">{texts.chooseTime}</h2>
          <MovePicker page={page} move={move} />
        </>
      )}
      <p class="actions">
        <a class="button" href={page.path}>
          {texts.keep}
        </a>
      </p>
    </main>
  );
};
