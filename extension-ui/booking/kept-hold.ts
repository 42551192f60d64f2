import { recall, remember } from './memory.ts';

/** Id of what this guest holds, or held last, on a link: one that is over counts as none. */

const keyOf = (path: string): string => `hold ${path}`;

export const keptHold = (path: string): string | null => recall('session', keyOf(path));

const startKeyOf = (path: string): string => `held ${path}`;

/** The start that it is, or was, on. */
export const keptHoldStart = (path: string): string | null => recall('session', startKeyOf(path));

export const keepHold = (path: string, hold: string, start: string): void => {
  remember('session', keyOf(path), hold);
  remember('session', startKeyOf(path), start);
};
