import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { createSite, type Opened } from './site.ts';

type Site = Awaited<ReturnType<typeof createSite>>;

/** For a test file: one site, as new before each test; what a test opened is closed after it. */
export const visitedSite = (): Pick<Site, 'url' | 'world' | 'open'> => {
  let site: Site | undefined;
  const opened: Opened[] = [];

  const current = (): Site => {
    if (!site) throw new Error('The site is there once the tests begin.');
    return site;
  };

  beforeAll(async () => {
    site = await createSite();
  });
  beforeEach(() => current().reset());
  afterEach(async () => {
    for (const { done } of opened.splice(0)) await done();
  });
  afterAll(() => site?.close());

  return {
    get url() {
      return current().url;
    },
    get world() {
      return current().world;
    },
    open: async (...visit) => {
      const visited = await current().open(...visit);
      opened.push(visited);
      return visited;
    },
  };
};
