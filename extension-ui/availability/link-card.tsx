import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import type { LinkReply } from '../../server/http/host/schema.ts';
import { IconButton } from '../shared/button.tsx';
import { CheckField } from '../shared/check-field.tsx';
import { EditIcon, ExpandIcon, EyeIcon, GearIcon, ShareIcon, TrashIcon } from '../shared/icons.tsx';
import { Badge } from '../shared/notice.tsx';
import { useSession } from '../shared/session.ts';
import { CardFacts } from './card-facts.tsx';
import { aheadOf } from './facts.ts';
import { FreeTimes } from './free-times.tsx';
import type { LinkDeeds, PlanRefusal } from './link-deeds.ts';
import { PlanReason } from './plan-reason.tsx';
import { useAvailabilityWords } from './words/words.ts';

interface CardOptions {
  readonly link: LinkReply;
  readonly deeds: LinkDeeds;
  readonly share: (link: LinkReply) => void;
  /** After it is in the trash, and its card is gone. */
  readonly onGone: () => void;
}

const State = ({ link }: { link: LinkReply }) => {
  const words = useSession().words.value;
  const own = useAvailabilityWords();
  if (link.closed) return <Badge kind="good">{words.booked}</Badge>;
  const isPast = link.offer.kind === 'specific' && aheadOf(link.offer.rule, Date.now()) === 0;
  return isPast ? <Badge kind="quiet">{own.past}</Badge> : null;
};

interface DeedOptions {
  readonly label: string;
  readonly about: string;
  readonly act: () => void;
  readonly expanded?: boolean;
  readonly children: ComponentChildren;
}

const Deed = ({ label, about, act, expanded, children }: DeedOptions) => (
  <IconButton
    label={`${label}: ${about}`}
    shown={label}
    onClick={act}
    {...(expanded === undefined ? {} : { 'aria-expanded': expanded })}
  >
    {children}
  </IconButton>
);

/** One link of the list, with everything that can be done with it. */
export const LinkCard = ({ link, deeds, share, onGone }: CardOptions) => {
  const { words: shared, me, go } = useSession();
  const words = shared.value;
  const own = useAvailabilityWords();
  const id = useId();
  const expanded = useSignal(false);
  const busy = useSignal(false);
  const refusal = useSignal<PlanRefusal | null>(null);
  const { name } = link.details;
  const isGeneral = link.offer.kind === 'general';

  const switchTo = async (active: boolean, instead?: LinkReply) => {
    busy.value = true;
    refusal.value = await deeds.switchTo(link, active, instead);
    busy.value = false;
  };
  const trash = async () => {
    if (await deeds.trash(link)) onGone();
  };
  const limit = me.data.value?.plan.limit ?? null;
  // Where the plan allows none at all, that stands above the list once.
  const isHeld = link.heldBack === true && limit !== null && limit > 0;

  return (
    <li class={link.active && !link.closed ? 'card' : 'card off'} data-link={link.slug} aria-labelledby={id}>
      <div class="card-head">
        <h4 id={id} class="card-name" tabIndex={-1} dir="auto">
          {name}
        </h4>
        <State link={link} />
        {!link.closed && (
          <CheckField
            kind="switch"
            label={link.active ? words.active : words.inactive}
            about={name}
            checked={link.active}
            busy={busy.value}
            onChange={active => void switchTo(active)}
          />
        )}
      </div>
      <CardFacts offer={link.offer} place={link.details.place} />
      {!link.active && (refusal.value !== null || isHeld) && (
        <PlanReason
          link={link}
          refusal={refusal.value}
          busy={busy.value}
          switchOver={instead => void switchTo(true, instead)}
        />
      )}
      <div class="card-deeds">
        <Deed
          label={expanded.value ? own.collapse : words.expand}
          about={name}
          expanded={expanded.value}
          act={() => {
            expanded.value = !expanded.value;
          }}
        >
          <ExpandIcon />
        </Deed>
        <Deed label={words.preview} about={name} act={() => void deeds.preview(link)}>
          <EyeIcon />
        </Deed>
        <Deed label={words.edit} about={name} act={() => go({ name: isGeneral ? 'link' : 'times', link: link.slug })}>
          {isGeneral ? <EditIcon /> : <GearIcon />}
        </Deed>
        <Deed label={words.share} about={name} act={() => share(link)}>
          <ShareIcon />
        </Deed>
        <Deed label={words.delete} about={name} act={() => void trash()}>
          <TrashIcon />
        </Deed>
      </div>
      {expanded.value && (
        <div class="card-times">
          <FreeTimes link={link} />
        </div>
      )}
    </li>
  );
};
