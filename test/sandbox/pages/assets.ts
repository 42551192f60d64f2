import { readdir, readFile } from 'node:fs/promises';

/** Style sheets, and the modules in `browser/` with their types taken out. Read anew each time: a reload shows an edit. */

const browser = new URL('browser/', import.meta.url);
const style = new URL('style/', import.meta.url);

export interface Asset {
  readonly type: string;
  readonly content: string;
}

/** null: there is no such file. */
export const readAsset = async (name: string): Promise<Asset | null> => {
  if ((await readdir(style)).includes(name)) {
    return { type: 'text/css; charset=utf-8', content: await readFile(new URL(name, style), 'utf8') };
  }
  if (!(await readdir(browser)).includes(name)) return null;
  const { transformWithOxc } = await import('vite');
  const { code } = await transformWithOxc(await readFile(new URL(name, browser), 'utf8'), name, { sourcemap: false });
  return { type: 'text/javascript; charset=utf-8', content: code };
};
