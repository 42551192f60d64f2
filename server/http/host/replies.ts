import type { Static, TSchema } from 'typebox';
import { Value } from 'typebox/value';
import type { Booking } from '../../domain/booking.ts';
import { LEADBOOSTER } from '../../domain/entitlement.ts';
import type { Company, Host } from '../../domain/host.ts';
import { type Language, languages } from '../../domain/link.ts';
import type { Offer } from '../../domain/rule.ts';
import { Failure } from '../../failure.ts';
import { parseInstant } from '../../flows/bookings/guest-input.ts';
import type { LinkInput, LinkView } from '../../flows/hosts/links.ts';
import { iso } from '../times.ts';
import { waitingOf } from './meeting-reply.ts';
import { DetailsBody, type LinkBody, type LinkReply, type MeReply, OfferBody } from './schema.ts';

const offerOf = (body: LinkBody['offer']): Offer =>
  body.kind === 'general'
    ? { kind: 'general', rule: body.rule as Extract<Offer, { kind: 'general' }>['rule'] }
    : {
        kind: 'specific',
        rule: {
          ...body.rule,
          times: body.rule.times.map(([start, end]) => [
            parseInstant(start, 'offer.rule.times'),
            parseInstant(end, 'offer.rule.times'),
          ]),
        },
      };

/** Without the fields that nobody asked for: they would be stored. */
const cleaned = <Schema extends TSchema>(schema: Schema, body: Static<Schema>): Static<Schema> =>
  Value.Clean(schema, structuredClone(body)) as Static<Schema>;

const languageOf = (text: string | null): Language | null => {
  const known = languages.find(language => language === text) ?? null;
  if (text !== null && !known)
    throw new Failure('invalid', {
      field: 'language',
      message: `The language must be one of ${languages.join(', ')}, or null for the guest’s own.`,
    });
  return known;
};

/** What a host sent of a link, in the domain's terms; the fields that are absent stay absent. */
export const linkInput = (body: Partial<LinkBody>): Partial<LinkInput> => ({
  ...(body.offer === undefined ? {} : { offer: offerOf(cleaned(OfferBody, body.offer)) }),
  ...(body.details === undefined ? {} : { details: cleaned(DetailsBody, body.details) }),
  ...(body.language === undefined ? {} : { language: languageOf(body.language) }),
  ...(body.active === undefined ? {} : { active: body.active }),
});

const offerBody = (offer: Offer): LinkReply['offer'] =>
  offer.kind === 'general'
    ? { kind: 'general', rule: structuredClone(offer.rule) as Extract<LinkReply['offer'], { kind: 'general' }>['rule'] }
    : {
        kind: 'specific',
        rule: { ...offer.rule, times: offer.rule.times.map(([start, end]) => [iso(start), iso(end)]) },
      };

export const linkReply = ({ link, active, closed }: LinkView, publicUrl: string): LinkReply => ({
  slug: link.slug,
  url: `${publicUrl}/b/${link.slug}`,
  version: link.version,
  offer: offerBody(link.offer),
  details: structuredClone(link.details) as LinkReply['details'],
  language: link.language,
  active,
  closed,
});

export interface MeFacts {
  readonly host: Host;
  readonly company: Company | null;
  readonly calendarKnown: boolean;
  readonly waiting: readonly Booking[];
  readonly futureMeetings: number;
  readonly publicUrl: string;
}

export const meReply = ({ host, company, calendarKnown, waiting, futureMeetings, publicUrl }: MeFacts): MeReply => ({
  status: host.status,
  name: host.name,
  email: host.email,
  zone: host.zone,
  language: host.language,
  company: company?.name ?? '',
  companyDomain: company?.domain ?? '',
  plan: { name: company?.plan ?? null, leadBooster: company?.addons.includes(LEADBOOSTER) ?? false },
  sync: {
    calendarKnown,
    lastWebhook: host.webhookAt === null ? null : iso(host.webhookAt),
    lastReconciliation: host.reconciledAt === null ? null : iso(host.reconciledAt),
    waiting: waiting.flatMap(booking => waitingOf(booking).map(work => ({ booking: booking.id, ...work }))),
  },
  futureMeetings,
  connectUrl: `${publicUrl}/oauth/start`,
});
