import type { ComponentChildren } from 'preact';
import type { MeetingReply } from '../../server/http/host/schema.ts';
import { OutsideIcon, PhoneIcon, PinIcon, VideoIcon } from '../shared/icons.tsx';
import { useSession } from '../shared/session.ts';
import { moment } from '../shared/times.ts';
import { zoneName } from '../shared/zone-name.ts';
import { isSameClock, webAddress, whenText } from './when.ts';
import { useCalendarWords } from './words/words.ts';

export const Fact = ({ name, children }: { name: string; children: ComponentChildren }) => (
  <div class="fact">
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

/** What somebody wrote, in whatever script, with its line breaks. */
const Written = ({ text }: { text: string }) => (
  <span class="written" dir="auto">
    {text}
  </span>
);

const When = ({ meeting }: { meeting: MeetingReply }) => {
  const { zone, locale } = useSession();
  const own = useCalendarWords();
  const span = { start: Date.parse(meeting.start), end: Date.parse(meeting.end) };
  const named = (of: string) => zoneName(of, locale.value, span.start);
  return (
    <>
      <Fact name={own.when}>
        <span class="fact-main">{whenText(span, zone.value, locale.value)}</span>
        <span class="muted small">{named(zone.value)}</span>
      </Fact>
      {!isSameClock(zone.value, meeting.guest.zone, span.start) && (
        <Fact name={own.guestTime}>
          <span>{whenText(span, meeting.guest.zone, locale.value)}</span>
          <span class="muted small">{named(meeting.guest.zone)}</span>
        </Fact>
      )}
    </>
  );
};

const placeIcons = { in_person: PinIcon, phone: PhoneIcon, video: VideoIcon, other: PinIcon };

export const Place = ({ place }: { place: MeetingReply['place'] }) => {
  const words = useSession().words.value;
  const own = useCalendarWords();
  const Icon = placeIcons[place.kind];
  const href = webAddress(place.text);
  if (place.text === '' && place.kind === 'other') return <span class="muted">{own.noPlace}</span>;
  return (
    <>
      <span class="with-icon">
        <Icon />
        {words.placeKind[place.kind]}
      </span>
      {href ? (
        <a href={href} target="_blank" rel="noopener noreferrer" dir="ltr">
          {place.text}
        </a>
      ) : (
        place.text !== '' && <Written text={place.text} />
      )}
    </>
  );
};

const Way = ({ label, act }: { label: string; act: () => void }) => (
  <button type="button" class="link-button with-icon" onClick={act}>
    <OutsideIcon />
    {label}
  </button>
);

export const CrmWays = ({ deal, person }: { deal: number | null; person: number | null }) => {
  const { bridge, words } = useSession();
  const own = useCalendarWords();
  if (deal === null && person === null) return null;
  return (
    <Fact name={own.deal}>
      {deal !== null && <Way label={words.value.openDeal} act={() => bridge.redirect('deals', deal)} />}
      {person !== null && <Way label={words.value.openPerson} act={() => bridge.redirect('contacts', person)} />}
    </Fact>
  );
};

const Origin = ({ slug }: { slug: string }) => {
  const { links, go } = useSession();
  const own = useCalendarWords();
  const link = links.data.value?.links.find(one => one.slug === slug);
  return (
    <Fact name={own.link}>
      {link ? (
        <button
          type="button"
          class="link-button"
          onClick={() => go({ name: link.offer.kind === 'general' ? 'link' : 'times', link: slug })}
        >
          <span dir="auto">{link.details.name}</span>
        </button>
      ) : (
        <span class="muted">{own.linkGone}</span>
      )}
    </Fact>
  );
};

const History = ({ meeting: { sequence, cancelled } }: { meeting: MeetingReply }) => {
  const { zone, locale } = useSession();
  const own = useCalendarWords();
  const changes = sequence - (cancelled ? 1 : 0);
  if (changes === 0 && !cancelled) return null;
  return (
    <Fact name={own.history}>
      {changes > 0 && <span>{own.changed(changes)}</span>}
      {cancelled && (
        <>
          <span>{own.cancelledBy[cancelled.by](moment(Date.parse(cancelled.at), zone.value, locale.value))}</span>
          {cancelled.reason ? <Written text={cancelled.reason} /> : <span class="muted">{own.noReason}</span>}
        </>
      )}
    </Fact>
  );
};

/** A box that was ticked is answered with `true`. */
const answerText = (value: string, yes: string): string => (value === 'true' ? yes : value);

/** What was agreed and with whom. */
export const MeetingFacts = ({ meeting }: { meeting: MeetingReply }) => {
  const own = useCalendarWords();
  const { guest, answers, notes, colleagues, description } = meeting;
  return (
    <dl class="facts">
      <When meeting={meeting} />
      <Fact name={own.place}>
        <Place place={meeting.place} />
      </Fact>
      <Fact name={own.guest}>
        <span class="fact-main" dir="auto">
          {guest.name}
        </span>
        <a href={`mailto:${encodeURIComponent(guest.email).replace('%40', '@')}`} dir="ltr">
          {guest.email}
        </a>
      </Fact>
      {colleagues.length > 0 && (
        <Fact name={own.colleagues}>
          {colleagues.map(email => (
            <a key={email} href={`mailto:${encodeURIComponent(email).replace('%40', '@')}`} dir="ltr">
              {email}
            </a>
          ))}
        </Fact>
      )}
      {answers.map(({ label, value }) => (
        <Fact key={label} name={label}>
          <Written text={answerText(value, own.yes)} />
        </Fact>
      ))}
      {notes !== '' && (
        <Fact name={own.notes}>
          <Written text={notes} />
        </Fact>
      )}
      {description !== '' && (
        <Fact name={own.description}>
          <Written text={description} />
        </Fact>
      )}
      <CrmWays deal={meeting.deal} person={meeting.person} />
      <Origin slug={meeting.link} />
      <History meeting={meeting} />
    </dl>
  );
};
