import type { LinkReply } from '../../server/http/host/schema.ts';

/** HTML to paste into a website, and lines for its script. What a host wrote is escaped: it stays text there too. */

type Shared = Pick<LinkReply, 'url' | 'details'>;

const BUTTON = '#2059c4';
/** In px. In a narrow column the times stand below the calendar: this is high enough for both. */
const HEIGHT = 1040;
/** In px: what the script begins with, so that the page around doesn't move when it comes. */
const RESERVED = 640;

const escaped = (text: string): string => text.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`);

const script = (url: string): string => `<script src="${escaped(new URL('/embed.js', url).href)}" async></script>`;

/** The booking page inside another page. `label` is that of the link which is left where scripts don't run. */
export const inlineSnippet = ({ url, details }: Shared, label: string): string =>
  [
    `<div data-scheduler="${escaped(url)}" data-title="${escaped(details.name)}" style="min-height:${RESERVED}px">`,
    `  <a href="${escaped(url)}">${escaped(label)}</a>`,
    '</div>',
    script(url),
  ].join('\n');

/** A link that looks like a button and opens the booking page over the page, or without script as a page. */
export const buttonSnippet = ({ url, details }: Shared, label: string): string => {
  const style = `display:inline-block;padding:10px 18px;border-radius:6px;background:${BUTTON};color:#ffffff;font:bold 16px/1.25 Arial,Helvetica,sans-serif;text-decoration:none`;
  return [
    `<a href="${escaped(url)}" data-scheduler-popup data-title="${escaped(details.name)}" style="${style}">${escaped(label)}</a>`,
    script(url),
  ].join('\n');
};

/** The booking page inside another page that takes no scripts; only this form of its address may be framed. */
export const frameSnippet = ({ url, details }: Shared): string =>
  `<iframe src="${escaped(`${url}?embed=1`)}" title="${escaped(details.name)}" width="100%" height="${HEIGHT}" loading="lazy" style="border:0"></iframe>`;

/** What is known of a visitor, as attributes; of the answers those that the link asks for. */
export const prefillCode = ({ details }: Shared): string =>
  ['name', 'email', ...details.questions.map(({ id }) => `answer-${id}`)].map(name => `data-${name}="…"`).join(' ');

/** The same from a script that opens the booking page by itself. */
export const openCode = ({ url, details }: Shared): string => {
  const answers = details.questions.map(({ id }) => `${JSON.stringify(id)}: '…'`).join(', ');
  return `MeetingScheduler.open('${url}', { prefill: { name: '…', email: '…'${answers && `, answers: { ${answers} }`} } });`;
};

export const eventsCode = `document.addEventListener('scheduler:booked', event => {\n  console.log(event.detail.start, event.detail.end);\n});`;
