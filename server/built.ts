import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Assets, GuestPage } from './http/guest/page.ts';

/** What the build made for the server: the renderer of guest pages, and the names of the files that they load. */
export interface Built {
  readonly render: (page: GuestPage) => string;
  readonly assets: Assets;
}

interface Chunk {
  readonly file: string;
  readonly imports?: readonly string[];
}

const SCRIPT = 'booking/client.tsx';

/** @throws where the build has no such file */
const assetsOf = (manifest: Readonly<Record<string, Chunk>>): Assets => {
  const chunk = (name: string): Chunk => {
    const found = manifest[name];
    if (!found) throw new Error(`There is no ${name}`);
    return found;
  };
  const address = (name: string): string => `/${chunk(name).file}`;
  const imported = (name: string): string[] =>
    (chunk(name).imports ?? []).flatMap(other => [address(other), ...imported(other)]);
  const script = address(SCRIPT);
  const shared = [...new Set(imported(SCRIPT))];
  const part = (name: string): string[] => {
    const files = new Set([address(name), ...imported(name)]);
    return [...files].filter(file => file !== script && !shared.includes(file));
  };
  return {
    style: address('booking/style.css'),
    script,
    shared,
    book: part('booking/book-view.tsx'),
    picker: part('booking/picker/picker.tsx'),
    details: part('booking/form/details.tsx'),
    manage: part('booking/manage/manage-view.tsx'),
    reminders: part('booking/manage/reminders-view.tsx'),
  };
};

/** @throws where `dist` doesn't hold a complete build */
export const loadBuilt = async (dist: string): Promise<Built> => {
  try {
    const assets = assetsOf(JSON.parse(await readFile(join(dist, 'client/.vite/manifest.json'), 'utf8')));
    const { renderGuestPage } = await import(pathToFileURL(join(dist, 'ssr/booking.js')).href);
    return { render: renderGuestPage, assets };
  } catch (cause) {
    throw new Error(`The build in ${dist} isn’t complete: run npm run build`, { cause });
  }
};
