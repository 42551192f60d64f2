import type { Reporter, TestModule, TestSuite } from 'vitest/node';

export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/** A file that can't be loaded, or a hook around tests that throws, fails without any test that does. */
const failedOutside = (module: TestModule): number => {
  const groups: (TestModule | TestSuite)[] = [module, ...module.children.allSuites()];
  return groups.filter(group => group.errors().length > 0).length;
};

/**
 * Tells the process that started vitest how many tests there were. Errors that nobody caught count as failed ones.
 * A function, not an arrow: vitest calls it with `new`.
 */
export default function countingReporter(): Reporter {
  return {
    async onTestRunEnd(modules, unhandledErrors) {
      const counts: Counts = { passed: 0, failed: unhandledErrors.length, skipped: 0 };
      for (const module of modules) {
        counts.failed += failedOutside(module);
        for (const test of module.children.allTests()) {
          const { state } = test.result();
          // A test that is still pending at the end was never finished: the run was broken off.
          counts[state === 'pending' ? 'failed' : state] += 1;
        }
      }
      await new Promise<void>(resolve => {
        if (process.send) process.send(counts, () => resolve());
        else resolve();
      });
    },
  };
}
