import type { Page } from 'playwright-core';

/** What people who see can't do with a page: read what lies under something else, or find where the focus is. */

/** Pairs of what is shown that lie over each other, neither being part of the other. */
export const overlapsOf = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const control = 'a[href], button, input, textarea, select, summary';
    const isSeen = (element: Element): boolean =>
      element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
      element.closest('.unseen') === null &&
      element.getBoundingClientRect().right > 0;
    interface Part {
      readonly of: Element;
      readonly said: string;
      readonly box: DOMRect;
      /** Of lines of text the box is higher than the letters. */
      readonly slack: number;
    }
    const parts: Part[] = [...document.querySelectorAll(control)]
      .filter(isSeen)
      .map(of => ({ of, said: of.textContent || of.id || of.tagName, box: of.getBoundingClientRect(), slack: 1 }));
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const text = texts.currentNode;
      const of = text.parentElement;
      if (!of || !text.textContent?.trim() || !isSeen(of)) continue;
      const range = document.createRange();
      range.selectNodeContents(text);
      for (const box of range.getClientRects()) parts.push({ of, said: text.textContent, box, slack: 8 });
    }
    const meet = (one: Part, other: Part): boolean => {
      const slack = Math.max(one.slack, other.slack);
      const wide = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
      const high = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
      return wide > 1 && high > slack && !one.of.contains(other.of) && !other.of.contains(one.of);
    };
    return parts.flatMap((one, index) =>
      parts
        .slice(index + 1)
        .filter(other => meet(one, other))
        .map(other => `“${one.said.trim()}” and “${other.said.trim()}”`),
    );
  });

/** What is wrong with how the focus is shown; null: it is seen, and nothing lies over it. */
export const focusFault = (page: Page): Promise<string | null> =>
  page.evaluate(() => {
    const focused = document.activeElement;
    if (!(focused instanceof HTMLElement) || focused === document.body) return 'Nothing has the focus';
    const said = focused.getAttribute('aria-label') ?? (focused.textContent || focused.id);
    const { outlineStyle, outlineWidth } = getComputedStyle(focused);
    // A heading that is no control is where reading goes on: it shows nothing.
    const isControl = focused.tabIndex >= 0;
    if (isControl && (outlineStyle === 'none' || Number.parseFloat(outlineWidth) < 2)) return `${said}: no outline`;
    const { left, right, top, bottom } = focused.getBoundingClientRect();
    const [from, to] = [Math.max(top, 0), Math.min(bottom, innerHeight)];
    if (from >= to || left < 0 || right > innerWidth) return `${said}: out of sight`;
    const shown = document.elementFromPoint((left + right) / 2, (from + to) / 2);
    return shown && (focused.contains(shown) || shown.contains(focused)) ? null : `${said}: under something else`;
  });

/** Clock times that stand in a text that runs the other way without being kept apart from it. */
export const looseTimes = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const found: string[] = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const text = texts.currentNode.textContent ?? '';
      const of = texts.currentNode.parentElement;
      if (!of || of.closest('bdi, script, style, [hidden]') || !/\d:\d\d/.test(text)) continue;
      const apart = text.replaceAll(/[\u2066-\u2068][^\u2069]*\u2069/g, '');
      if (/\d:\d\d/.test(apart)) found.push(text);
    }
    return found;
  });
