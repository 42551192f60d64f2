import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { BookPage } from '../../server/http/guest/page.ts';
import { wallAt } from '../shared/zones/wall.ts';
import { detectZone } from '../shared/zones/zones.ts';
import { keptOf } from './address.ts';
import { monthOf } from './dates.ts';
import { fill, zoneText } from './format.ts';
import { keptHold } from './hold/kept-hold.ts';
import { MeetingSummary } from './meeting-summary.tsx';
import { NearestLinks } from './nearest-links.tsx';
import { useOwnBooking } from './own-booking.ts';
import { details, picker, wasTyped } from './parts.ts';
import { inZone } from './picker/in-zone.ts';
import { useMonths } from './picker/use-months.ts';
import { useSetting } from './setting.ts';
import { useVisit } from './use-visit.ts';

/** Moves the focus to what took the place of what had it; not on arriving at the page. */
const useFocusOnChange = (start: string | null): void => {
  const before = useRef(start);
  useLayoutEffect(() => {
    const left = before.current;
    before.current = start;
    if (left === start) return;
    const target = start
      ? left === null && document.getElementById('details-heading')
      : (document.querySelector<HTMLElement>(`[data-start="${left}"]`) ?? document.getElementById('picker-heading'));
    if (!target) return;
    target.focus({ preventScroll: start !== null });
    // The form begins with its time, above the heading; where there isn't room for both, the focus is seen.
    if (start)
      for (const shown of [document.querySelector('.chosen'), target]) shown?.scrollIntoView({ block: 'nearest' });
  }, [start]);
};

export const BookView = ({ page }: { page: BookPage }) => {
  const setting = useSetting();
  const { enhanced, texts } = setting;
  const { visit, href, change, openDetails, closeDetails } = useVisit(page);
  const { zone, month, date, start } = visit;
  const months = useMonths({ ...page, zone: page.zone ?? page.hostZone }, zone, month, enhanced);
  const [retrying, setRetrying] = useState(start === null && wasTyped(page));
  // A time from an old mail that was gone on arrival.
  const [goneOnArrival, setGoneOnArrival] = useState(start === null && page.refused !== null);
  useFocusOnChange(start);
  const own = useOwnBooking(page, start, months.refresh);
  /** Outlives the form: a key is used up by the first reply that decides. */
  const attempt = useRef(page.idempotencyKey);

  // Rendered while the guest's own hold stood, as on a reload or in another tab: the time is this guest's, and the form says so or otherwise.
  useLayoutEffect(() => {
    const wanted = page.refused?.wanted;
    if (wanted === undefined || keptHold(page.path, wanted) === null) return;
    setGoneOnArrival(false);
    change({ start: wanted });
  }, [page]);

  const moveTo = useRef((_zone: string, _chosen: boolean): void => {});
  moveTo.current = (to, zoneChosen) => change({ ...inZone(visit, months.starts, to), zoneChosen });

  // Before the next paint: no click that the script handles can be on a time by the host's clock.
  useLayoutEffect(() => {
    const detected = page.zone === null && detectZone();
    if (detected && detected !== page.hostZone) moveTo.current(detected, false);
  }, [page.zone, page.hostZone]);

  const endOf = (of: string): string | undefined => {
    const length = page.meeting.duration;
    return length === null ? months.endOf(of) : new Date(Date.parse(of) + length * 60_000).toISOString();
  };
  const end = start ? endOf(start) : undefined;
  useEffect(() => {
    if (page.embedded && start && end)
      void import('./embedded.ts').then(({ slotSelected }) => slotSelected(start, end));
  }, [page.embedded, start, end]);
  const sameZone = zone === (page.zone ?? page.hostZone);

  const wanted = useRef<string | null>(null);
  const open = (start: string): void => {
    const { date } = wallAt(zone, Date.parse(start));
    const show = (): void => {
      if (wanted.current !== start) return;
      change({ date, month: monthOf(date) });
      openDetails(start);
    };
    wanted.current = start;
    if (details.isLoaded()) show();
    else details.load().then(show, () => location.assign(href({ date, start })));
  };

  return (
    <main class="card book">
      {page.preview && <p class="preview">{texts.preview}</p>}
      <MeetingSummary meeting={page.meeting} greeted={page.invited?.name} isToCome />
      <p class="unseen" role="status">
        {enhanced &&
          !sameZone &&
          fill(setting, texts.zoneChanged, {
            zone: zoneText(setting, zone, Date.parse(start ?? months.starts[0] ?? `${month}T12:00:00Z`), 'clock'),
          })}
      </p>
      {(start || retrying) && !own ? (
        <details.View
          page={page}
          attempt={attempt}
          zone={zone}
          start={start}
          endOf={endOf}
          pickerHref={href({ start: null })}
          otherHref={other => `${href({})}${other ? '&other=1' : ''}`}
          close={() => {
            months.refresh();
            setRetrying(false);
            setGoneOnArrival(false);
            if (start) closeDetails();
          }}
          choose={start => change({ start })}
        />
      ) : (
        <div class="choosing">
          <h2 id="picker-heading" tabIndex={-1}>
            {texts.chooseTime}
          </h2>
          {own && (
            <div class="notice notice-good" role="status">
              <p>{texts.ownBooking}</p>
              <a class="button" href={own.manageUrl} target={page.embedded ? '_blank' : undefined}>
                {texts.seeMeeting}
              </a>
            </div>
          )}
          {goneOnArrival && page.refused && !own && (
            <div class="notice" role="alert">
              <p>{page.refused.code === 'not_offered' ? texts.notOffered : texts.slotTaken}</p>
              <NearestLinks
                zone={zone}
                starts={page.refused.nearest}
                endOf={endOf}
                startHref={start => href({ date: null, start })}
                openStart={open}
              />
            </div>
          )}
          <picker.View
            zone={zone}
            month={month}
            firstMonth={page.firstMonth}
            lastMonth={page.lastMonth}
            today={sameZone ? page.today : wallAt(zone, Date.now()).date}
            date={date}
            months={months}
            endOf={page.meeting.duration === null ? endOf : undefined}
            dateHref={date => href({ date })}
            monthHref={month => href({ month, date: null })}
            startHref={start => href({ date: wallAt(zone, Date.parse(start)).date, start })}
            openDate={date => change({ date })}
            openMonth={month => change({ month, date: null })}
            openStart={open}
            zones={{
              hostZone: page.hostZone,
              today: page.today,
              action: page.path,
              kept: keptOf(page),
              choose: chosen => moveTo.current(chosen, true),
            }}
          />
        </div>
      )}
    </main>
  );
};
