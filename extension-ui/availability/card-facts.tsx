import type { LinkReply } from '../../server/http/host/schema.ts';
import { lengthOf } from '../shared/link-facts.ts';
import { useSession } from '../shared/session.ts';
import { dayRange, minutesLong } from '../shared/times.ts';
import { zoneName } from '../shared/zone-name.ts';
import { aheadOf, hoursText, placeText } from './facts.ts';
import { useAvailabilityWords } from './words/words.ts';

interface FactsOptions {
  readonly offer: LinkReply['offer'];
  readonly place: LinkReply['details']['place'];
}

/** Where the times of a link lie: of general availability its hours, of picked times their days. */
const useWhen = (offer: LinkReply['offer'], now: number): string => {
  const { words, locale } = useSession();
  const own = useAvailabilityWords();
  if (offer.kind === 'general') return hoursText(offer.rule, locale.value, words.value, own);
  const { times, zone } = offer.rule;
  const starts = times.map(([start]) => Date.parse(start));
  const days = starts.length === 0 ? [] : [dayRange(Math.min(...starts), Math.max(...starts), zone, locale.value)];
  return [...days, own.ahead(aheadOf(offer.rule, now), times.length)].join(', ');
};

/** The line under a link's name. */
export const CardFacts = ({ offer, place }: FactsOptions) => {
  const { words, locale } = useSession();
  const own = useAvailabilityWords();
  const now = Date.now();
  const length = lengthOf(offer);
  const when = useWhen(offer, now);
  return (
    <p class="card-facts">
      <span>{when}</span>
      {length !== null && <span>{minutesLong(length, locale.value)}</span>}
      <span>{zoneName(offer.rule.zone, locale.value, now)}</span>
      <span dir="auto">{placeText(place, words.value, own)}</span>
    </p>
  );
};
