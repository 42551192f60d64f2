/**
 * A body as Pipedrive sends it, checked against the types of the `pipedrive` package: every field is there, and an
 * empty one is null, which most of those types leave out.
 */
export type Wire<T> = T extends readonly (infer Item)[]
  ? Wire<Item>[]
  : T extends object
    ? { [Key in keyof T]-?: Wire<Exclude<T[Key], undefined>> | null }
    : T;

export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Thrown by an endpoint in place of an answer. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, body: Readonly<Record<string, unknown>>, headers: Readonly<Record<string, string>> = {}) {
    super(`Refused with ${status}`);
    this.status = status;
    this.body = body;
    this.headers = headers;
  }
}

/** The API's error shape. */
export const refuse = (status: number, error: string, more: Record<string, unknown> = {}): Refusal =>
  new Refusal(status, {
    success: false,
    error,
    error_info: 'Please check developers.pipedrive.com for more information about Pipedrive API.',
    data: null,
    additional_data: null,
    ...more,
  });

export const notFound = (what: string): Refusal => refuse(404, `${what} not found`);
