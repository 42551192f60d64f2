import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/** Lets whoever has it see a link's page as it would be, for a while, and book nothing: expiry, and an HMAC of it and the slug. */
export interface PreviewTokens {
  token(slug: string, until: number): string;
  isGood(slug: string, token: string, now: number): boolean;
}

const TAG_LENGTH = 22;
const UNTIL = /^[0-9a-z]{1,12}$/;

/** The first key signs, all are accepted. */
export const createPreviewTokens = (secretKeys: readonly string[]): PreviewTokens => {
  const keys = secretKeys.map(secret => Buffer.from(hkdfSync('sha256', secret, '', 'link preview', 32)));
  const tag = (key: Buffer, slug: string, until: string) =>
    createHmac('sha256', key).update(`${slug} ${until}`).digest('base64url').slice(0, TAG_LENGTH);
  const signing = keys[0];
  if (!signing) throw new Error('A secret key is needed to sign previews');
  return {
    token: (slug, until) => {
      const text = until.toString(36);
      return `${text}${tag(signing, slug, text)}`;
    },
    isGood: (slug, token, now) => {
      const until = token.slice(0, -TAG_LENGTH);
      const given = Buffer.from(token.slice(-TAG_LENGTH));
      const isOurs = keys.some(key => {
        const expected = Buffer.from(tag(key, slug, until));
        return expected.length === given.length && timingSafeEqual(expected, given);
      });
      return isOurs && UNTIL.test(until) && Number.parseInt(until, 36) > now;
    },
  };
};
