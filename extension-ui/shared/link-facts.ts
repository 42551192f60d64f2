import type { LinkReply } from '../../server/http/host/schema.ts';

/** Minutes of a meeting booked from it; null where specific times differ in length. */
export const lengthOf = (offer: LinkReply['offer']): number | null => {
  if (offer.kind === 'general') return offer.rule.duration;
  const lengths = new Set(offer.rule.times.map(([start, end]) => (Date.parse(end) - Date.parse(start)) / 60_000));
  const [first] = lengths;
  return first !== undefined && lengths.size === 1 ? first : null;
};

export type LinkState = 'active' | 'inactive' | 'booked';

export const stateOf = (link: LinkReply): LinkState => {
  if (link.closed) return 'booked';
  return link.active ? 'active' : 'inactive';
};

/** The links that the plan counts, but for one: those that are active, or that the server, refusing it, said are. */
export const othersActive = (links: readonly LinkReply[], but: string, told?: readonly string[]): LinkReply[] =>
  links.filter(
    ({ slug, offer, active }) => slug !== but && offer.kind === 'general' && (told ? told.includes(slug) : active),
  );
