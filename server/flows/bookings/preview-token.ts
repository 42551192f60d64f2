import { createSigner } from '../signer.ts';

/** Lets whoever has it see a link's page as it would be, for a while, and book nothing: expiry, and an HMAC of it and the slug. */
export interface PreviewTokens {
  token(slug: string, until: number): string;
  isGood(slug: string, token: string, now: number): boolean;
}

const TAG_LENGTH = 22;
const UNTIL = /^[0-9a-z]{1,12}$/;

export const createPreviewTokens = (secretKeys: readonly string[]): PreviewTokens => {
  const signer = createSigner(secretKeys, 'link preview', TAG_LENGTH);
  return {
    token: (slug, until) => {
      const text = until.toString(36);
      return `${text}${signer.tag(`${slug} ${text}`)}`;
    },
    isGood: (slug, token, now) => {
      const until = token.slice(0, -TAG_LENGTH);
      const isOurs = signer.isTag(`${slug} ${until}`, token.slice(-TAG_LENGTH));
      return isOurs && UNTIL.test(until) && Number.parseInt(until, 36) > now;
    },
  };
};
