import { linkTarget } from '../meeting-fields/link-target.ts';
import { withLists } from './word-lists.ts';

/** The host's closing words as HTML of the subset that the server keeps, written so that the server leaves it as it is. */

/** What of a document's node is read; texts have no children. */
export interface HtmlNode {
  /** `P`, `#text`, `#comment`. */
  readonly nodeName: string;
  readonly nodeValue: string | null;
  readonly childNodes: ArrayLike<HtmlNode>;
  getAttribute?(name: string): string | null;
}

const inline: Readonly<Partial<Record<string, string>>> = { B: 'b', STRONG: 'b', I: 'i', EM: 'i', U: 'u' };
const blocks = new Set(
  'P DIV H1 H2 H3 H4 H5 H6 BLOCKQUOTE PRE SECTION ARTICLE HEADER FOOTER MAIN TABLE TBODY THEAD TR DL DT DD FIGURE FORM'.split(
    ' ',
  ),
);
const dropped = new Set('#comment SCRIPT STYLE HEAD TITLE META LINK TEMPLATE NOSCRIPT IFRAME OBJECT SVG'.split(' '));

const escapeText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const childrenOf = (node: HtmlNode): HtmlNode[] => Array.from(node.childNodes);
const isList = ({ nodeName }: HtmlNode): boolean => nodeName === 'UL' || nodeName === 'OL';
const isBlock = (node: HtmlNode): boolean => isList(node) || node.nodeName === 'LI' || blocks.has(node.nodeName);

const hasBlock = (node: HtmlNode): boolean => childrenOf(node).some(child => isBlock(child) || hasBlock(child));

const element = (name: string, content: string): string => (content === '' ? '' : `<${name}>${content}</${name}>`);

/** Of a node without blocks in it. */
const inlineHtml = (node: HtmlNode): string => {
  const { nodeName } = node;
  if (nodeName === '#text') return escapeText((node.nodeValue ?? '').replace(/[\t\n\r ]+/g, ' '));
  if (dropped.has(nodeName)) return '';
  if (nodeName === 'BR') return '<br>';
  const content = childrenOf(node).map(inlineHtml).join('');
  if (nodeName === 'A') {
    const target = linkTarget(node.getAttribute?.('href') ?? '');
    const isText = content.replaceAll('<br>', '').trim() !== '';
    return target && isText
      ? `<a href="${escapeText(target)}" rel="noopener noreferrer" target="_blank">${content}</a>`
      : content;
  }
  const name = inline[nodeName];
  return name ? element(name, content) : content;
};

/** Breaks and spaces at the ends of a block are the browser's own, to keep it open for the caret. */
const trimmed = (html: string): string => html.replace(/^ +/, '').replace(/(?: |<br>)+$/, '');

const itemHtml = (node: HtmlNode): string => {
  const parts: string[] = [];
  let line = '';
  const end = () => {
    if (trimmed(line) !== '') parts.push(trimmed(line));
    line = '';
  };
  for (const child of childrenOf(node)) {
    if (isList(child)) {
      end();
      parts.push(listHtml(child));
    } else if (isBlock(child) || hasBlock(child)) {
      end();
      const inner = itemHtml(child);
      if (inner !== '') parts.push(inner);
    } else line += inlineHtml(child);
  }
  end();
  return parts.reduce(
    (whole, part) => (whole === '' || /^<[uo]l>/.test(part) ? whole + part : `${whole}<br>${part}`),
    '',
  );
};

const listHtml = (node: HtmlNode): string =>
  element(
    node.nodeName.toLowerCase(),
    childrenOf(node)
      .map(child => element('li', isList(child) ? listHtml(child) : itemHtml(asItem(child))))
      .join(''),
  );

/** Whatever stands in a list is an item of it. */
const asItem = (node: HtmlNode): HtmlNode =>
  node.nodeName === 'LI' ? node : { nodeName: 'LI', nodeValue: null, childNodes: [node] };

const EMPTY = '<p><br></p>';

const blockHtml = (node: HtmlNode): string => {
  const parts: string[] = [];
  let line = '';
  const end = () => {
    const content = trimmed(line);
    // A paragraph that only holds a break is an empty line.
    parts.push(content === '' && line.includes('<br>') ? EMPTY : element('p', content));
    line = '';
  };
  for (const child of withLists(childrenOf(node))) {
    if (dropped.has(child.nodeName)) continue;
    if (isList(child)) {
      end();
      parts.push(listHtml(child));
    } else if (child.nodeName === 'LI') {
      end();
      parts.push(element('ul', element('li', itemHtml(child))));
    } else if (isBlock(child) || hasBlock(child)) {
      end();
      parts.push(blockHtml(child));
    } else line += inlineHtml(child);
  }
  end();
  return parts.join('');
};

/**
 * Everything below `root`: paragraphs and lists, with bold, italic, underline, breaks and links in them; all else is its text.
 * Empty lines stay between others, not at the ends.
 */
export const footerHtml = (root: HtmlNode): string =>
  blockHtml(root).replace(/^(?:<p><br><\/p>)+|(?:<p><br><\/p>)+$/g, '');
