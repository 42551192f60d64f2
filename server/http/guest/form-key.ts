import { randomBytes } from 'node:crypto';
import { Failure } from '../../failure.ts';
import { createSigner } from '../../flows/signer.ts';

/** Idempotency keys for forms that we render: chance, when it was rendered, and an HMAC of both. */
export interface FormKeys {
  key(now: number): string;
  /** When the form was rendered; null where the key isn't one of ours. */
  renderedAt(key: string): number | null;
}

const KEY = /^([\w-]{22})\.([0-9a-z]{1,9})\.([\w-]{22})$/;
const TAG_LENGTH = 22;

export const createFormKeys = (secretKeys: readonly string[]): FormKeys => {
  const signer = createSigner(secretKeys, 'key of a form', TAG_LENGTH);
  return {
    key: now => {
      const said = `${randomBytes(16).toString('base64url')}.${now.toString(36)}`;
      return `${said}.${signer.tag(said)}`;
    },
    renderedAt: key => {
      const [, chance, at, tag] = KEY.exec(key) ?? [];
      if (chance === undefined || at === undefined || tag === undefined) return null;
      return signer.isTag(`${chance}.${at}`, tag) ? Number.parseInt(at, 36) : null;
    },
  };
};

/**
 * Nobody fills in a form within so few seconds, but programs do. `wait`, in seconds, is how long it has to be still until the same
 * key is taken. Keys that aren't ours are those of programs that say so. @throws too_quick
 */
export const requireUnhurried = (keys: FormKeys, key: string, leastSeconds: number, now: number): void => {
  const renderedAt = keys.renderedAt(key);
  if (renderedAt === null) return;
  const missing = Math.ceil(leastSeconds - (now - renderedAt) / 1000);
  // The clock of the instance that rendered the form may be ahead of ours.
  if (missing > 0) throw new Failure('too_quick', { extra: { wait: Math.min(missing, leastSeconds) } });
};
