import type { LinkReply } from '../../server/http/host/schema.ts';

/** Everything in which a link can be handed on. */
export const ShareDialog = (_: { readonly link: LinkReply; readonly onClose: () => void }) => null;
