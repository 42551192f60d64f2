import { hydrate } from 'preact';
import { clearAddress } from './brought/clear-address.ts';
import { GuestApp, type GuestAppProps } from './guest-app.tsx';
import { deeds, details, loadPartsOf, picker } from './parts.ts';

/** When the browser has nothing to do, or the guest is about to choose: what comes next then opens at once. */
const prepareBooking = (): void => {
  const load = (): void => {
    // Who can't be prepared for is asked to wait.
    Promise.all([details, deeds, picker].map(({ load }) => load())).catch(() => {});
  };
  for (const event of ['pointerdown', 'focusin']) addEventListener(event, load, { once: true, passive: true });
  if ('requestIdleCallback' in window) requestIdleCallback(load);
  else setTimeout(load, 200);
};

const root = document.getElementById('page');
const data = document.getElementById('page-data')?.textContent;

if (root && data) {
  const { page, texts }: Pick<GuestAppProps, 'page' | 'texts'> = JSON.parse(data);
  clearAddress(page);
  await loadPartsOf(page);
  hydrate(<GuestApp page={page} texts={texts} />, root);
  if (page.kind === 'book') prepareBooking();
  if (page.embedded) void import('./embedded.ts').then(({ joinSite }) => joinSite(page));
}
