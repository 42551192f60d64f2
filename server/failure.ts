/**
 * Everything that can go wrong for a caller, in one table: code → status and the sentence for people.
 * `detail` is for the log and never leaves the server; `extra` goes out with the problem document.
 */
export const failures = {
  invalid: [400, 'Something in the request isn’t right.'],
  unauthorised: [401, 'Sign in again: the token is missing, expired or not ours.'],
  forbidden: [403, 'This isn’t yours to see or change.'],
  not_found: [404, 'There is nothing here.'],
  link_not_found: [404, 'There is no such booking link.'],
  booking_not_found: [404, 'There is no such meeting.'],
  not_installed: [404, 'The app isn’t installed for this user yet.'],
  slot_taken: [409, 'That time has just been taken.'],
  preview: [409, 'This is a preview: nothing is booked.'],
  link_inactive: [409, 'This booking link is switched off at the moment.'],
  link_closed: [409, 'This meeting has been booked.'],
  booking_over: [409, 'This meeting can no longer be changed.'],
  stale: [409, 'Somebody changed this in the meantime.'],
  plan_limit: [409, 'Your plan allows no further active link.'],
  link_gone: [410, 'This booking link has been withdrawn.'],
  meeting_kept: [410, 'This meeting can no longer be changed here.'],
  not_offered: [422, 'That time isn’t offered.'],
  idempotency_mismatch: [422, 'This Idempotency-Key was used for another request.'],
  too_many_requests: [429, 'Too many requests: wait a minute and try again.'],
  too_quick: [429, 'That was very quick. Please press the button once more.'],
  internal: [500, 'Something went wrong on our side. It has been noted.'],
  crm_unknown: [503, 'The host’s calendar isn’t known at the moment. Please try again later.'],
  paused: [503, 'The connection to Pipedrive has to be renewed by the host.'],
  busy: [503, 'Too much is happening at once. Please try again.'],
} as const satisfies Record<string, readonly [status: number, sentence: string]>;

export type FailureCode = keyof typeof failures;

export interface FailureOptions {
  /** Name of the field that is at fault, for `invalid`. */
  field?: string;
  /** A sentence for people in place of the table's. */
  message?: string;
  /** Further members of the problem document, such as `nearest`. */
  extra?: Record<string, unknown>;
  /** For the log alone. */
  detail?: string;
  cause?: unknown;
}

export class Failure extends Error {
  override readonly name = 'Failure';
  readonly code: FailureCode;
  readonly status: number;
  readonly field: string | undefined;
  readonly extra: Record<string, unknown>;
  readonly detail: string | undefined;

  constructor(code: FailureCode, options: FailureOptions = {}) {
    super(options.message ?? failures[code][1], { cause: options.cause });
    this.code = code;
    this.status = failures[code][0];
    this.field = options.field;
    this.extra = options.extra ?? {};
    this.detail = options.detail;
  }
}
