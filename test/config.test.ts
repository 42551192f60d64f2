import { describe, expect, test } from 'vitest';
import { ConfigurationFault, readConfig } from '../server/config.ts';

const complete = {
  PIPEDRIVE_CLIENT_ID: 'client',
  PIPEDRIVE_CLIENT_SECRET: 'secret of the client',
  PUBLIC_URL: 'https://meet.example.com/',
  SECRET_KEY: 'k'.repeat(40),
  SMTP_URL: 'smtps://user:password@mail.example.com',
  MAIL_FROM: 'scheduler@meet.example.com',
};

const faultsOf = (environment: Record<string, string>): readonly string[] => {
  try {
    readConfig(environment);
    return [];
  } catch (fault) {
    if (!(fault instanceof ConfigurationFault)) throw fault;
    return fault.faults.map(line => line.split(':')[0] ?? '');
  }
};

describe('the configuration', () => {
  test('needs six settings, and no more', () => {
    const config = readConfig(complete);
    expect(config).toMatchObject({
      publicUrl: 'https://meet.example.com',
      store: { mongodbUri: null, dataDir: 'data' },
      pipedrive: { oauthUrl: 'https://oauth.pipedrive.com', jwtSecret: 'secret of the client' },
      limits: { slotReads: 600, posts: 30, formSeconds: 2 },
      listen: { host: '0.0.0.0', port: 3000, trustProxy: 0 },
      staleAfter: 26 * 3_600_000,
    });
  });

  test('says all faults at once', () => {
    expect(faultsOf({})).toEqual(Object.keys(complete));
    expect(faultsOf({ ...complete, PORT: 'eighty', LOG_LEVEL: 'loud', MAIL_FROM: 'nobody' })).toEqual([
      'PORT',
      'LOG_LEVEL',
      'MAIL_FROM',
    ]);
  });

  test('takes an empty value as absent', () => {
    expect(faultsOf({ ...complete, SECRET_KEY: '' })).toEqual(['SECRET_KEY']);
    expect(readConfig({ ...complete, MONGODB_URI: '' }).store.mongodbUri).toBeNull();
  });

  test.each([
    ['PUBLIC_URL', 'http://meet.example.com'],
    ['PUBLIC_URL', 'https://meet.example.com/scheduler'],
    ['PUBLIC_URL', 'meet.example.com'],
    ['SECRET_KEY', `${'k'.repeat(40)},short`],
    ['SECRET_KEY', 'k'.repeat(31)],
    ['SMTP_URL', 'https://mail.example.com'],
    ['MONGODB_URI', 'postgres://db'],
    ['MAIL_FROM', 'Meet us <meet@example.com>'],
    ['MAIL_FROM', 'meet@example.com, sell@example.com'],
    ['PORT', '70000'],
    ['PORT', '80.5'],
    ['TRUST_PROXY', 'true'],
    ['TRUST_PROXY', '-1'],
    ['TRUST_PROXY', '11'],
    ['CRM_STALE_HOURS', 'true'],
    ['CRM_STALE_HOURS', '0'],
    ['PLAN_RULE', 'maybe'],
  ])('refuses %s=%s', (name, value) => {
    expect(faultsOf({ ...complete, [name]: value })).toEqual([name]);
  });

  test('reads numbers and switches, and several keys', () => {
    const config = readConfig({
      ...complete,
      PUBLIC_URL: 'http://localhost:3000',
      PORT: '8080',
      TRUST_PROXY: '2',
      CRM_STALE_HOURS: '0.5',
      SECRET_KEY: `${'n'.repeat(32)}, ${'o'.repeat(32)}`,
    });
    expect(config.listen).toEqual({ host: '0.0.0.0', port: 8080, trustProxy: 2 });
    expect(config.staleAfter).toBe(1_800_000);
    expect(config.secretKeys).toEqual(['n'.repeat(32), 'o'.repeat(32)]);
  });

  test('never says a secret', () => {
    const said = (() => {
      try {
        readConfig({ ...complete, SECRET_KEY: 'topsecret', SMTP_URL: 'mail://user:password@host' });
        return '';
      } catch (fault) {
        return String(fault);
      }
    })();
    expect(said).toContain('SECRET_KEY');
    expect(said).not.toMatch(/topsecret|password@/);
  });
});
