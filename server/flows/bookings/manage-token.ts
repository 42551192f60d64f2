import { createSigner } from '../signer.ts';

/** Signs what goes into a guest's mail: a booking's id and an HMAC of it, so that nothing is stored. */
export interface ManageTokens {
  token(booking: string): string;
  /** The booking's id, or null where the token isn't ours. */
  read(token: string): string | null;
}

const TAG_LENGTH = 22;

export const createManageTokens = (secretKeys: readonly string[]): ManageTokens => {
  const signer = createSigner(secretKeys, 'manage link', TAG_LENGTH);
  return {
    token: booking => `${booking}${signer.tag(booking)}`,
    read: token => {
      const booking = token.slice(0, -TAG_LENGTH);
      return booking.length > 0 && signer.isTag(booking, token.slice(-TAG_LENGTH)) ? booking : null;
    },
  };
};
