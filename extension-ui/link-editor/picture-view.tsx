import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import type { OfferTimesReply } from '../../server/http/host/schema.ts';
import { Notice } from '../shared/notice.tsx';
import { useSession } from '../shared/session.ts';
import { Skeleton } from '../shared/skeleton.tsx';
import { byDay, dayName, moment, timeOfDay } from '../shared/times.ts';
import { zoneName } from '../shared/zone-name.ts';
import { useEditor } from './editor-context.ts';
import { useEditorWords } from './words/words.ts';

/** So many of a day are shown until somebody asks for the rest. */
const SHOWN = 12;

const DayTimes = ({ date, starts, zone }: { date: string; starts: readonly string[]; zone: string }) => {
  const locale = useSession().locale.value;
  const words = useEditorWords();
  const isWhole = useSignal(false);
  const isLong = starts.length > SHOWN + 2;
  const shown = isLong && !isWhole.value ? starts.slice(0, SHOWN) : starts;
  return (
    <li class="picture-day">
      <h4>{dayName(date, locale)}</h4>
      {starts.length === 0 ? (
        <p class="muted">{words.none}</p>
      ) : (
        <ul class="picture-times">
          {shown.map(start => (
            <li key={start}>{timeOfDay(Date.parse(start), zone, locale)}</li>
          ))}
          {shown.length < starts.length && (
            <li class="picture-rest">
              <button
                type="button"
                class="link-button"
                aria-label={`${words.moreTimes(starts.length - shown.length)}: ${dayName(date, locale)}`}
                onClick={() => {
                  isWhole.value = true;
                }}
              >
                {words.moreTimes(starts.length - shown.length)}
              </button>
            </li>
          )}
        </ul>
      )}
    </li>
  );
};

const Week = ({ reply }: { reply: OfferTimesReply }) => {
  const locale = useSession().locale.value;
  const words = useEditorWords();
  const { zone, dates, starts, next, known } = reply;
  const days = new Map(byDay(starts, Date.parse, zone).map(day => [day.date, day.items]));
  const nextText = next === null ? words.nothingEver : words.nextFree(moment(Date.parse(next), zone, locale));
  return (
    <>
      {!known && <Notice kind="warn">{words.nobodyKnows}</Notice>}
      <p class="picture-count" role="status">
        {starts.length > 0 ? words.freeTimes(starts.length) : `${words.nothingFree} ${nextText}`}
      </p>
      <ul class="picture-days">
        {dates.map(date => (
          <DayTimes key={date} date={date} starts={days.get(date) ?? []} zone={zone} />
        ))}
      </ul>
    </>
  );
};

/** What would be offered in the next seven days with what stands in the form, from the same rules that guests get. */
export const PictureView = () => {
  const { words: shared, locale } = useSession();
  const words = useEditorWords();
  const { picture } = useEditor();
  const id = useId();
  const reply = picture.shown.value;
  const failure = picture.failure.value;
  return (
    <aside class={picture.outdated.value ? 'picture outdated' : 'picture'} aria-labelledby={id}>
      <h3 id={id}>{words.pictureTitle}</h3>
      <p class="section-hint">
        {words.pictureSpan}
        {reply && <> · {shared.value.timesIn(zoneName(reply.zone, locale.value, Date.now()))}</>}
      </p>
      {picture.outdated.value && !failure && (
        <p class="picture-note">{reply ? words.pictureOutdated : words.pictureWaits}</p>
      )}
      {failure && failure.code !== 'invalid' && <p class="picture-note">{words.pictureFailed}</p>}
      <div class="picture-week">
        {reply ? <Week reply={reply} /> : !picture.outdated.value && <Skeleton label={shared.value.loading} rows={7} />}
      </div>
    </aside>
  );
};
