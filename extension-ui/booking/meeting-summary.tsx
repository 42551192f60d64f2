import type { ComponentChildren } from 'preact';
import type { PublicMeeting } from '../../server/http/guest/page.ts';
import { fill, lengthText } from './format.ts';
import { Icon } from './icons.tsx';
import { useSetting } from './setting.ts';

const webAddress = /^https?:\/\/\S+$/i;

const PlaceText = ({ place, isToCome }: Pick<PublicMeeting, 'place'> & { isToCome: boolean }) => {
  const { texts } = useSetting();
  if (place.text === '') return <>{isToCome && place.kind === 'video' ? texts.videoLater : texts.places[place.kind]}</>;
  if (!webAddress.test(place.text)) return <bdi>{place.text}</bdi>;
  return (
    <a href={place.text} target="_blank" rel="noopener noreferrer">
      <bdi>{place.text.replace(/^https?:\/\//i, '')}</bdi>
    </a>
  );
};

interface FactProps {
  readonly icon: Parameters<typeof Icon>[0]['of'];
  readonly label: string;
  readonly children: ComponentChildren;
}

const Fact = ({ icon, label, children }: FactProps) => (
  <div class="fact">
    <dt>
      <Icon of={icon} />
      <span class="unseen">{label}</span>
    </dt>
    <dd>{children}</dd>
  </div>
);

interface MeetingSummaryProps {
  readonly meeting: PublicMeeting;
  /** The meeting's name is the page's title, or one heading of several. */
  readonly heading?: 'h1' | 'h2';
  /** Whom a personal link was made for. */
  readonly greeted?: string | undefined;
  /** Not booked yet: where to call is told afterwards. */
  readonly isToCome?: boolean;
  readonly children?: ComponentChildren;
}

/** What the meeting is: name, host, length, place, description. */
export const MeetingSummary = (props: MeetingSummaryProps) => {
  const { meeting, heading: Heading = 'h1', greeted, isToCome = false, children } = props;
  const setting = useSetting();
  const { texts } = setting;
  return (
    <header class="summary">
      {greeted && <p class="greeting">{fill(setting, texts.greeting, { name: greeted })}</p>}
      <Heading class="meeting-name" dir="auto">
        {meeting.name}
      </Heading>
      <dl class="facts">
        <Fact icon="person" label={texts.host}>
          <bdi>{meeting.host}</bdi>
          {meeting.company && (
            <span class="quiet">
              {' · '}
              <bdi>{meeting.company}</bdi>
            </span>
          )}
        </Fact>
        {meeting.duration !== null && (
          <Fact icon="clock" label={texts.length}>
            {lengthText(setting, meeting.duration)}
          </Fact>
        )}
        <Fact icon={meeting.place.kind === 'other' ? 'in_person' : meeting.place.kind} label={texts.place}>
          <PlaceText place={meeting.place} isToCome={isToCome} />
        </Fact>
      </dl>
      {meeting.description && (
        <p class="description" dir="auto">
          {meeting.description}
        </p>
      )}
      {children}
    </header>
  );
};
