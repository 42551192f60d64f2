import { useSignal } from '@preact/signals';
import { useEffect, useId, useMemo } from 'preact/hooks';
import type { LinkReply, PersonalReply } from '../../server/http/host/schema.ts';
import { useFailureText } from '../shared/gate.tsx';
import { type MailTime, mailTimes } from '../shared/mail-time.ts';
import { OwnZone } from '../shared/own-zone.tsx';
import { madePersonal, usePersonalFailureText } from '../shared/personal.ts';
import { PersonalChoice } from '../shared/personal-choice.tsx';
import { createResource, type Resource } from '../shared/resource.ts';
import { timesText } from '../shared/rich-text.ts';
import { Segments } from '../shared/segments.tsx';
import { useSession } from '../shared/session.ts';
import { Skeleton } from '../shared/skeleton.tsx';
import { spreadTimes } from '../shared/spread-times.ts';
import { ZoneField } from '../shared/zone-field.tsx';
import { CopyButton } from './copy-button.tsx';
import { Paper } from './paper.tsx';
import { useShareWords } from './words/words.ts';

/** So many are asked for that those which go into the text can be chosen from several days. */
const ASKED = 30;

type Form = 'formatted' | 'plain';

const Text = ({ link, times }: { link: LinkReply; times: readonly MailTime[] }) => {
  const { mailZone, chooseMailZone, textOptions } = useSession();
  const own = useShareWords();
  const id = useId();
  const form = useSignal<Form>('formatted');
  const zone = mailZone.value;
  const content = timesText(link, { ...textOptions(link), zone, times: spreadTimes(times, zone) });
  return (
    <>
      <OwnZone>
        <ZoneField
          label={own.timesZone}
          hint={own.timesZoneHint}
          value={zone}
          onChange={chooseMailZone}
          at={Date.parse(times[0]?.start ?? '')}
        />
      </OwnZone>
      <div class="share-looks">
        <h3 id={id}>{own.looks}</h3>
        <Segments<Form>
          label={own.looks}
          value={form.value}
          choices={[
            ['formatted', own.formatted],
            ['plain', own.plain],
          ]}
          onChange={chosen => {
            form.value = chosen;
          }}
        />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: whoever uses the keyboard has to scroll it */}
      <section class="share-text" aria-labelledby={id} tabIndex={0} dir="auto">
        {form.value === 'formatted' ? <Paper html={content.html} /> : <pre>{content.text}</pre>}
      </section>
      <CopyButton kind="primary" content={content}>
        {own.copyTimes}
      </CopyButton>
      <p class="muted small">{own.timesHint}</p>
    </>
  );
};

const NextTimes = ({ link }: { link: LinkReply }) => {
  const { api, words, record, personalTimes } = useSession();
  const own = useShareWords();
  const explain = useFailureText();
  const explainPersonal = usePersonalFailureText();
  const wanted = personalTimes.value ? record : null;
  const next = useMemo(
    () =>
      createResource(async () => {
        const plain = { link, times: mailTimes(await api.nextTimes(link.slug, ASKED)) };
        return wanted ? madePersonal(api, plain, wanted) : plain;
      }),
    [api, link.slug, wanted],
  );
  useEffect(() => void next.load(), [next]);
  const failure = next.failure.value;
  const reply = next.data.value;
  if (failure) {
    return (
      <div role="alert">
        <p>{wanted ? explainPersonal(failure) : explain(failure)}</p>
        <button type="button" class="link-button" onClick={() => void next.load()}>
          {words.value.tryAgain}
        </button>
      </div>
    );
  }
  if (reply === null) return <Skeleton label={words.value.loading} rows={3} />;
  if (reply.times.length === 0) return <p class="muted">{own.nothingFree}</p>;
  return <Text link={{ ...link, url: reply.link.url }} times={reply.times} />;
};

interface TimesOptions {
  readonly link: LinkReply;
  /** For what is in view; null: nothing is. */
  readonly made: Resource<PersonalReply> | null;
}

/** The next free times as they go into a mail, for everybody or for who is in view. */
export const Times = ({ link, made }: TimesOptions) => (
  <>
    <PersonalChoice made={made} isExplained />
    <NextTimes link={link} />
  </>
);
