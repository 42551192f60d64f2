/** Work that goes on by itself: so many pieces at once, never two of one key. */
export interface Pool {
  /** Begins the work when there is room for it; resolves when it is done, or when it is left. Of a key that waits already, once. */
  begin(key: string, work: () => Promise<void>): Promise<void>;
  /** Until nothing waits or is under way. */
  idle(): Promise<void>;
  /** Begins nothing more, and waits for what is under way. What only waited is left: it is found again by a sweep. */
  close(): Promise<void>;
}

interface Piece {
  readonly work: () => Promise<void>;
  readonly done: PromiseWithResolvers<void>;
}

export const createPool = (atOnce: number, failed: (failure: unknown, key: string) => void): Pool => {
  const underWay = new Map<string, Piece>();
  const waiting = new Map<string, Piece>();
  let closed = false;

  const run = async (key: string, piece: Piece): Promise<void> => {
    underWay.set(key, piece);
    try {
      await piece.work();
    } catch (failure) {
      failed(failure, key);
    }
    underWay.delete(key);
    piece.done.resolve();
    fill();
  };

  const fill = (): void => {
    for (const [key, piece] of waiting) {
      if (underWay.size >= atOnce) return;
      if (underWay.has(key)) continue;
      waiting.delete(key);
      void run(key, piece);
    }
  };

  const all = () => Promise.all([...underWay.values(), ...waiting.values()].map(({ done }) => done.promise));

  return {
    begin: (key, work) => {
      if (closed) return Promise.resolve();
      const piece = waiting.get(key) ?? { work, done: Promise.withResolvers<void>() };
      waiting.set(key, piece);
      fill();
      return piece.done.promise;
    },
    idle: async () => {
      while (underWay.size + waiting.size > 0) await all();
    },
    close: async () => {
      closed = true;
      for (const { done } of waiting.values()) done.resolve();
      waiting.clear();
      await all();
    },
  };
};
