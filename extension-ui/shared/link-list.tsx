import './link-list.css';
import { useComputed, useSignal } from '@preact/signals';
import { type ComponentType, h } from 'preact';
import { useMemo } from 'preact/hooks';
import type { LinkReply } from '../../server/http/host/schema.ts';
import { IconButton } from './button.tsx';
import { type Copying, type CopyKind, copyKey, createCopying } from './copying.ts';
import { useFailureText } from './gate.tsx';
import { ChainIcon, CheckIcon, CopyIcon, PersonIcon, TimesIcon } from './icons.tsx';
import { lengthOf, stateOf } from './link-facts.ts';
import { Badge, Notice } from './notice.tsx';
import { weeklyHours } from './opening-hours.ts';
import { useSession } from './session.ts';
import { useAllowed, useSwitchOn } from './switch-on.tsx';
import { dayRange, minutesLong } from './times.ts';
import { useToasts } from './toast.tsx';
import { zoneName } from './zone-name.ts';

interface RowOptions {
  readonly link: LinkReply;
  readonly copying: Copying;
  /** Tells the opening hours of general links. */
  readonly hours?: boolean;
  /** At the end of a link's line. */
  readonly aside?: ComponentType<{ readonly link: LinkReply }>;
  /** Under it. */
  readonly below?: ComponentType<{ readonly link: LinkReply }>;
}

interface ListOptions extends Omit<RowOptions, 'link'> {
  readonly links: readonly LinkReply[];
  /** Every button has its words beside it, where the list is wide enough. */
  readonly roomy?: boolean;
}

const kinds: readonly CopyKind[] = ['link', 'personal', 'url', 'times'];

/** Of specific times: the days on which they lie, `2 – 5 Mar`. */
const datesOf = (offer: LinkReply['offer'], zone: string, locale: string): string[] => {
  if (offer.kind !== 'specific') return [];
  const starts = offer.rule.times.map(([start]) => Date.parse(start));
  return starts.length === 0 ? [] : [dayRange(Math.min(...starts), Math.max(...starts), zone, locale)];
};

const Meta = ({ link, hours }: { link: LinkReply; hours: boolean }) => {
  const { words, locale, zone } = useSession();
  const state = stateOf(link);
  const length = lengthOf(link.offer);
  const facts = [
    ...(length === null || (hours && link.offer.kind === 'general') ? [] : [minutesLong(length, locale.value)]),
    ...(link.offer.kind === 'specific' ? [words.value.times(link.offer.rule.times.length)] : []),
    ...datesOf(link.offer, zone.value, locale.value),
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

const Row = ({ link, copying, hours = false, aside, below }: RowOptions) => {
  const { record, words: catalogue } = useSession();
  const words = catalogue.value;
  /** What was asked for from a link that offers nothing: copied only when asked again. */
  const warned = useSignal<CopyKind | null>(null);
  const state = stateOf(link);
  const isAllowed = useAllowed(link);
  const switching = useSwitchOn();
  // Where something below the line switches it, nothing else does.
  const offersSwitch = state === 'inactive' && isAllowed && !below;
  // Of its own: a copy of one link draws no other row anew.
  const copied = useComputed(() => kinds.find(kind => copying.done.value === copyKey(kind, link)) ?? null);
  const fetched = useComputed(() => kinds.find(kind => copying.busy.value === copyKey(kind, link)) ?? null);
  const done = (kind: CopyKind) => copied.value === kind;
  const justCopied = copied.value !== null;
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
          {state === 'active' && (
            <span class={`link-copy ${done('link') ? 'done' : ''}`} aria-hidden="true">
              {done('link') ? <CheckIcon /> : <CopyIcon />}
              <span class="link-copy-text">{words.copyLink}</span>
            </span>
          )}
        </button>
        {offersSwitch && (
          <button
            type="button"
            class="link-button link-switch"
            aria-label={about(words.switchOn)}
            aria-disabled={switching.busy}
            onClick={() => switching.run([link])}
          >
            {words.switchOn}
          </button>
        )}
        {record && (
          <IconButton
            label={about(words.personal.copy)}
            shown={words.personal.copy}
            busy={fetched.value === 'personal'}
            onClick={() => ask('personal')}
          >
            {done('personal') ? <CheckIcon /> : <PersonIcon />}
          </IconButton>
        )}
        <IconButton label={about(words.copyUrl)} shown={words.copyUrl} onClick={() => ask('url')}>
          {done('url') ? <CheckIcon /> : <ChainIcon />}
        </IconButton>
        {state === 'active' ? (
          <IconButton
            label={about(words.copyWithTimes)}
            shown={words.copyWithTimes}
            busy={fetched.value === 'times'}
            onClick={() => ask('times')}
          >
            {done('times') ? <CheckIcon /> : <TimesIcon />}
          </IconButton>
        ) : (
          !offersSwitch && <span class="link-no-times" />
        )}
        {aside && h(aside, { link })}
      </div>
      {hours && <Hours offer={link.offer} />}
      {below && <div class="link-below">{h(below, { link })}</div>}
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

/** One for all lists of a surface: what was copied last is shown once. */
export const useCopying = (): Copying => {
  const session = useSession();
  const toasts = useToasts();
  const explain = useFailureText();
  return useMemo(() => createCopying(session, toasts, explain), [session, toasts]);
};

/** One click on a link puts it on the clipboard. */
export const LinkList = ({ links, roomy = false, ...row }: ListOptions) => (
  <ul class={roomy ? 'links roomy' : 'links'}>
    {links.map(link => (
      <Row key={link.slug} link={link} {...row} />
    ))}
  </ul>
);
