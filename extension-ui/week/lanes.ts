import type { Segment } from './segments.ts';

/** Where a segment stands among those beside it: `lane` of `lanes`, `width` lanes wide. */
export interface Placed<T> extends Segment<T> {
  readonly lane: number;
  readonly lanes: number;
  readonly width: number;
}

const overlap = (one: Segment<unknown>, other: Segment<unknown>): boolean => one.from < other.to && other.from < one.to;

/** Segments that overlap, directly or through others, share the width between them. */
const clustersOf = <T>(sorted: readonly Segment<T>[]): Segment<T>[][] => {
  const clusters: Segment<T>[][] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const segment of sorted) {
    if (segment.from >= end) clusters.push([]);
    clusters.at(-1)?.push(segment);
    end = Math.max(end, segment.to);
  }
  return clusters;
};

const place = <T>(cluster: readonly Segment<T>[]): Placed<T>[] => {
  /** Of each lane what stands in it. */
  const lanes: Segment<T>[][] = [];
  const chosen = cluster.map(segment => {
    const free = lanes.findIndex(lane => (lane.at(-1)?.to ?? 0) <= segment.from);
    const lane = free === -1 ? lanes.length : free;
    lanes[lane] = [...(lanes[lane] ?? []), segment];
    return { segment, lane };
  });
  return chosen.map(({ segment, lane }) => {
    const blocked = lanes.findIndex((others, at) => at > lane && others.some(other => overlap(other, segment)));
    return { ...segment, lane, lanes: lanes.length, width: (blocked === -1 ? lanes.length : blocked) - lane };
  });
};

/** Side by side where they overlap; each takes the first free lane from the start, and as much room as is left beside it. */
export const inLanes = <T>(segments: readonly Segment<T>[]): Placed<T>[] =>
  clustersOf(segments.toSorted((one, other) => one.from - other.from || other.to - one.to)).flatMap(place);
