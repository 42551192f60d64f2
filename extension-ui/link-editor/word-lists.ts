import type { HtmlNode } from './footer-html.ts';

/**
 * Lists as Word puts them on the clipboard: paragraphs with `mso-list:l0 level1 lfo1` in their style, each of which begins with its
 * bullet or number in a span of `mso-list:Ignore`.
 */

const childrenOf = (node: HtmlNode): HtmlNode[] => Array.from(node.childNodes);
const styleOf = (node: HtmlNode): string => node.getAttribute?.('style') ?? '';
const isItem = (node: HtmlNode): boolean => node.nodeName === 'P' && /mso-list:\s*l\d/i.test(styleOf(node));
const isSign = (node: HtmlNode): boolean => /mso-list:\s*ignore/i.test(styleOf(node));

const textOf = (node: HtmlNode): string =>
  node.nodeName === '#text' ? (node.nodeValue ?? '') : childrenOf(node).map(textOf).join('');
const signOf = (node: HtmlNode): string => (isSign(node) ? textOf(node) : childrenOf(node).map(signOf).join(''));

/** A number or letter has a point or a bracket after it; a bullet may be the letter o. */
const listOf = (item: HtmlNode): 'OL' | 'UL' => (/^\s*\(?[\da-z]+[.)]/i.test(signOf(item)) ? 'OL' : 'UL');

const withoutSign = (node: HtmlNode): HtmlNode => ({
  nodeName: node.nodeName,
  nodeValue: node.nodeValue,
  childNodes: childrenOf(node)
    .filter(child => !isSign(child))
    .map(withoutSign),
  getAttribute: name => node.getAttribute?.(name) ?? null,
});

const isBlank = ({ nodeName, nodeValue }: HtmlNode): boolean =>
  nodeName === '#comment' || (nodeName === '#text' && (nodeValue ?? '').trim() === '');

/** The nodes, with those paragraphs as lists; of levels below the first the items stand in the same list. */
export const withLists = (nodes: readonly HtmlNode[]): readonly HtmlNode[] => {
  const all: HtmlNode[] = [];
  /** Of the list that the next item goes on with. */
  let name = '';
  let items: HtmlNode[] = [];
  for (const node of nodes) {
    if (isItem(node)) {
      if (listOf(node) !== name) {
        name = listOf(node);
        items = [];
        all.push({ nodeName: name, nodeValue: null, childNodes: items });
      }
      items.push({ ...withoutSign(node), nodeName: 'LI' });
    } else if (name === '' || !isBlank(node)) {
      name = '';
      all.push(node);
    }
  }
  return all;
};
