import { createSigner } from '../signer.ts';

/** Signs one start of a link for a mail, so that whoever opens it is known to have been offered that very time. */
export interface TimeTokens {
  /** `key`: a slug, or the id of a personal link. */
  token(key: string, start: number): string;
  /** null where the token isn't ours. */
  read(token: string): { readonly key: string; readonly start: number } | null;
}

/** Keys are base58, starts base 36 (before 1970 with a minus): neither has a dot. */
const TOKEN = /^([1-9A-HJ-NP-Za-km-z]{12,22})\.(-?[0-9a-z]{1,11})\.([\w-]+)$/;
const TAG_LENGTH = 16;

export const createTimeTokens = (secretKeys: readonly string[]): TimeTokens => {
  const signer = createSigner(secretKeys, 'time in a mail', TAG_LENGTH);
  return {
    token: (key, start) => {
      const said = `${key}.${start.toString(36)}`;
      return `${said}.${signer.tag(said)}`;
    },
    read: token => {
      const [, key, start, tag] = TOKEN.exec(token) ?? [];
      if (key === undefined || start === undefined || tag === undefined) return null;
      return signer.isTag(`${key}.${start}`, tag) ? { key, start: Number.parseInt(start, 36) } : null;
    },
  };
};
