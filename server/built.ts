import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { GuestPage, PageFrame } from './http/guest/page.ts';

/** What the build made for the server: the renderer of guest pages, and the names of the files that they load. */
export interface Built {
  readonly render: (page: GuestPage) => string;
  readonly assets: PageFrame['assets'];
}

const SCRIPT = 'booking/client.tsx';
const STYLE = 'booking/style.css';

/** @throws where `dist` doesn't hold a complete build */
export const loadBuilt = async (dist: string): Promise<Built> => {
  const manifest: Record<string, { file: string }> = JSON.parse(
    await readFile(join(dist, 'client/.vite/manifest.json'), 'utf8'),
  );
  const script = manifest[SCRIPT]?.file;
  const style = manifest[STYLE]?.file;
  if (!script || !style) throw new Error(`The build in ${dist} isn’t complete: run npm run build`);
  const { renderGuestPage } = await import(pathToFileURL(join(dist, 'ssr/booking.js')).href);
  return { render: renderGuestPage, assets: { script: `/${script}`, style: `/${style}` } };
};
