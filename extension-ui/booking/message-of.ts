import type { Catalogue, Message } from './texts/catalogue.ts';

const isKnown = (messages: Catalogue['messages'], code: string): code is keyof Catalogue['messages'] =>
  Object.hasOwn(messages, code);

/** Codes that guests aren't meant to meet are told by their status. */
export const messageOf = (texts: Catalogue, code: string, status: number): Message => {
  if (isKnown(texts.messages, code)) return texts.messages[code];
  if (status >= 500) return texts.messages.internal;
  return status === 404 ? texts.messages.not_found : texts.messages.invalid;
};
