import { createHash, timingSafeEqual } from 'node:crypto';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Compares secrets in a time that tells nothing of them, nor of their lengths. */
export const isSameSecret = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b));

/** `user:password` of HTTP Basic; empty where the header is something else. */
export const basicCredentials = (authorization: string | undefined): string => {
  const [scheme = '', encoded = ''] = (authorization ?? '').split(' ');
  return scheme.toLowerCase() === 'basic' ? Buffer.from(encoded, 'base64').toString() : '';
};
