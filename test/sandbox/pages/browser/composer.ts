import { showSnackbar } from './dialogs.ts';

/** The CRM's own e-mail composer: rich text in a contenteditable, or a plain textarea. */

// biome-ignore lint/performance/useDomNodeTextContent: line breaks have to stay
const writtenText = (rich: HTMLElement): string => rich.innerText;

/** As mail programs do with addresses that were pasted as text. */
const linkAddresses = (written: HTMLElement): void => {
  const walker = document.createTreeWalker(written, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (walker.nextNode()) texts.push(walker.currentNode as Text);
  for (const text of texts) {
    if (text.parentElement?.closest('a')) continue;
    const pieces = text.data.split(/(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)])/);
    const nodes = pieces.map((piece, index) => {
      if (index % 2 === 0) return piece;
      const anchor = document.createElement('a');
      anchor.href = piece;
      anchor.textContent = piece;
      return anchor;
    });
    if (nodes.length > 1) text.replaceWith(...nodes);
  }
};

const startComposer = (form: HTMLFormElement): void => {
  const rich = form.querySelector<HTMLElement>('[contenteditable]');
  const plain = form.querySelector('textarea');
  const mode = form.querySelector<HTMLInputElement>('input[name=plain]');
  const send = form.querySelector<HTMLButtonElement>('button[type=submit]');
  if (!(rich && plain && mode && send)) throw new Error('The composer lost its parts');

  mode.addEventListener('change', () => {
    rich.hidden = mode.checked;
    plain.hidden = !mode.checked;
    if (mode.checked) plain.value = writtenText(rich);
    // biome-ignore lint/performance/useDomNodeTextContent: line breaks have to become <br>
    else rich.innerText = plain.value;
    (mode.checked ? plain : rich).focus();
  });

  for (const button of form.querySelectorAll<HTMLButtonElement>('[data-format]')) {
    // Keeps the selection in the text.
    button.addEventListener('mousedown', event => event.preventDefault());
    button.addEventListener('click', () => document.execCommand(button.dataset.format ?? ''));
  }

  const deliver = async () => {
    const fields = new FormData(form);
    send.disabled = true;
    linkAddresses(rich);
    const reply = await fetch('/mail/send', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        to: fields.get('to'),
        subject: fields.get('subject'),
        ...(mode.checked ? { text: plain.value } : { text: writtenText(rich), html: rich.innerHTML }),
      }),
    });
    send.disabled = false;
    const { message, inbox } = (await reply.json()) as { message: string; inbox?: string };
    showSnackbar({ message, link: inbox ? { url: inbox, label: 'Open the inbox' } : undefined });
    if (!reply.ok) return;
    rich.replaceChildren();
    plain.value = '';
  };
  form.addEventListener('submit', event => {
    event.preventDefault();
    deliver().catch(() => {
      send.disabled = false;
      showSnackbar({ message: 'The e-mail couldn’t be sent' });
    });
  });
};

export const startComposers = (): void => {
  for (const form of document.querySelectorAll<HTMLFormElement>('form.composer')) startComposer(form);
};
