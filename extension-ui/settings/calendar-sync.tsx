import { useSession } from '../shared/session.ts';
import { Section } from './section.tsx';
import { useSettingsWords } from './words/words.ts';

const GUIDE = 'https://support.pipedrive.com/en/article/calendar-sync';

/** What blocks a time beside the CRM's own activities, and the way there. */
export const CalendarSync = () => {
  const text = useSession().words.value;
  const words = useSettingsWords();
  return (
    <Section id="calendar-sync" title={words.calendarSync}>
      <p>{text.calendarSyncSentence}</p>
      <p>
        {words.calendarSyncWay}{' '}
        <a href={GUIDE} target="_blank" rel="noopener noreferrer">
          {words.calendarSyncGuide}
        </a>
      </p>
    </Section>
  );
};
