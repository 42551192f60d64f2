import { htmlAsText } from './clean.ts';
import type { Letter, Target } from './letter.ts';

const spoken = ({ label, date, time, zone }: Letter['time'], colon: string): string =>
  `${label}${colon} ${date} · ${time}${zone && `\n${zone}`}`;

const indented = (value: string): string =>
  value.includes('\n') ? `\n  ${value.replaceAll('\n', '\n  ')}` : ` ${value}`;

/** Ends a sentence or a label by itself, also within quotes or brackets. */
const ENDED = /[\p{Sentence_Terminal}:：;؛…][\p{Pe}\p{Pf}"']*$/u;

const labelled = (label: string, colon: string): string => (ENDED.test(label) ? label : `${label}${colon}`);

/** The letter as plain text: the same words in the same order as its HTML. */
export const letterText = (letter: Letter): string => {
  const { colon } = letter;
  const footer = htmlAsText(letter.footer);
  const addressed = (target: Target | null) => (target ? [`${target.label}${colon}\n${target.url}`] : []);
  return `${[
    letter.heading,
    ...letter.paragraphs,
    letter.meeting,
    spoken(letter.time, colon),
    ...(letter.before ? [spoken(letter.before, colon)] : []),
    letter.rows
      .map(({ label, value, before }) =>
        [`${labelled(label, colon)}${indented(value)}`, before].filter(Boolean).join('\n  '),
      )
      .join('\n'),
    ...addressed(letter.button),
    ...addressed(letter.link),
    ...(footer ? [footer] : []),
    ...addressed(letter.unsubscribe),
    `-- \n${letter.reply}\n${letter.app}`,
  ]
    .filter(part => part !== '')
    .join('\n\n')}\n`;
};
