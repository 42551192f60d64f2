import { refuse } from './wire.ts';

export type Query = Readonly<Record<string, unknown>>;
type Parameter = (value: string) => boolean;

export const parameter = {
  whole: value => /^\d+$/.test(value),
  flag: value => value === 'true' || value === 'false',
  ids: value => /^\d+(,\d+)*$/.test(value) && value.split(',').length <= 100,
  instant: value => /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/.test(value),
  direction: value => value === 'asc' || value === 'desc',
  limit: value => /^\d+$/.test(value) && Number(value) >= 1 && Number(value) <= 500,
  text: () => true,
} as const satisfies Record<string, Parameter>;

export const choice =
  (...choices: readonly string[]): Parameter =>
  value =>
    choices.includes(value);

/** The query's known parameters as strings; an unknown or malformed one is a 400, so that a call of v1 is noticed. */
export const readQuery = <Name extends string>(
  known: Readonly<Record<Name, Parameter>>,
  query: Query,
): Partial<Record<Name, string>> => {
  for (const [name, value] of Object.entries(query)) {
    const accepts = Object.hasOwn(known, name) ? known[name as Name] : null;
    if (!accepts) throw refuse(400, `Validation failed: ${name}: This parameter was not expected.`);
    if (typeof value !== 'string' || !accepts(value)) {
      throw refuse(400, `Validation failed: ${name}: This value is not valid.`);
    }
  }
  return query as Partial<Record<Name, string>>;
};

export const paging = {
  sort_direction: parameter.direction,
  limit: parameter.limit,
  cursor: parameter.text,
} as const;

type Key = string | number | null;
type Position = readonly [order: string, key: Key, id: number];

/** Empty keys come first when ascending, as in MySQL; where Pipedrive puts them isn't documented. */
const compare = (a: Key, b: Key): number => {
  if (a === b) return 0;
  if (a === null) return -1;
  if (b === null) return 1;
  return a < b ? -1 : 1;
};

const readCursor = (cursor: string, order: string): Position => {
  try {
    const position = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as Position;
    if (Array.isArray(position) && position[0] === order && Number.isInteger(position[2])) return position;
  } catch {
    // Falls through: whatever it was, it wasn't one of ours.
  }
  throw refuse(400, 'Validation failed: cursor: This value is not valid.');
};

/** One page after the cursor. The cursor names the last row seen, so rows that move in the meantime can be missed. */
export const pageOf = <Item extends { id: number }>(
  items: readonly Item[],
  sortBy: string,
  keyOf: (item: Item) => Key,
  query: { sort_direction?: string; limit?: string; cursor?: string },
): { items: Item[]; next: string | null } => {
  const sign = query.sort_direction === 'desc' ? -1 : 1;
  const order = `${sortBy} ${sign}`;
  const after = query.cursor === undefined ? null : readCursor(query.cursor, order);
  const sorted = items
    .filter(item => after === null || sign * (compare(keyOf(item), after[1]) || item.id - after[2]) > 0)
    .sort((a, b) => sign * (compare(keyOf(a), keyOf(b)) || a.id - b.id));
  const limit = Number(query.limit ?? 100);
  const page = sorted.slice(0, limit);
  const last = page.at(-1);
  const position: Position | null = last && sorted.length > limit ? [order, keyOf(last), last.id] : null;
  return { items: page, next: position && Buffer.from(JSON.stringify(position)).toString('base64url') };
};

export const idsOf = (ids: string): Set<number> => new Set(ids.split(',').map(Number));

/** Whether a stamp lies in `[updated_since, updated_until)`. */
export const isUpdatedWithin = (
  updateTime: string,
  { updated_since, updated_until }: { updated_since?: string; updated_until?: string },
): boolean => {
  const at = Date.parse(updateTime);
  return !(
    (updated_since !== undefined && at < Date.parse(updated_since)) ||
    (updated_until !== undefined && at >= Date.parse(updated_until))
  );
};
