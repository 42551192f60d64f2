import type { Words } from './words/words.ts';

/** What Pipedrive calls a plan, such as `Growth`. */
export const planTitle = (name: string | null, words: Words): string =>
  name === null ? words.planUnknown : name.charAt(0).toUpperCase() + name.slice(1);
