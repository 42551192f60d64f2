import { useState } from 'preact/hooks';
import type { ManagePage } from '../../../server/http/guest/page.ts';
import { wallAt } from '../../shared/zones/wall.ts';
import { address } from '../address.ts';
import { BothClocks } from '../both-clocks.tsx';
import { monthOf } from '../dates.ts';
import { picker } from '../parts.ts';
import { inZone } from '../picker/in-zone.ts';
import { useMonths } from '../picker/use-months.ts';
import { useSetting } from '../setting.ts';
import { ManageRefusal } from './manage-refusal.tsx';

type Move = NonNullable<ManagePage['move']>;

/** What is open, and by whose clock. */
interface Shown {
  readonly zone: string;
  readonly month: string;
  readonly date: string | null;
}

interface MoveViewProps {
  readonly page: ManagePage;
  readonly move: Move;
}

/** What every address of a move keeps: another zone than the guest's as booked. */
const keptOf = (page: ManagePage, zone: string): { zone?: string } => (zone === page.zone ? {} : { zone });

const moveHref = (page: ManagePage, zone: string, part: { month?: string; date?: string; start?: string }): string =>
  address(page.path, { move: '1', ...part, ...keptOf(page, zone) });

const Confirm = ({ page, move, start }: MoveViewProps & { start: string }) => {
  const { texts } = useSetting();
  const { zone, end } = move;
  const { date } = wallAt(zone, Date.parse(start));
  return (
    <form class="confirm" method="post" action={address(page.path, keptOf(page, zone))}>
      <input type="hidden" name="action" value="move" />
      <input type="hidden" name="start" value={start} />
      <BothClocks
        zone={zone}
        hostZone={page.hostZone}
        start={start}
        end={end}
        label={texts.newTime}
        alone={texts.newTime}
      />
      <div class="choices">
        <button type="submit" class="button button-main">
          {texts.moveConfirm}
        </button>
        <a class="button" href={moveHref(page, zone, { month: monthOf(date), date })}>
          {texts.chooseAnother}
        </a>
        <a class="button" href={page.path}>
          {texts.keep}
        </a>
      </div>
    </form>
  );
};

interface MovePickerProps extends MoveViewProps {
  readonly shown: Shown;
  readonly show: (shown: Shown) => void;
}

/** Another time for a booked meeting: days, months and zones open in place, a time is a page of its own that asks to confirm. */
const MovePicker = ({ page, move, shown, show }: MovePickerProps) => {
  const { enhanced } = useSetting();
  const { path, hostZone } = page;
  const { zone, month, date } = shown;
  const months = useMonths({ ...move, path }, zone, month, enhanced);
  const href = (part: { month?: string; date?: string; start?: string }): string =>
    moveHref(page, zone, { month, ...part });
  return (
    <picker.View
      zone={zone}
      month={month}
      firstMonth={move.firstMonth}
      lastMonth={move.lastMonth}
      today={zone === move.zone ? move.today : wallAt(zone, Date.now()).date}
      date={date}
      months={months}
      dateHref={date => href({ date })}
      monthHref={month => href({ month })}
      startHref={start => href({ start })}
      openDate={date => show({ ...shown, date })}
      openMonth={month => show({ ...shown, month, date: null })}
      zones={{
        hostZone,
        today: move.today,
        action: path,
        kept: { move: '1' },
        choose: chosen => show({ ...shown, ...inZone(shown, months.starts, chosen) }),
      }}
    />
  );
};

export const MoveView = ({ page, move }: MoveViewProps) => {
  const { texts } = useSetting();
  const { start } = move;
  const [shown, show] = useState<Shown>(move);
  const { zone } = shown;
  return (
    <main class={start ? 'card narrow manage' : 'card manage moving'}>
      <div class="head">
        <h1>{texts.moveTitle}</h1>
        <p dir="auto">{page.meeting.name}</p>
      </div>
      <ManageRefusal refused={page.refused} zone={zone} startHref={start => moveHref(page, zone, { start })} />
      <BothClocks {...page} zone={zone} label={texts.currently} alone={texts.currently} />
      {start ? (
        <Confirm page={page} move={move} start={start} />
      ) : (
        <>
          <h2 class="unseen">{texts.chooseTime}</h2>
          <MovePicker page={page} move={move} shown={shown} show={show} />
          <p class="actions">
            <a class="button" href={page.path}>
              {texts.keep}
            </a>
          </p>
        </>
      )}
    </main>
  );
};
