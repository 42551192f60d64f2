import { refuse } from './wire.ts';

/** Says what is wrong with a value, or null. Types are strict: no number in a string, no 1 for true. */
export type Check = (value: unknown) => string | null;
export type Shape = Readonly<Record<string, Check>>;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const text: Check = value => (typeof value === 'string' ? null : 'This value should be of type string.');
export const filledText: Check = value =>
  typeof value === 'string' && value.trim() !== '' ? null : 'This value should not be blank.';
export const integer: Check = value => (Number.isInteger(value) ? null : 'This value should be of type integer.');
export const flag: Check = value => (typeof value === 'boolean' ? null : 'This value should be of type boolean.');
export const readOnly: Check = () => 'This field is read-only.';
export const anything: Check = () => null;

export const date: Check = value => {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return 'This value is not a valid date.';
  const parsed = new Date(`${value}T00:00:00Z`);
  return Number.isNaN(parsed.getTime()) || parsed.toISOString().slice(0, 10) !== value
    ? 'This value is not a valid date.'
    : null;
};

/** `HH:MM` or `HH:MM:SS`, or the empty string for none. */
export const timeOfDay: Check = value =>
  typeof value === 'string' && /^(([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?)?$/.test(value)
    ? null
    : 'This value is not a valid datetime.';

export const length: Check = value =>
  typeof value === 'string' && /^(\d{2,3}:[0-5]\d(:[0-5]\d)?)?$/.test(value)
    ? null
    : 'This value is not a valid duration.';

export const textUpTo =
  (bytes: number): Check =>
  value =>
    text(value) ?? (Buffer.byteLength(String(value)) > bytes ? 'This value is too long.' : null);

export const oneOf =
  (...choices: readonly string[]): Check =>
  value =>
    typeof value === 'string' && choices.includes(value) ? null : 'The value you selected is not a valid choice.';

export const orNull =
  (check: Check): Check =>
  value =>
    value === null ? null : check(value);

const complaintOf = (shape: Shape, value: Record<string, unknown>): string | null => {
  for (const [field, item] of Object.entries(value)) {
    const check = shape[field];
    const complaint = check ? check(item) : 'This field was not expected.';
    if (complaint) return `${field}: ${complaint}`;
  }
  return null;
};

export const objectOf =
  (shape: Shape): Check =>
  value =>
    isRecord(value) ? complaintOf(shape, value) : 'This value should be of type object.';

export const listOf =
  (check: Check): Check =>
  value => {
    if (!Array.isArray(value)) return 'This value should be of type array.';
    return value.map(check).find(complaint => complaint !== null) ?? null;
  };

/** The body as a record of known fields with the right types; throws Pipedrive's 400. */
export const checkBody = (shape: Shape, body: unknown): Record<string, unknown> => {
  if (!isRecord(body)) throw refuse(400, 'Validation failed: the request body should be a JSON object.');
  const complaint = complaintOf(shape, body);
  if (complaint) throw refuse(400, `Validation failed: ${complaint}`);
  return body;
};
