import type { ComponentType } from 'preact';
import type { MeetingReply, MeetingsReply } from '../../server/http/host/schema.ts';
import { OutsideIcon, PhoneIcon, PinIcon, VideoIcon, WaitingIcon } from '../shared/icons.tsx';
import { Badge, BlankState } from '../shared/notice.tsx';
import { useSession } from '../shared/session.ts';
import { addDays, byDay, dateOf, dayName, timeRange } from '../shared/times.ts';
import type { Words } from '../shared/words/words.ts';
import { zoneName } from '../shared/zone-name.ts';

/** What may stand where a place's text is a web address: nothing but such an address becomes a link. */
const webAddress = (text: string): string | null => {
  const url = URL.canParse(text) ? new URL(text) : null;
  return url?.protocol === 'https:' || url?.protocol === 'http:' ? url.href : null;
};

const icons: Partial<Record<string, ComponentType>> = { phone: PhoneIcon, video: VideoIcon };

const Place = ({ place }: { place: MeetingReply['place'] }) => {
  const words = useSession().words.value;
  const kinds: Partial<Record<string, string>> = words.placeKind;
  const Icon = icons[place.kind] ?? PinIcon;
  const href = webAddress(place.text);
  const kind = kinds[place.kind] ?? words.placeKind.other;
  return (
    <p class="meeting-place">
      <Icon />
      {href ? (
        <a href={href} target="_blank" rel="noopener noreferrer">
          {kind}
        </a>
      ) : (
        <span dir="auto">{place.text || kind}</span>
      )}
    </p>
  );
};

const waitingText = (words: Words, { kind, attempts }: MeetingReply['waiting'][number]): string => {
  const kinds: Partial<Record<string, string>> = words.waiting;
  const text = kinds[kind] ?? words.waitingOther;
  return attempts > 0 ? `${text} (${words.attempts(attempts)})` : text;
};

const Way = ({ label, about, act }: { label: string; about: MeetingReply; act: () => void }) => (
  <button type="button" class="link-button" aria-label={`${label}: ${about.guest.name}`} onClick={act}>
    <OutsideIcon />
    {label}
  </button>
);

const Meeting = ({ meeting, zone }: { meeting: MeetingReply; zone: string }) => {
  const { words, locale, bridge } = useSession();
  const text = words.value;
  const { deal, person } = meeting;
  const cancelled = meeting.state === 'cancelled';
  return (
    <li class={cancelled ? 'meeting cancelled' : 'meeting'}>
      <p class="meeting-time">{timeRange(Date.parse(meeting.start), Date.parse(meeting.end), zone, locale.value)}</p>
      <div class="meeting-facts">
        <p class="meeting-guest" title={meeting.guest.email}>
          <span dir="auto">{meeting.guest.name}</span>
        </p>
        <p class="muted small">
          <span dir="auto">{meeting.name}</span>
        </p>
        {(meeting.place.text || meeting.place.kind !== 'other') && <Place place={meeting.place} />}
        {(cancelled || meeting.waiting.length > 0) && (
          <p class="meeting-badges">
            {cancelled && <Badge kind="quiet">{text.cancelled}</Badge>}
            {meeting.waiting.map(waiting => (
              <Badge key={waiting.kind} kind="warn">
                <WaitingIcon />
                {waitingText(text, waiting)}
              </Badge>
            ))}
          </p>
        )}
      </div>
      <div class="meeting-ways">
        {deal !== null && <Way label={text.openDeal} about={meeting} act={() => bridge.redirect('deals', deal)} />}
        {person !== null && (
          <Way label={text.openPerson} about={meeting} act={() => bridge.redirect('contacts', person)} />
        )}
      </div>
    </li>
  );
};

export const MeetingList = ({ reply, busy }: { reply: MeetingsReply; busy: boolean }) => {
  const { words, locale } = useSession();
  const text = words.value;
  const { zone, meetings } = reply;
  if (meetings.length === 0) return <BlankState title={text.noMeetings} hint={text.noMeetingsHint} />;

  const today = dateOf(Date.now(), zone);
  const near = new Map([
    [today, text.today],
    [addDays(today, 1), text.tomorrow],
  ]);
  const title = (date: string) => [near.get(date), dayName(date, locale.value)].filter(Boolean).join(' · ');
  const sorted = meetings.toSorted((one, other) => Date.parse(one.start) - Date.parse(other.start));
  return (
    <div class="meetings" aria-busy={busy}>
      <p class="muted small meetings-zone">{text.timesIn(zoneName(zone, locale.value, Date.now()))}</p>
      {byDay(sorted, meeting => Date.parse(meeting.start), zone).map(day => (
        <section key={day.date} aria-labelledby={`day-${day.date}`}>
          <h3 id={`day-${day.date}`}>{title(day.date)}</h3>
          <ul>
            {day.items.map(meeting => (
              <Meeting key={meeting.id} meeting={meeting} zone={zone} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
};
