import { recall } from '../memory.ts';

/** A start of a link that this browser holds, in whichever tab; or may hold, where the answer was lost. */
export interface KeptHold {
  /** Of the link. */
  readonly path: string;
  readonly start: string;
  /** The id. */
  readonly hold: string;
  /** By this device's clock. */
  readonly until: number;
}

export const holdsKey = 'holds';

/** Those that aren't over, the latest first. */
export const keptHolds = (): readonly KeptHold[] => {
  try {
    const kept: KeptHold[] = JSON.parse(recall('device', holdsKey) ?? '[]');
    return kept.filter(({ until }) => until > Date.now());
  } catch {
    return [];
  }
};

/** The id of what is held of a link at that start, or lately at whichever. */
export const keptHold = (path: string, start?: string | null): string | null =>
  keptHolds().find(kept => kept.path === path && (start === undefined || kept.start === start))?.hold ?? null;
