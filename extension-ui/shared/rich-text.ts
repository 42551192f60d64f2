import type { Language } from '../../server/domain/link.ts';
import type { LinkReply } from '../../server/http/host/schema.ts';
import type { RichText } from './clipboard.ts';
import { lengthOf } from './link-facts.ts';
import type { MailTime } from './mail-time.ts';
import { mailWords } from './mail-words.ts';
import { byDay, dayName, minutesLong, timeOfDay } from './times.ts';
import { zoneName } from './zone-name.ts';

/**
 * Links as they go into an e-mail. Mail programs keep little: tables, inline styles and `bgcolor` survive in all of them,
 * Outlook included, which ignores padding on anything but a cell.
 */

const FONT = 'font-family:Arial,Helvetica,sans-serif';
const BUTTON = '#2059c4';
const INK = '#1d2430';
const QUIET = '#596271';

const escaped = (text: string): string => text.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`);

/** Colour, size and padding of a cell that looks like a button. */
const button = (href: string, label: string, kind: 'full' | 'line'): string => {
  const full = kind === 'full';
  const cell = full ? `background:${BUTTON};padding:10px 18px` : `border:1px solid ${BUTTON};padding:6px 12px`;
  const link = `color:${full ? '#ffffff' : BUTTON};text-decoration:none;font-weight:bold;font-size:14px;${FONT}`;
  return (
    `<td ${full ? `bgcolor="${BUTTON}" ` : ''}style="border-radius:6px;white-space:nowrap;${cell}">` +
    `<a href="${escaped(href)}" target="_blank" style="${link}">${escaped(label)}</a></td>`
  );
};

const table = (cells: string): string =>
  `<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="border-collapse:separate"><tr>${cells}</tr></table>`;

const line = (text: string, style: string): string =>
  `<p style="margin:0 0 6px;font-size:14px;${style};${FONT}">${escaped(text)}</p>`;

/** In a cell: what is pasted into the middle of a line begins one of its own only where it begins with a table. */
const headline = (text: string): string =>
  table(`<td style="padding:14px 0 6px;font-size:14px;color:${INK};font-weight:bold;${FONT}">${escaped(text)}</td>`);

/** After it the caret stands in a line of the writer's own. */
const framed = (html: string, language: Language): string =>
  `<div lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">${html}</div><p style="margin:0"><br></p>`;

export interface TextOptions {
  readonly language: Language;
  /** For times and numbers: the language, perhaps with a region. */
  readonly locale: string;
}

/** `Intro call · 30 min` */
const heading = (link: LinkReply, locale: string): string => {
  const length = lengthOf(link.offer);
  return length === null ? link.details.name : `${link.details.name} · ${minutesLong(length, locale)}`;
};

export const linkText = (link: LinkReply, { language, locale }: TextOptions): RichText => {
  const words = mailWords[language];
  const title = heading(link, locale);
  return {
    html: framed(headline(title) + table(button(link.url, words.choose, 'full')), language),
    text: `${title}\n${words.choose}: ${link.url}\n`,
  };
};

export interface TimesOptions extends TextOptions {
  readonly zone: string;
  /** Sorted; at least one. */
  readonly times: readonly MailTime[];
}

/** Buttons stand beside each other as many as a narrow mail window has room for. */
const inRows = (cells: readonly string[], most: number): string => {
  const rows: string[] = [];
  for (let at = 0; at < cells.length; at += most)
    rows.push(table(cells.slice(at, at + most).join('<td width="8">&nbsp;</td>')));
  return rows.join('<div style="height:8px;line-height:8px;font-size:8px">&nbsp;</div>');
};

/** With its end where the lengths of picked times differ: the heading can't say it then. */
const labelOf = ({ offer }: LinkReply, locale: string, zone: string): ((start: string) => string) => {
  const ends = new Map(
    offer.kind === 'specific' && lengthOf(offer) === null
      ? offer.rule.times.map(([start, end]) => [Date.parse(start), Date.parse(end)])
      : [],
  );
  return start => {
    const at = Date.parse(start);
    const end = ends.get(at);
    return end === undefined
      ? timeOfDay(at, zone, locale)
      : `${timeOfDay(at, zone, locale)} – ${timeOfDay(end, zone, locale)}`;
  };
};

const zoneAt = (instant: number, zone: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: 'short' })
    .formatToParts(instant)
    .find(part => part.type === 'timeZoneName')?.value ?? '';

/** In the hour that a change of the clock repeats, two times have one name: the zone's name tells them apart. */
const toldApart = (times: readonly (MailTime & { readonly label: string })[], zone: string, locale: string) =>
  times.map(time =>
    times.some(other => other !== time && other.label === time.label)
      ? { ...time, label: `${time.label} ${zoneAt(Date.parse(time.start), zone, locale)}` }
      : time,
  );

/** One button a time, grouped by day. */
export const timesText = (link: LinkReply, { language, locale, zone, times }: TimesOptions): RichText => {
  const words = mailWords[language];
  const title = heading(link, locale);
  const isPicked = link.offer.kind === 'specific';
  const intro = isPicked ? words.picked : words.next;
  const perRow = isPicked && lengthOf(link.offer) === null ? 3 : 4;
  const zoneLine = words.zone(zoneName(zone, locale, Date.parse(times[0]?.start ?? '')));
  const label = labelOf(link, locale, zone);
  const days = byDay(times, ({ start }) => Date.parse(start), zone).map(day => ({
    name: dayName(day.date, locale),
    times: toldApart(
      day.items.map(time => ({ ...time, label: label(time.start) })),
      zone,
      locale,
    ),
  }));
  const html = [
    headline(title),
    line(`${intro}. ${zoneLine}`, `color:${QUIET}`),
    ...days.map(
      day =>
        line(day.name, `color:${INK};font-weight:bold;padding-top:8px`) +
        inRows(
          day.times.map(time => button(time.url, time.label, 'line')),
          perRow,
        ),
    ),
    `<p style="margin:14px 0 0;font-size:14px;${FONT}"><a href="${escaped(link.url)}" target="_blank" style="color:${BUTTON}">${escaped(words.all)}</a></p>`,
  ];
  const text = [
    title,
    `${intro}. ${zoneLine}`,
    ...days.flatMap(day => ['', day.name, ...day.times.map(time => `  ${time.label}: ${time.url}`)]),
    '',
    `${words.all}: ${link.url}`,
    '',
  ];
  return { html: framed(html.join(''), language), text: text.join('\n') };
};
