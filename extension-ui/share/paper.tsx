import { useLayoutEffect, useRef } from 'preact/hooks';

/**
 * The surface's policy forbids style attributes, also while a document is parsed: they go by another name, and are set by script. In
 * texts there is none, since their quotes are escaped. A link is shown, but leads nowhere.
 */
const shown = (html: string): DocumentFragment => {
  const page = new DOMParser().parseFromString(html.replaceAll(' style="', ' data-look="'), 'text/html');
  const copyOf = (node: Node): Node | null => {
    if (node instanceof Text || node.nodeType === Node.TEXT_NODE)
      return document.createTextNode(node.textContent ?? '');
    if (node.nodeType !== Node.ELEMENT_NODE) return null;
    const element = node as HTMLElement;
    const copied = document.createElement(element.localName === 'a' ? 'span' : element.localName);
    for (const { name, value } of element.attributes) {
      if (name === 'data-look') copied.style.cssText = value;
      else if (name !== 'href' && name !== 'target') copied.setAttribute(name, value);
    }
    if (element.localName === 'a' && !copied.style.textDecoration) copied.style.textDecoration = 'underline';
    copied.append(...[...element.childNodes].map(copyOf).filter(child => child !== null));
    return copied;
  };
  const fragment = document.createDocumentFragment();
  fragment.append(...[...page.body.childNodes].map(copyOf).filter(child => child !== null));
  return fragment;
};

/** What a mail will look like, on white as mail is. `html` is our own, with everything in it escaped that people wrote. */
export const Paper = ({ html }: { html: string }) => {
  const paper = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => paper.current?.replaceChildren(shown(html)), [html]);
  return <div ref={paper} class="share-paper" />;
};
