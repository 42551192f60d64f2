/** One line of the report. Without a target there is nothing to be met. */
export interface Figure {
  readonly name: string;
  readonly measured: string;
  /** The same kind of measurement of something fixed, taken in the same minutes. */
  readonly baseline?: string;
  /** Measured by baseline. */
  readonly times?: number;
  readonly target?: string;
  readonly met?: boolean;
  /** Where even the baseline misses the target, the machine is too busy to tell. */
  readonly baselineMet?: boolean;
}

/** By nearest rank: a value that was really seen. */
export const quantile = (samples: readonly number[], share: number): number => {
  const value = samples.toSorted((a, b) => a - b)[Math.max(0, Math.ceil(share * samples.length) - 1)];
  if (value === undefined) throw new Error('There is nothing to take a quantile of');
  return value;
};

const SHARES = [0.5, 0.95, 0.99];

export const number = (value: number): string =>
  value.toFixed(value >= 1000 ? 0 : value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3);

const spread = (samples: readonly number[]): string =>
  SHARES.map(share => number(quantile(samples, share))).join(' / ');

/** Times in milliseconds beside those of a baseline. The target, if any, is for the 99th percentile. */
export const timing = (
  name: string,
  samples: readonly number[],
  baseline: readonly number[],
  targetP99?: number,
): Figure => {
  const figure = {
    name: `${name}, ms`,
    measured: spread(samples),
    baseline: spread(baseline),
    times: quantile(samples, 0.5) / quantile(baseline, 0.5),
  };
  if (targetP99 === undefined) return figure;
  return {
    ...figure,
    target: `p99 ≤ ${targetP99}`,
    met: quantile(samples, 0.99) <= targetP99,
    baselineMet: quantile(baseline, 0.99) <= targetP99,
  };
};

/** A value that is better the smaller it is. */
export const atMost = (name: string, value: number, target: number, baseline?: number): Figure => ({
  name,
  measured: number(value),
  ...(baseline === undefined ? {} : { baseline: number(baseline), times: value / baseline }),
  target: `≤ ${target}`,
  met: value <= target,
  ...(baseline === undefined ? {} : { baselineMet: baseline <= target }),
});

export const verdict = ({ met, baselineMet }: Figure): string => {
  if (met === undefined) return '';
  if (met) return 'met';
  return baselineMet === false ? 'MISSED, by the baseline too' : 'MISSED';
};

const COLUMNS = ['', 'measured', 'baseline', '×', 'target', ''] as const;

/** A table of one part of the run. Where three figures stand in a cell, they are p50 / p95 / p99. */
export const table = (title: string, figures: readonly Figure[]): string => {
  const cells = figures.map(figure => [
    figure.name,
    figure.measured,
    figure.baseline ?? '',
    figure.times === undefined ? '' : number(figure.times),
    figure.target ?? '',
    verdict(figure),
  ]);
  const widths = COLUMNS.map((head, column) => Math.max(head.length, ...cells.map(row => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    `  ${row.map((cell, column) => (column === 0 || column > 3 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join('   ')}`.trimEnd();
  return [title, line(COLUMNS), ...cells.map(line), ''].join('\n');
};
