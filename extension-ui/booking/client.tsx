import { hydrate } from 'preact';
import { clearAddress } from './clear-address.ts';
import { GuestApp, type GuestAppProps } from './guest-app.tsx';

const root = document.getElementById('page');
const data = document.getElementById('page-data')?.textContent;

if (root && data) {
  const { page, texts }: Pick<GuestAppProps, 'page' | 'texts'> = JSON.parse(data);
  clearAddress(page);
  hydrate(<GuestApp page={page} texts={texts} />, root);
  if (page.embedded) void import('./embedded.ts').then(({ joinSite }) => joinSite(page));
}
