import type { BookPage } from '../../../server/http/guest/page.ts';
import { randomKey } from '../../shared/random-key.ts';
import { remember } from '../memory.ts';
import { postHold } from './hold-requests.ts';
import type { HolderDeps } from './holding.ts';
import { holdsKey, type KeptHold, keptHold, keptHolds } from './kept-hold.ts';

/** What is over is forgotten with it. */
const keepBut = (isDropped: (kept: KeptHold) => boolean, added: readonly KeptHold[] = []): void =>
  remember('device', holdsKey, JSON.stringify([...added, ...keptHolds().filter(kept => !isDropped(kept))]));

/** What this browser holds of a link, for all its tabs. One hold is at one start, and one start has one hold. */
export const ownHoldsOf = ({
  path,
}: Pick<BookPage, 'path'>): Pick<HolderDeps, 'ask' | 'newId' | 'kept' | 'keep' | 'drop'> => {
  const isAt = (start: string) => (kept: KeptHold) => kept.path === path && kept.start === start;
  return {
    ask: (start, hold) => postHold({ path }, start, hold),
    // In base 58, as the server takes it.
    newId: () => randomKey().replaceAll('0', 'g'),
    kept: start => keptHold(path, start),
    keep: (hold, start, until) =>
      keepBut(kept => kept.hold === hold || isAt(start)(kept), [{ path, start, hold, until }]),
    drop: start => keepBut(isAt(start)),
  };
};
