import type { EmbedOptions } from '../../../../extension-ui/embed/options.ts';

/** What a site does with the script's own interface, and what it hears. */

declare global {
  interface Window {
    readonly MeetingScheduler?: { open(url: string, options?: EmbedOptions): { close(): void } };
  }
}

const log = document.getElementById('log');
for (const type of ['scheduler:loaded', 'scheduler:slot-selected', 'scheduler:booked']) {
  document.addEventListener(type, event => {
    if (!(event instanceof CustomEvent)) return;
    const line = document.createElement('li');
    line.textContent = `${type} ${JSON.stringify(event.detail)}`;
    log?.append(line);
  });
}

const form = document.getElementById('prefill');
if (form instanceof HTMLFormElement) {
  form.addEventListener('submit', event => {
    event.preventDefault();
    const { name, email } = Object.fromEntries(new FormData(form));
    window.MeetingScheduler?.open(form.dataset.url ?? '', { prefill: { name: `${name}`, email: `${email}` } });
  });
}
