import type { LinkReply } from '../../server/http/host/schema.ts';
import { weeklyHours } from '../shared/opening-hours.ts';
import type { Words } from '../shared/words/words.ts';
import type { AvailabilityWords } from './words/words.ts';

type GeneralRule = Extract<LinkReply['offer'], { kind: 'general' }>['rule'];
type SpecificRule = Extract<LinkReply['offer'], { kind: 'specific' }>['rule'];

/** `Mon–Fri 09:00–17:00, until 31 Dec 2026`: when guests can meet, as the rule has it. */
export const hoursText = (rule: GeneralRule, locale: string, words: Words, own: AvailabilityWords): string => {
  const hours = weeklyHours(rule.weekly, locale) || words.noHours;
  const format = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', dateStyle: 'medium' });
  const { activeFrom, activeTo } = rule;
  if (activeFrom !== null && activeTo !== null)
    return `${hours}, ${own.between(format.formatRange(Date.parse(activeFrom), Date.parse(activeTo)))}`;
  if (activeFrom !== null) return `${hours}, ${own.from(format.format(Date.parse(activeFrom)))}`;
  if (activeTo !== null) return `${hours}, ${own.until(format.format(Date.parse(activeTo)))}`;
  return hours;
};

/** Where it takes place: the words of the host, but for addresses of the web, which say little and are long. */
export const placeText = (
  { kind, text }: LinkReply['details']['place'],
  words: Words,
  own: AvailabilityWords,
): string => {
  if (kind === 'other' && text === '') return own.noPlace;
  if (kind === 'video' && text === '') return own.noVideoLink;
  if (text === '' || /^https?:/i.test(text)) return words.placeKind[kind];
  return kind === 'in_person' || kind === 'other' ? text : `${words.placeKind[kind]}: ${text}`;
};

/** Of picked times those that begin later than `now`. */
export const aheadOf = ({ times }: SpecificRule, now: number): number =>
  times.filter(([start]) => Date.parse(start) > now).length;
