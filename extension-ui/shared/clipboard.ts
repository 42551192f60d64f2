/** The same content twice: for composers, and for fields that take plain text. */
export interface RichText {
  readonly html: string;
  readonly text: string;
}

/** Safari copies only where something is selected; what is selected doesn't matter, the listener decides what is copied. */
const withSelection = (act: () => boolean): boolean => {
  const selection = document.getSelection();
  const before = selection && selection.rangeCount > 0 ? selection.getRangeAt(0) : null;
  const holder = document.createElement('span');
  holder.className = 'unseen';
  holder.textContent = '-';
  document.body.append(holder);
  selection?.selectAllChildren(holder);
  try {
    return act();
  } finally {
    selection?.removeAllRanges();
    if (before) selection?.addRange(before);
    holder.remove();
  }
};

/**
 * Works in a cross-site frame whether or not the page around it grants `clipboard-write`, which `navigator.clipboard` needs;
 * only in, or shortly after, a click or a key press.
 */
const copyByCommand = ({ html, text }: RichText): boolean => {
  let taken = false;
  const onCopy = (event: ClipboardEvent) => {
    if (!event.clipboardData) return;
    event.clipboardData.setData('text/plain', text);
    if (html) event.clipboardData.setData('text/html', html);
    event.preventDefault();
    event.stopImmediatePropagation();
    taken = true;
  };
  document.addEventListener('copy', onCopy, { capture: true });
  try {
    return withSelection(() => document.execCommand('copy')) && taken;
  } catch {
    return false;
  } finally {
    document.removeEventListener('copy', onCopy, { capture: true });
  }
};

const copyByPermission = async ({ html, text }: RichText): Promise<boolean> => {
  try {
    if (!html) {
      await navigator.clipboard.writeText(text);
      return true;
    }
    const typed = (content: string, type: string) => ({ [type]: new Blob([content], { type }) });
    await navigator.clipboard.write([new ClipboardItem({ ...typed(text, 'text/plain'), ...typed(html, 'text/html') })]);
    return true;
  } catch {
    return false;
  }
};

/** Whether it is on the clipboard now. With an empty `html` only plain text is put there. */
export const copy = async (content: RichText): Promise<boolean> =>
  copyByCommand(content) || (await copyByPermission(content));
