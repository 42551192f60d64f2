import { type Static, type TSchema, Type } from 'typebox';
import { Value } from 'typebox/value';
import { type Language, languages } from '../../domain/link.ts';
import type { Offer } from '../../domain/rule.ts';
import { instantOf } from '../../domain/zone.ts';
import { Failure } from '../../failure.ts';
import type { LinkInput } from '../../flows/hosts/link-input.ts';
import type { LinkView } from '../../flows/hosts/links.ts';
import type { SettingsInput } from '../../flows/hosts/settings.ts';
import { iso } from '../times.ts';
import { DetailsBody, type LinkBody, type LinkReply, OfferBody, SettingsBody, type SettingsChange } from './schema.ts';

const instantIn = (text: string): number => {
  const instant = instantOf(text);
  if (instant !== null) return instant;
  throw new Failure('invalid', {
    field: 'offer.rule.times',
    message: '“times” must be instants such as 2026-11-25T09:00:00Z.',
    extra: { reason: 'malformed' },
  });
};

const offerOf = (body: LinkBody['offer']): Offer =>
  body.kind === 'general'
    ? { kind: 'general', rule: body.rule as Extract<Offer, { kind: 'general' }>['rule'] }
    : {
        kind: 'specific',
        rule: {
          ...body.rule,
          times: body.rule.times.map(([start, end]) => [instantIn(start), instantIn(end)]),
        },
      };

/** Without the fields that nobody asked for: they would be stored. */
const cleaned = <Schema extends TSchema>(schema: Schema, body: Static<Schema>): Static<Schema> =>
  Value.Clean(schema, structuredClone(body)) as Static<Schema>;

/** @throws invalid */
export const languageInput = (text: string): Language => {
  const known = languages.find(language => language === text);
  if (known) return known;
  throw new Failure('invalid', {
    field: 'language',
    message: `The language must be one of ${languages.join(', ')}.`,
  });
};

export const offerInput = (body: LinkBody['offer']): Offer => offerOf(cleaned(OfferBody, body));

/** What a host sent of a link, in the domain's terms; the fields that are absent stay absent. */
export const linkInput = (body: Partial<LinkBody>): Partial<LinkInput> => ({
  ...(body.offer === undefined ? {} : { offer: offerInput(body.offer) }),
  ...(body.details === undefined ? {} : { details: cleaned(DetailsBody, body.details) }),
  ...(body.language === undefined ? {} : { language: body.language === null ? null : languageInput(body.language) }),
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
  ...(link.offer.kind === 'general' && link.active && !active ? { heldBack: true } : {}),
});

/** What a host sent of the settings, in the domain's terms; the fields that are absent stay absent. */
export const settingsInput = ({ language, ...body }: SettingsChange): SettingsInput => ({
  ...cleaned(Type.Partial(Type.Omit(SettingsBody, ['language'])), body),
  ...(language === undefined ? {} : { language: languageInput(language) }),
});
