import { createHmac, hkdfSync } from 'node:crypto';
import { isSameSecret } from './credentials.ts';

/** Marks texts as ours, so that nothing of them has to be stored. */
export interface Signer {
  /** Base64url. */
  tag(text: string): string;
  isTag(text: string, given: string): boolean;
}

/**
 * HMACs under keys of their own for each `use`. The first secret signs, all are accepted, so that what was signed stays good through a
 * rotation. `length`: characters of a tag that are kept; all 43 by default.
 */
export const createSigner = (secretKeys: readonly string[], use: string, length = 43): Signer => {
  const keys = secretKeys.map(secret => Buffer.from(hkdfSync('sha256', secret, '', use, 32)));
  const [signing] = keys;
  if (!signing) throw new Error(`A secret key is needed to sign (${use})`);
  const tagBy = (key: Buffer, text: string): string =>
    createHmac('sha256', key).update(text).digest('base64url').slice(0, length);
  return {
    tag: text => tagBy(signing, text),
    isTag: (text, given) => keys.some(key => isSameSecret(tagBy(key, text), given)),
  };
};
