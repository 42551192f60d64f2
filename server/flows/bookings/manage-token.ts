import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/** Signs what goes into a guest's mail: a booking's id and an HMAC of it, so that nothing is stored. */
export interface ManageTokens {
  token(booking: string): string;
  /** The booking's id, or null where the token isn't ours. */
  read(token: string): string | null;
}

const TAG_LENGTH = 22;

/** The first key signs, all are accepted, so that old mails stay good through a rotation. */
export const createManageTokens = (secretKeys: readonly string[]): ManageTokens => {
  const keys = secretKeys.map(secret => Buffer.from(hkdfSync('sha256', secret, '', 'manage link', 32)));
  const tag = (key: Buffer, booking: string) =>
    createHmac('sha256', key).update(booking).digest('base64url').slice(0, TAG_LENGTH);
  const signing = keys[0];
  if (!signing) throw new Error('A secret key is needed to sign links');
  return {
    token: booking => `${booking}${tag(signing, booking)}`,
    read: token => {
      const booking = token.slice(0, -TAG_LENGTH);
      const given = Buffer.from(token.slice(-TAG_LENGTH));
      const good = keys.some(key => {
        const expected = Buffer.from(tag(key, booking));
        return expected.length === given.length && timingSafeEqual(expected, given);
      });
      return good && booking.length > 0 ? booking : null;
    },
  };
};
