import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { describe, expect, test } from 'vitest';
import manifest from '../manifest.json' with { type: 'json' };
import packageJson from '../package.json' with { type: 'json' };
import { environmentExample } from '../server/config.ts';

const root = resolve(import.meta.dirname, '..');
const text = (path: string): string => readFileSync(join(root, path), 'utf8');

const sources = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map(entry => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'));

interface Import {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

const IMPORT = /^\s*(?:import|export)\s+(type\s)?(?:[^'"]*?\sfrom\s+)?['"]([^'"]+)['"]/gm;
const DYNAMIC = /\bimport\(\s*['"]([^'"]+)['"]\s*\)/g;

/** Import lines of a file: relative ones as paths from the root, packages by name. `import { type A }` counts as a value. */
const importsOf = (from: string): Import[] => {
  const code = text(from);
  const place = (to: string) =>
    to.startsWith('.')
      ? relative(root, resolve(root, dirname(from), to))
          .split(sep)
          .join('/')
      : to;
  return [
    ...Array.from(code.matchAll(IMPORT), ([, typeOnly, to = '']) => ({
      from,
      to: place(to),
      typeOnly: typeOnly !== undefined,
    })),
    ...Array.from(code.matchAll(DYNAMIC), ([, to = '']) => ({ from, to: place(to), typeOnly: false })),
  ];
};

const inside =
  (...folders: string[]) =>
  (path: string) =>
    folders.some(folder => path === folder || path.startsWith(`${folder}/`));
const isPackage = (to: string) => !/\.(tsx?|json|css)$/.test(to);

/** What a folder's files may import; everything else is a violation. */
const directions: Record<string, (to: string, one: Import) => boolean> = {
  'server/domain': inside('server/domain'),
  'server/flows': to =>
    to.startsWith('node:') || inside('server/domain', 'server/flows', 'server/ports.ts', 'server/failure.ts')(to),
  'server/adapters': (to, { from }) => {
    const own = from.split('/').slice(0, 3).join('/');
    return isPackage(to) || inside('server/domain', 'server/ports.ts', own)(to);
  },
  'server/http': to =>
    isPackage(to) || inside('server/http', 'server/flows', 'server/domain', 'server/ports.ts', 'server/failure.ts')(to),
  'server/jobs': to =>
    isPackage(to) || inside('server/jobs', 'server/flows', 'server/domain', 'server/ports.ts', 'server/failure.ts')(to),
  webhooks: to =>
    isPackage(to) || inside('webhooks', 'server/flows', 'server/domain', 'server/ports.ts', 'server/failure.ts')(to),
  'extension-ui': (to, { typeOnly }) =>
    isPackage(to) || inside('extension-ui')(to) || (typeOnly && inside('server')(to)),
};

describe('the house', () => {
  test('runs on the pinned Node', () => {
    expect(process.version).toMatch(/^v26\./);
    expect(new Set(Object.values(packageJson.optionalDependencies))).toEqual(new Set(['26.10.0']));
  });

  for (const [folder, allowed] of Object.entries(directions)) {
    test(`${folder}/ imports only in the direction of the arrows`, () => {
      const imports = sources(folder).flatMap(importsOf);
      expect(imports.length).toBeGreaterThan(2);
      expect(imports.filter(one => !allowed(one.to, one)).map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
    });
  }

  test('an import that goes against the arrows would be seen', () => {
    const against = (from: string, to: string, folder: string) =>
      directions[folder]?.(to, { from, to, typeOnly: false });
    expect(against('server/domain/slots.ts', 'server/ports.ts', 'server/domain')).toBe(false);
    expect(against('server/domain/slots.ts', 'node:fs', 'server/domain')).toBe(false);
    expect(against('server/flows/bookings/book.ts', 'server/adapters/seal.ts', 'server/flows')).toBe(false);
    expect(against('server/adapters/mail/mailer.ts', 'server/adapters/seal.ts', 'server/adapters')).toBe(false);
    expect(against('server/http/oauth.ts', 'server/adapters/seal.ts', 'server/http')).toBe(false);
    expect(against('extension-ui/booking/client.tsx', 'server/failure.ts', 'extension-ui')).toBe(false);
  });

  test('domain/ reads no clock, no chance, no environment', () => {
    for (const path of sources('server/domain')) {
      expect(text(path), path).not.toMatch(/Date\.now|new Date\(\)|Math\.random|process\.|Temporal\.Now|crypto\./);
    }
  });

  test('nothing of the product knows that the stand-in exists', () => {
    for (const folder of ['server', 'webhooks', 'extension-ui']) {
      for (const path of sources(folder)) expect(text(path), path).not.toMatch(/sandbox|stand-in/i);
    }
  });

  test('the lockfile names no host of a registry', () => {
    expect(text('package-lock.json')).not.toMatch(/"resolved"/);
  });

  test('.env.example says what the configuration reads', () => {
    expect(text('.env.example')).toBe(environmentExample());
  });
});

describe('manifest.json', () => {
  test('names routes that exist', () => {
    const code = [...sources('server/http'), ...sources('webhooks')].map(text).join('\n');
    for (const path of [manifest.callback, manifest.installation, manifest.uninstall.path, manifest.webhook.path]) {
      expect(code, path).toContain(`'${path}'`);
    }
    const surfaces = readdirSync(join(root, 'extension-ui'));
    for (const { path } of manifest.surfaces) expect(surfaces).toContain(path.replace('/ui/', ''));
  });

  test('asks for the scopes that the calls need, and for no other', () => {
    const calls = sources('server/adapters/pipedrive').map(text).join('\n');
    const needed = new Set(['base']);
    const need = (pattern: RegExp, scope: string) => pattern.test(calls) && needed.add(scope);
    need(/\/activities/, 'activities:full');
    need(/\/(persons|organizations)/, 'contacts:full');
    need(/\/deals/, 'deals:read');
    need(/\/billing\/subscriptions\/addons/, 'users:read');
    need(/\/webhooks/, 'webhooks:full');
    expect(new Set(manifest.scopes)).toEqual(needed);
  });
});

describe('README.md', () => {
  test('has commands that exist', () => {
    const commands = [...text('README.md').matchAll(/npm (?:run (?:-s )?)?([a-z]+)/g)].map(([, name = '']) => name);
    expect(commands).toEqual(expect.arrayContaining(['ci', 'demo', 'test', 'start', 'bench', 'replay']));
    for (const name of new Set(commands)) expect(['ci', ...Object.keys(packageJson.scripts)]).toContain(name);
  });

  test('names files and folders that exist', () => {
    for (const [, path = ''] of text('README.md').matchAll(
      /`((?:server|webhooks|extension-ui|test|bench)\/[\w./-]*)`/g,
    )) {
      expect(() => readdirSync(join(root, path.endsWith('/') ? path : dirname(path))), path).not.toThrow();
    }
  });
});
