/** The CRM's own messages, above everything else on the page. */

const element = <K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className: string,
  text = '',
): HTMLElementTagNameMap[K] => {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
};

const SNACKBAR_SHOWN = 6_000;

export interface Snackbar {
  readonly message: string;
  readonly link?: { readonly url: string; readonly label: string } | undefined;
}

/** A popover, so that it stands above an open modal too. */
export const showSnackbar = ({ message, link }: Snackbar): void => {
  document.querySelector('.snackbar')?.remove();
  const bar = element('div', 'snackbar', message);
  bar.setAttribute('role', 'status');
  bar.popover = 'manual';
  if (link && /^https?:/.test(link.url)) {
    const anchor = element('a', '', link.label);
    anchor.href = link.url;
    anchor.target = '_blank';
    anchor.rel = 'noopener';
    bar.append(anchor);
  }
  const close = element('button', 'quiet', '×');
  close.type = 'button';
  close.setAttribute('aria-label', 'Dismiss');
  close.addEventListener('click', () => bar.remove());
  bar.append(close);
  document.body.append(bar);
  bar.showPopover();
  setTimeout(() => bar.remove(), SNACKBAR_SHOWN);
};

export interface Confirmation {
  readonly title: string;
  readonly description?: string | undefined;
  readonly okText?: string | undefined;
  readonly cancelText?: string | undefined;
  readonly okColor?: string | undefined;
}

const buttonClass = (color: string | undefined): string =>
  color === 'primary' || color === 'secondary' ? color : 'negative';

/** Escape and the button *Cancel* both answer false. */
export const askConfirmation = (ask: Confirmation): Promise<boolean> =>
  new Promise(resolve => {
    const dialog = element('dialog', 'confirmation');
    const title = element('h2', '', ask.title);
    title.id = 'confirmation-title';
    dialog.setAttribute('aria-labelledby', title.id);
    const cancel = element('button', 'secondary', ask.cancelText ?? 'Cancel');
    const ok = element('button', buttonClass(ask.okColor), ask.okText ?? 'OK');
    const buttons = element('div', 'buttons');
    buttons.append(cancel, ok);
    dialog.append(title, element('p', '', ask.description ?? ''), buttons);
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'ok');
    });
    cancel.addEventListener('click', () => dialog.close());
    ok.addEventListener('click', () => dialog.close('ok'));
    document.body.append(dialog);
    dialog.showModal();
  });
