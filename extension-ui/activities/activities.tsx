import './activities.css';
import { useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { ChoiceField } from '../shared/field.tsx';
import { Gate } from '../shared/gate.tsx';
import { Header } from '../shared/header.tsx';
import { LinkList } from '../shared/link-list.tsx';
import { createResource } from '../shared/resource.ts';
import { type Session, useSession } from '../shared/session.ts';
import { addDays, dateOf } from '../shared/times.ts';
import { MeetingList } from './meeting-list.tsx';

type Range = 'upcoming' | 'nextWeek' | 'nextMonth' | 'lastMonth';

/** Days from today to the first and the last date shown; the API answers for 400 days at most. */
const spans: Record<Range, readonly [from: number, to: number]> = {
  upcoming: [0, 399],
  nextWeek: [0, 6],
  nextMonth: [0, 29],
  lastMonth: [-30, 0],
};

/** "Today" is the host's: their zone has to be known before the meetings can be asked for. */
const hostZone = async (session: Session): Promise<string> => {
  const host = session.me.data.value ?? (await session.api.me());
  return host.zone;
};

/** Opened from the Activities list: what is coming up, and the links it comes from. */
export const Activities = () => {
  const session = useSession();
  const words = session.words.value;
  const range = useSignal<Range>('upcoming');
  const meetings = useMemo(
    () =>
      createResource(async () => {
        const today = dateOf(Date.now(), await hostZone(session));
        const [from, to] = spans[range.peek()];
        return session.api.meetings(addDays(today, from), addDays(today, to));
      }),
    [session],
  );
  useEffect(() => session.onReload(() => void meetings.load()), [session, meetings]);
  useEffect(() => void meetings.load(), [meetings]);

  return (
    <>
      <Header items={[{ label: words.reload, act: session.reload }]} />
      <main class="activities">
        <Gate also={meetings} rows={6} whenPaused="banner">
          {() => (
            <div class="activities-columns">
              <section class="activities-meetings" aria-labelledby="meetings">
                <div class="section-head">
                  <h2 id="meetings">{words.meetings}</h2>
                  <ChoiceField
                    row
                    label={words.show}
                    value={range.value}
                    choices={[
                      ['upcoming', words.allUpcoming],
                      ['nextWeek', words.nextWeek],
                      ['nextMonth', words.nextMonth],
                      ['lastMonth', words.lastMonth],
                    ]}
                    onChange={chosen => {
                      range.value = chosen;
                      void meetings.load();
                    }}
                  />
                </div>
                {meetings.data.value && <MeetingList reply={meetings.data.value} busy={meetings.loading.value} />}
              </section>
              <section aria-labelledby="links">
                <div class="section-head">
                  <h2 id="links">{words.yourLinks}</h2>
                </div>
                <LinkList roomy />
              </section>
            </div>
          )}
        </Gate>
      </main>
    </>
  );
};
