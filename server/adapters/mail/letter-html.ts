import { escapeHtml } from '../../domain/html.ts';
import type { Letter, Row } from './letter.ts';

const FONT = "-apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";

/** Bar over the heading. */
const barColours: Readonly<Record<Letter['tone'], string>> = {
  confirmed: '#1a7f4b',
  changed: '#2f66d0',
  cancelled: '#8a919c',
  attention: '#c77700',
};

/**
 * Colours are in inline styles for programs that drop the style block; the block only carries what can't be inline:
 * dark colours, and less padding on narrow screens. `data-ogsc` and `data-ogsb` are what Outlook.com puts in dark mode.
 */
const dark: readonly (readonly [selector: string, declarations: string])[] = [
  ['.page', 'background:#16181c !important'],
  [
    '.card',
    'background:#22252b !important;border-inline-color:#363a43 !important;border-bottom-color:#363a43 !important',
  ],
  ['.time', 'background:#2b2f37 !important'],
  ['.strong', 'color:#f2f3f5 !important'],
  ['.plain', 'color:#d3d6db !important'],
  ['.quiet', 'color:#a4aab4 !important'],
  ['.link', 'color:#8ab4ff !important'],
  ['.rule', 'border-color:#363a43 !important'],
  ['.footer a', 'color:#8ab4ff !important'],
];

const STYLE = [
  ':root{color-scheme:light dark;supported-color-schemes:light dark}',
  'body{margin:0;padding:0;-webkit-text-size-adjust:100%}',
  '.footer p{margin:0 0 8px}.footer ul,.footer ol{margin:0 0 8px;padding-inline-start:20px}',
  '@media (max-width:480px){.pad{padding-left:20px !important;padding-right:20px !important}.outer{padding:12px 8px !important}}',
  `@media (prefers-color-scheme:dark){${dark.map(([selector, declarations]) => `${selector}{${declarations}}`).join('')}}`,
  ...dark.map(([selector, declarations]) =>
    ['[data-ogsc]', '[data-ogsb]']
      .map(mark => `${mark} ${selector}`)
      .join(',')
      .concat(`{${declarations}}`),
  ),
].join('\n');

const TABLE = 'role="presentation" cellpadding="0" cellspacing="0" border="0"';

/** In a text of one direction, a value of unknown direction keeps to itself. Mail programs that drop elements they don't know keep this one. */
const isolated = (html: string): string => `<span dir="auto" style="unicode-bidi:isolate">${html}</span>`;

const linesOf = (text: string): string =>
  text
    .split('\n')
    .map(line => isolated(escapeHtml(line)))
    .join('<br>');

const rowHtml = ({ label, value, url, before }: Row): string => {
  const shown = url
    ? `<a class="link" href="${escapeHtml(url)}" style="color:#2f66d0">${linesOf(value)}</a>`
    : linesOf(value);
  return `<tr><td class="rule" style="border-top:1px solid #e6e8eb;padding:10px 0;font-size:15px;line-height:22px">
<div class="quiet" style="color:#5c6470;font-size:13px;line-height:18px">${isolated(escapeHtml(label))}</div>
<div class="plain" style="color:#2b3038;overflow-wrap:anywhere;word-break:break-word">${shown}</div>${
    before
      ? `\n<div class="quiet" style="color:#5c6470;font-size:14px;line-height:20px;overflow-wrap:anywhere">${linesOf(before)}</div>`
      : ''
  }
</td></tr>`;
};

const timeHtml = ({ time, before, isOff, colon }: Letter): string => {
  const strike = (html: string) => (isOff ? `<s>${html}</s>` : html);
  const old = before
    ? `<div class="quiet" style="color:#5c6470;font-size:14px;line-height:20px;padding-top:8px">${escapeHtml(before.label)}${colon} <s>${escapeHtml(before.date)}&nbsp;· ${isolated(escapeHtml(before.time))}</s>${before.zone && `<br>${escapeHtml(before.zone)}`}</div>`
    : '';
  return `<table ${TABLE} width="100%"><tr><td class="time" style="background:#f3f5f8;border-radius:8px;padding:14px 16px">
<div class="quiet" style="color:#5c6470;font-size:13px;line-height:18px">${escapeHtml(time.label)}</div>
<div class="strong" style="color:#15181d;font-size:17px;line-height:25px;font-weight:600">${strike(`${escapeHtml(time.date)}<br>${isolated(escapeHtml(time.time))}`)}</div>
<div class="quiet" style="color:#5c6470;font-size:14px;line-height:20px">${escapeHtml(time.zone)}</div>
${old}</td></tr></table>`;
};

const targetsHtml = ({ button, link }: Letter): string => {
  const parts: string[] = [];
  if (button)
    // Word, which is in Outlook, pads cells alone.
    parts.push(`<table ${TABLE}><tr><td bgcolor="#2b50c8" style="background:#2b50c8;border-radius:6px;mso-padding-alt:12px 22px">
<a href="${escapeHtml(button.url)}" style="display:inline-block;padding:12px 22px;border-radius:6px;background:#2b50c8;color:#ffffff;font-size:15px;line-height:20px;font-weight:600;text-decoration:none">${escapeHtml(button.label)}</a>
</td></tr></table>`);
  if (link)
    parts.push(
      `<div style="padding-top:12px;font-size:14px;line-height:20px"><a class="link" href="${escapeHtml(link.url)}" style="color:#2f66d0">${escapeHtml(link.label)}</a></div>`,
    );
  return parts.join('\n');
};

const unsubscribeHtml = ({ unsubscribe }: Letter): string =>
  unsubscribe
    ? `<p style="margin:0 0 8px"><a class="link" href="${escapeHtml(unsubscribe.url)}" style="color:#2f66d0">${escapeHtml(unsubscribe.label)}</a></p>`
    : '';

/** The letter as HTML: tables and inline styles, at most 600 px wide. `footer` is inserted as it is. */
export const letterHtml = (letter: Letter): string => {
  const { language, direction, heading, subject, time } = letter;
  const align = direction === 'rtl' ? 'right' : 'left';
  const cell = (html: string, padding: string): string =>
    html ? `<tr><td class="pad" align="${align}" style="padding:${padding}">${html}</td></tr>` : '';
  const paragraphs = letter.paragraphs
    .map(
      text =>
        `<p class="plain" style="margin:8px 0 0;color:#2b3038;font-size:15px;line-height:23px;overflow-wrap:anywhere">${escapeHtml(text)}</p>`,
    )
    .join('\n');
  const targets = targetsHtml(letter);
  return `<!doctype html>
<html lang="${language}" dir="${direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no,date=no,address=no,email=no">
<title>${escapeHtml(subject)}</title>
<style>
${STYLE}
</style>
</head>
<body class="page" style="margin:0;padding:0;background:#f3f4f6">
<div style="display:none;max-height:0;overflow:hidden;font-size:1px;line-height:1px;opacity:0">${escapeHtml(`${time.date} · ${time.time} · ${time.zone}`)}</div>
<div lang="${language}" dir="${direction}">
<table ${TABLE} width="100%" class="page" style="background:#f3f4f6"><tr><td class="outer" align="center" style="padding:28px 12px;font-family:${FONT}">
<!--[if mso]><table ${TABLE} width="600"><tr><td><![endif]-->
<table ${TABLE} width="100%" dir="${direction}" style="max-width:600px;text-align:${align}">
<tr><td class="card" style="background:#ffffff;border:1px solid #e0e3e8;border-top:4px solid ${barColours[letter.tone]};border-radius:8px">
<table ${TABLE} width="100%">
${cell(
  `<h1 class="strong" style="margin:0;color:#15181d;font-size:22px;line-height:29px;font-weight:700">${escapeHtml(heading)}</h1>
${paragraphs}`,
  '26px 32px 0',
)}
${cell(`<h2 class="strong" style="margin:0 0 10px;color:#15181d;font-size:17px;line-height:24px;font-weight:600;overflow-wrap:anywhere">${isolated(escapeHtml(letter.meeting))}</h2>\n${timeHtml(letter)}`, '22px 32px 0')}
${cell(targets, '18px 32px 0')}
${cell(`<table ${TABLE} width="100%">${letter.rows.map(rowHtml).join('\n')}</table>`, '20px 32px 14px')}
</table>
</td></tr>
${letter.footer ? cell(`<div class="footer plain" style="color:#2b3038;font-size:14px;line-height:21px;overflow-wrap:anywhere">${letter.footer}</div>`, '18px 32px 0') : ''}
${cell(`<div class="quiet" style="color:#5c6470;font-size:13px;line-height:19px">${unsubscribeHtml(letter)}${escapeHtml(letter.reply)}<br>${escapeHtml(letter.app)}</div>`, '16px 32px 0')}
</table>
<!--[if mso]></td></tr></table><![endif]-->
</td></tr></table>
</div>
</body>
</html>
`;
};
