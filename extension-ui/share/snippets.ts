import type { LinkReply } from '../../server/http/host/schema.ts';

/** HTML to paste into a website. What a host wrote is escaped: it stays text there too. */

const BUTTON = '#2059c4';
/** In px. In a narrow column the times stand below the calendar: this is high enough for both. */
const HEIGHT = 1040;

const escaped = (text: string): string => text.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`);

/** The booking page inside another page; only this form of its address may be framed. */
export const inlineSnippet = ({ url, details }: LinkReply): string =>
  `<iframe src="${escaped(`${url}?embed=1`)}" title="${escaped(details.name)}" width="100%" height="${HEIGHT}" loading="lazy" style="border:0"></iframe>`;

/** A link that looks like a button. `label` is what it says. */
export const buttonSnippet = ({ url }: LinkReply, label: string): string => {
  const style = `display:inline-block;padding:10px 18px;border-radius:6px;background:${BUTTON};color:#ffffff;font:bold 16px/1.25 Arial,Helvetica,sans-serif;text-decoration:none`;
  return `<a href="${escaped(url)}" target="_blank" rel="noopener" style="${style}">${escaped(label)}</a>`;
};
