import type { MeReply } from '../../server/http/host/schema.ts';
import { useSession } from '../shared/session.ts';
import { zoneName } from '../shared/zone-name.ts';
import { Section } from './section.tsx';
import { useSettingsWords } from './words/words.ts';

/** Who is connected; Pipedrive says all of it. */
export const Account = ({ host }: { host: MeReply }) => {
  const { locale } = useSession();
  const words = useSettingsWords();
  return (
    <Section id="account" title={words.account}>
      <dl class="facts">
        <dt>{words.connectedAs}</dt>
        <dd>
          <span dir="auto">{host.name}</span> <span class="muted">{host.email}</span>
        </dd>
        <dt>{words.company}</dt>
        <dd>
          <span dir="auto">{host.company}</span>
        </dd>
        <dt>{words.timeZone}</dt>
        <dd>{zoneName(host.zone, locale.value, Date.now())}</dd>
      </dl>
      <p class="muted small">{words.fromPipedrive}</p>
    </Section>
  );
};
