import './settings.css';
import { useSignal } from '@preact/signals';
import type { MeReply } from '../../server/http/host/schema.ts';
import { TabLink } from '../shared/button.tsx';
import { Gate } from '../shared/gate.tsx';
import { LinkList, useCopying } from '../shared/link-list.tsx';
import { BlankState } from '../shared/notice.tsx';
import { useSession } from '../shared/session.ts';
import { zoneName } from '../shared/zone-name.ts';
import { Disconnect } from './disconnect.tsx';
import { planFacts } from './plan.ts';
import { Section } from './section.tsx';
import { SyncHealth } from './sync-health.tsx';

const Account = ({ host }: { host: MeReply }) => {
  const { words, locale } = useSession();
  const text = words.value;
  const languageNames = new Intl.DisplayNames(locale.value, { type: 'language' });
  return (
    <Section id="account" title={text.account}>
      <dl class="facts">
        <dt>{text.connectedAs}</dt>
        <dd>
          <span dir="auto">{host.name}</span> <span class="muted">{host.email}</span>
        </dd>
        <dt>{text.company}</dt>
        <dd>
          <span dir="auto">{host.company}</span>
        </dd>
        <dt>{text.timeZone}</dt>
        <dd>{zoneName(host.zone, locale.value, Date.now())}</dd>
        <dt>{text.language}</dt>
        <dd>{languageNames.of(host.language) ?? host.language}</dd>
      </dl>
    </Section>
  );
};

const Plan = ({ plan }: { plan: MeReply['plan'] }) => {
  const words = useSession().words.value;
  const { name, allows } = planFacts(plan, words);
  return (
    <Section id="plan" title={words.plan}>
      <dl class="facts">
        <dt>{words.plan}</dt>
        <dd>
          {name}
          {plan.leadBooster && <span class="muted"> + {words.leadBooster}</span>}
        </dd>
        <dt>{words.planAllows}</dt>
        <dd>{allows}</dd>
      </dl>
    </Section>
  );
};

/** Who is connected, how, and what they have chosen. */
export const Settings = () => {
  const session = useSession();
  const words = session.words.value;
  const gone = useSignal(false);
  const copying = useCopying();

  if (gone.value) {
    return (
      <BlankState title={words.disconnected} hint={words.disconnectedHint}>
        <TabLink href="/oauth/start">{words.connect}</TabLink>
      </BlankState>
    );
  }
  return (
    <div class="settings">
      <Gate rows={6} whenPaused="banner">
        {() => {
          const host = session.me.data.value;
          return (
            host && (
              <div class="cards">
                <Section id="links" title={words.yourLinks}>
                  <LinkList links={session.links.data.value?.links ?? []} copying={copying} roomy hours />
                </Section>
                <Plan plan={host.plan} />
                <Account host={host} />
                <SyncHealth host={host} />
                <Section id="calendar-sync" title={words.calendarSync}>
                  <p>{words.calendarSyncSentence}</p>
                  <p class="muted">{words.calendarSyncWay}</p>
                </Section>
                <Disconnect
                  meetings={host.futureMeetings}
                  onGone={() => {
                    gone.value = true;
                  }}
                />
              </div>
            )
          );
        }}
      </Gate>
    </div>
  );
};
