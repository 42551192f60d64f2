import { wallAt } from '../shared/zones/wall.ts';

interface Span {
  readonly start: number;
  readonly end: number;
}

/** `Wednesday 2 December 2026, 09:00–09:30`, as the locale writes it. */
export const whenText = ({ start, end }: Span, zone: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, {
    timeZone: zone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
  }).formatRange(start, end);

/** `Wed, 2 Dec, 09:00–09:30` */
export const shortWhen = ({ start, end }: Span, zone: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, {
    timeZone: zone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: 'numeric',
    minute: '2-digit',
  }).formatRange(start, end);

/** Whether two zones' clocks show the same at that time, whatever the zones are called. */
export const isSameClock = (one: string, other: string, instant: number): boolean =>
  wallAt(one, instant).offsetMinutes === wallAt(other, instant).offsetMinutes;

/** What may stand where a place's text is a web address: nothing but such an address becomes a link. */
export const webAddress = (text: string): string | null => {
  const url = URL.canParse(text) ? new URL(text) : null;
  return url?.protocol === 'https:' || url?.protocol === 'http:' ? url.href : null;
};
