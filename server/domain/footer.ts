/** Elements that a footer may have; all but `a` without attributes. */
const ELEMENTS = ['p', 'b', 'strong', 'i', 'em', 'u', 'ul', 'ol', 'li', 'br', 'a'] as const;
const OPEN = new RegExp(`^<(${ELEMENTS.join('|')})\\s*/?>$`, 'i');
const CLOSE = new RegExp(`^</(${ELEMENTS.join('|')})\\s*>$`, 'i');
const ANCHOR = /^<a\s[^>]*?href\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)')[^>]*>$/i;
const SAFE_TARGET = /^(?:https?:\/\/|mailto:)[^\s"'<>`]+$/i;

/** `&` stands where a reference follows it, so that what was sanitised comes out the same when it is sanitised again. */
const escapeText = (text: string): string =>
  text
    .replace(/&(?!(?:[a-z]{2,8}|#\d{1,6}|#x[\da-f]{1,6});)/gi, '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

/**
 * A host's footer as HTML of a safe subset: paragraphs, bold, italic, underline, lists, line breaks and links to http(s) and mailto.
 * Everything else becomes text, and every element is closed, so the result stands in any page or mail.
 */
export const sanitiseFooter = (html: string): string => {
  const open: string[] = [];
  let safe = '';
  /** The innermost one, with what is open in it. */
  const close = (element: string): void => {
    const at = open.lastIndexOf(element);
    if (at < 0) return;
    for (const name of open.splice(at).reverse()) safe += `</${name}>`;
  };
  for (const piece of html.split(/(<[^<>]*>)/)) {
    const target = ANCHOR.exec(piece);
    const url = (target?.[1] ?? target?.[2] ?? '').replaceAll('&amp;', '&');
    const opened = OPEN.exec(piece)?.[1]?.toLowerCase();
    const closed = CLOSE.exec(piece)?.[1]?.toLowerCase();
    if (target) {
      if (!SAFE_TARGET.test(url)) continue;
      close('a');
      safe += `<a href="${escapeText(url)}" rel="noopener noreferrer" target="_blank">`;
      open.push('a');
    } else if (opened === 'br') safe += '<br>';
    else if (opened && opened !== 'a') {
      safe += `<${opened}>`;
      open.push(opened);
    } else if (closed) close(closed);
    else if (!opened) safe += escapeText(piece);
  }
  while (open.length > 0) safe += `</${open.pop()}>`;
  return safe.trim();
};
