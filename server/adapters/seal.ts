import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { Sealer } from '../ports.ts';

/** Sealed text is `v1.<id of the key>.<nonce>.<tag and cipher text>`, the last two as base64url. */
const VERSION = 'v1';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

interface Key {
  readonly id: string;
  readonly secret: Buffer;
}

/** The operator's text is long and random, so that no slow hash is needed: HKDF gives a key of its own for this use. */
const derive = (text: string): Key => {
  const bytes = (use: string, length: number) =>
    Buffer.from(hkdfSync('sha256', text, '', `seal ${VERSION} ${use}`, length));
  return { id: bytes('id', 6).toString('base64url'), secret: bytes('key', 32) };
};

const sealWith = (key: Key, plain: string): string => {
  const nonce = randomBytes(NONCE_BYTES);
  const head = `${VERSION}.${key.id}`;
  const cipher = createCipheriv('aes-256-gcm', key.secret, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(head));
  const text = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  const body = Buffer.concat([cipher.getAuthTag(), text]);
  return `${head}.${nonce.toString('base64url')}.${body.toString('base64url')}`;
};

const openWith = (key: Key, nonce: Buffer, body: Buffer): string => {
  const decipher = createDecipheriv('aes-256-gcm', key.secret, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(`${VERSION}.${key.id}`));
  decipher.setAuthTag(body.subarray(0, TAG_BYTES));
  return Buffer.concat([decipher.update(body.subarray(TAG_BYTES)), decipher.final()]).toString('utf8');
};

/** AES-256-GCM. The first key seals, all of them open, so that a key can be replaced without losing what is stored. */
export const createSealer = ({ keys }: { keys: readonly string[] }): Sealer => {
  const derived = keys.map(derive);
  const first = derived[0];
  if (!first) throw new Error('A sealer needs a key');

  return {
    seal: plain => sealWith(first, plain),
    open(sealed) {
      const [version, id, nonce, body, ...rest] = sealed.split('.');
      if (version !== VERSION || !nonce || !body || rest.length > 0) throw new Error('Not a sealed text');
      const key = derived.find(candidate => candidate.id === id);
      if (!key) throw new Error('Sealed under a key that isn’t configured');
      const [nonceBytes, bodyBytes] = [Buffer.from(nonce, 'base64url'), Buffer.from(body, 'base64url')];
      if (nonceBytes.length !== NONCE_BYTES || bodyBytes.length < TAG_BYTES) throw new Error('Not a sealed text');
      return openWith(key, nonceBytes, bodyBytes);
    },
  };
};
