import { readdir, readFile } from 'node:fs/promises';

/** The modules in `browser/`, with their types taken out. Read anew each time, so that a reload shows an edit. */

const folder = new URL('browser/', import.meta.url);

/** null: there is no such module. */
export const browserScript = async (name: string): Promise<string | null> => {
  if (!(await readdir(folder)).includes(name)) return null;
  const { transformWithOxc } = await import('vite');
  const { code } = await transformWithOxc(await readFile(new URL(name, folder), 'utf8'), name, { sourcemap: false });
  return code;
};
