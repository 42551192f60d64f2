/** Work under way and work that is due, so that one can wait for both and leave nothing behind. */

const soonMs = 1000;

export const createTimers = () => {
  const running = new Set<Promise<void>>();
  /** Timer → when it is due, on the process's own clock. */
  const due = new Map<NodeJS.Timeout, number>();
  let waiters: (() => void)[] = [];
  let closed = false;

  const isSettled = (): boolean => running.size === 0 && [...due.values()].every(at => at > performance.now() + soonMs);

  const wake = (): void => {
    if (!isSettled()) return;
    const woken = waiters;
    waiters = [];
    for (const waiter of woken) waiter();
  };

  const run = (work: () => Promise<void>): void => {
    if (closed) return;
    const task = work().finally(() => {
      running.delete(task);
      wake();
    });
    running.add(task);
  };

  return {
    run,
    after(delayMs: number, work: () => Promise<void>): void {
      if (closed) return;
      const timer = setTimeout(() => {
        due.delete(timer);
        run(work);
      }, delayMs);
      due.set(timer, performance.now() + delayMs);
    },

    /** Until nothing runs and nothing is due within a second. */
    settle: (): Promise<void> =>
      isSettled() ? Promise.resolve() : new Promise(resolve => waiters.push(() => resolve())),

    async close(): Promise<void> {
      closed = true;
      for (const timer of due.keys()) clearTimeout(timer);
      due.clear();
      await Promise.all(running);
      wake();
    },
  };
};
