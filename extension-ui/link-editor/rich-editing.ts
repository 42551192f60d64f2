import { footerHtml } from './footer-html.ts';

/** What the toolbar of a rich text does, by the browser's own editing commands, which keep its undo. */

export const toggles = ['bold', 'italic', 'insertUnorderedList', 'insertOrderedList'] as const;
export type Toggle = (typeof toggles)[number];

/** HTML of anybody's making, as what may stand in a footer. Nothing in the parsed document runs or loads. */
export const cleanHtml = (html: string): string => footerHtml(new DOMParser().parseFromString(html, 'text/html').body);

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** Lines become breaks, empty lines new paragraphs. */
const htmlOfText = (text: string): string => {
  const paragraphs = text
    .replace(/\r\n?/g, '\n')
    .trim()
    .split(/\n{2,}/);
  const lines = paragraphs.map(paragraph => escaped(paragraph).replaceAll('\n', '<br>'));
  return lines.length === 1 ? (lines[0] ?? '') : lines.map(line => `<p>${line}</p>`).join('');
};

const ONE_PARAGRAPH = /^<p>((?:(?!<\/?p>)[\s\S])*)<\/p>$/;

/** What is pasted or dropped; what stood in one paragraph goes on in the one where the caret is. */
export const cleanTransfer = (transfer: DataTransfer): string => {
  const html = transfer.getData('text/html');
  if (html === '') return htmlOfText(transfer.getData('text/plain'));
  const clean = cleanHtml(html);
  return ONE_PARAGRAPH.exec(clean)?.[1] ?? clean;
};

const command = (name: string, value?: string): void => {
  document.execCommand(name, false, value);
};

/** Plain elements instead of styles, paragraphs instead of `div`. */
export const prepare = (): void => {
  command('styleWithCSS', 'false');
  command('defaultParagraphSeparator', 'p');
};

export const toggle = (name: Toggle): void => command(name);
export const insert = (html: string): void => command('insertHTML', html);
export const unlink = (): void => command('unlink');

export const isOn = (name: Toggle): boolean => document.queryCommandState(name);

/** The selection inside `root`, to come back to after the focus was elsewhere. */
export const selectionIn = (root: HTMLElement): Range | null => {
  const selection = document.getSelection();
  const range = selection && selection.rangeCount > 0 ? selection.getRangeAt(0) : null;
  return range && root.contains(range.commonAncestorContainer) ? range.cloneRange() : null;
};

export const select = (root: HTMLElement, range: Range | null): void => {
  root.focus();
  if (!range) return;
  const selection = document.getSelection();
  selection?.removeAllRanges();
  selection?.addRange(range);
};

/** The link that a range stands in. */
export const linkAt = (range: Range | null): HTMLAnchorElement | null => {
  const node = range?.commonAncestorContainer;
  const element = node instanceof Element ? node : node?.parentElement;
  return element?.closest('a') ?? null;
};

/** What is selected becomes a link; where nothing is, the address itself is put in. */
export const setLink = (range: Range | null, target: string): void => {
  const link = linkAt(range);
  if (link) link.href = target;
  else if (range && !range.collapsed) command('createLink', target);
  else insert(`<a href="${escaped(target)}">${escaped(target.replace(/^(?:https?:\/\/|mailto:)/, ''))}</a>`);
};
