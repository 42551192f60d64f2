import './link-list.css';
import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import type { LinkReply } from '../../server/http/host/schema.ts';
import { IconButton } from './button.tsx';
import { type Copying, type CopyKind, copyKey, createCopying } from './copying.ts';
import { useFailureText } from './gate.tsx';
import { ChainIcon, CheckIcon, CopyIcon, TimesIcon } from './icons.tsx';
import { lengthOf, stateOf } from './link-facts.ts';
import { Badge, BlankState, Notice } from './notice.tsx';
import { weeklyHours } from './opening-hours.ts';
import { useSession } from './session.ts';
import { minutesLong } from './times.ts';
import { useToasts } from './toast.tsx';
import { zoneName } from './zone-name.ts';

interface ListOptions {
  /** Every button has its words beside it, where the list is wide enough. */
  readonly roomy?: boolean;
  /** Tells the opening hours of general links. */
  readonly hours?: boolean;
}

const Meta = ({ link, hours }: { link: LinkReply; hours: boolean }) => {
  const { words, locale } = useSession();
  const state = stateOf(link);
  const length = lengthOf(link.offer);
  const facts = [
    ...(length === null || (hours && link.offer.kind === 'general') ? [] : [minutesLong(length, locale.value)]),
    ...(link.offer.kind === 'specific' ? [words.value.times(link.offer.rule.times.length)] : []),
  ];
  return (
    <span class="link-meta">
      {facts.length > 0 && <span>{facts.join(' · ')}</span>}{' '}
      <Badge kind={state === 'active' ? 'good' : 'quiet'}>{words.value[state]}</Badge>
    </span>
  );
};

/** When guests can meet, as the rule has it; what is free of that only the calendar knows. */
const Hours = ({ offer }: { offer: LinkReply['offer'] }) => {
  const { words, locale } = useSession();
  if (offer.kind !== 'general') return null;
  const { rule } = offer;
  const hours = weeklyHours(rule.weekly, locale.value);
  const sentence = hours === '' ? words.value.noHours : hours;
  return (
    <p class="link-hours">
      {sentence}, {minutesLong(rule.duration, locale.value)}
      <span> · {zoneName(rule.zone, locale.value, Date.now())}</span>
    </p>
  );
};

interface RowOptions extends ListOptions {
  readonly link: LinkReply;
  readonly copying: Copying;
}

const Row = ({ link, copying, hours = false }: RowOptions) => {
  const words = useSession().words.value;
  /** What was asked for from a link that offers nothing: copied only when asked again. */
  const warned = useSignal<CopyKind | null>(null);
  const state = stateOf(link);
  const done = (kind: CopyKind) => copying.done.value === copyKey(kind, link);
  const justCopied = (['link', 'url', 'times'] as const).some(done);
  const ask = (kind: CopyKind) => {
    if (state === 'active') copying.run(kind, link);
    else warned.value = warned.value === kind ? null : kind;
  };
  const copyAnyway = () => {
    if (warned.value) copying.run(warned.value, link);
    warned.value = null;
  };
  const about = (label: string) => `${label}: ${link.details.name}`;

  return (
    <li class={`link ${state}`}>
      <div class="link-line">
        <button type="button" class="link-main" onClick={() => ask('link')}>
          <span class="unseen">{words.copyLink}: </span>
          <span class="link-name" title={link.details.name}>
            <span dir="auto">{link.details.name}</span>
          </span>{' '}
          <span class={justCopied ? 'link-facts copied' : 'link-facts'}>
            <Meta link={link} hours={hours} />
            {justCopied && (
              <span class="link-copied" aria-hidden="true">
                <CheckIcon />
                {words.copied}
              </span>
            )}
          </span>
          <span class={`link-copy ${done('link') ? 'done' : ''}`} aria-hidden="true">
            {done('link') ? <CheckIcon /> : <CopyIcon />}
            <span class="link-copy-text">{words.copyLink}</span>
          </span>
        </button>
        <IconButton label={about(words.copyUrl)} shown={words.copyUrl} onClick={() => ask('url')}>
          {done('url') ? <CheckIcon /> : <ChainIcon />}
        </IconButton>
        {state === 'active' ? (
          <IconButton
            label={about(words.copyWithTimes)}
            shown={words.copyWithTimes}
            busy={copying.busy.value === copyKey('times', link)}
            onClick={() => ask('times')}
          >
            {done('times') ? <CheckIcon /> : <TimesIcon />}
          </IconButton>
        ) : (
          <span class="link-no-times" />
        )}
      </div>
      {hours && <Hours offer={link.offer} />}
      {warned.value && (
        <Notice kind="warn">
          <span role="alert">{state === 'booked' ? words.warnClosed : words.warnInactive}</span>
          <button type="button" class="link-button" onClick={copyAnyway}>
            {words.copyAnyway}
          </button>
        </Notice>
      )}
    </li>
  );
};

/** The host's links: one click on a link puts it on the clipboard. */
export const LinkList = ({ roomy = false, hours = false }: ListOptions) => {
  const session = useSession();
  const toasts = useToasts();
  const explain = useFailureText();
  const copying = useMemo(() => createCopying(session, toasts, explain), [session, toasts]);
  const words = session.words.value;
  const links = session.links.data.value?.links ?? [];

  if (links.length === 0) return <BlankState title={words.noLinks} hint={words.noLinksHint} />;
  return (
    <ul class={roomy ? 'links roomy' : 'links'}>
      {links.map(link => (
        <Row key={link.slug} link={link} copying={copying} hours={hours} />
      ))}
    </ul>
  );
};
