import { inject } from 'vitest';

/**
 * Where the run's MongoDB keeps the database of this name: take another name in each test file. null where there
 * is no MongoDB; then skip (`describe.skipIf`).
 */
export const mongoUri = (name: string): string | null => {
  const mongo = inject('mongo');
  if (!mongo) return null;
  const [, server = '', options = ''] = /^(mongodb(?:\+srv)?:\/\/[^/?]+)[^?]*(\?.*)?$/.exec(mongo.uri) ?? [];
  return `${server}/${mongo.prefix}${name}${options}`;
};
