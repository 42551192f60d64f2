import { htmlAsText } from './clean.ts';
import type { Letter } from './letter.ts';

const spoken = ({ label, date, time, zone }: Letter['time']): string =>
  `${label}: ${date} · ${time}${zone && `\n${zone}`}`;

const indented = (value: string): string =>
  value.includes('\n') ? `\n  ${value.replaceAll('\n', '\n  ')}` : ` ${value}`;

/** The letter as plain text: the same words in the same order as its HTML. */
export const letterText = (letter: Letter): string => {
  const footer = htmlAsText(letter.footer);
  return `${[
    letter.heading,
    ...letter.paragraphs,
    letter.meeting,
    spoken(letter.time),
    ...(letter.before ? [spoken(letter.before)] : []),
    letter.rows
      .map(({ label, value, before }) => {
        const named = /[?:!؟]$/.test(label) ? label : `${label}:`;
        return [`${named}${indented(value)}`, before].filter(Boolean).join('\n  ');
      })
      .join('\n'),
    ...[letter.button, letter.link].flatMap(target => (target ? [`${target.label}:\n${target.url}`] : [])),
    ...(footer ? [footer] : []),
    ...(letter.unsubscribe ? [`${letter.unsubscribe.label}:\n${letter.unsubscribe.url}`] : []),
    `-- \n${letter.reply}\n${letter.app}`,
  ]
    .filter(part => part !== '')
    .join('\n\n')}\n`;
};
