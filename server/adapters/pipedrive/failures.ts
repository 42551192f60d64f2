import { CrmFailure } from '../../ports.ts';
import type { Reply } from './client.ts';

/** Faults that come before anything was sent: nothing can have happened. Names of `node:net`, `node:dns` and undici. */
const UNSENT = new Set([
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** Of a 429 that names no time: the burst window is 2 seconds. */
const BURST_WINDOW = 2_000;
/** Of a daily budget that names no time. */
const DAILY_WAIT = 60 * 60_000;
/** Of Cloudflare's block of those who go on after 429. */
const BLOCK_WAIT = 5 * 60_000;

const codeOf = (error: unknown): string => {
  if (!(error instanceof Error)) return '';
  const { code } = error as NodeJS.ErrnoException;
  return typeof code === 'string' ? code : codeOf(error.cause);
};

/** No reply. `call` is method and path; `safe` where repeating does no harm. */
export const connectionFailure = (call: string, safe: boolean, cause: unknown): CrmFailure => {
  const code = codeOf(cause);
  const timedOut = cause instanceof Error && cause.name === 'TimeoutError';
  const kind = safe || UNSENT.has(code) ? 'unavailable' : 'unanswered';
  // The cause isn't passed on: an error of fetch may quote the URL, query included.
  return new CrmFailure(kind, `${call}: ${timedOut ? 'no answer in time' : `not reached (${code || 'unknown'})`}`);
};

const seconds = (headers: Headers, name: string, now: number): number | null => {
  const value = headers.get(name);
  if (value === null || value === '') return null;
  const number = Number(value);
  if (Number.isFinite(number)) return Math.max(0, number);
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : Math.max(0, (date - now) / 1000);
};

const isSpent = (headers: Headers): boolean =>
  ['x-daily-ratelimit-token-remaining', 'x-daily-requests-left'].some(name => {
    const left = headers.get(name);
    return left !== null && left !== '' && Number(left) <= 0;
  });

/** When a 429 lets up: the later of what its headers say, or a guess where they say nothing. */
export const retryAtOf = (headers: Headers, now: number): number => {
  const told = ['retry-after', 'x-ratelimit-reset'].flatMap(name => seconds(headers, name, now) ?? []);
  const wait = Math.ceil(Math.max(0, ...told) * 1000) || BURST_WINDOW;
  // A spent daily budget still sends the reset of the burst window, which would let us knock every two seconds until midnight.
  if (isSpent(headers) && seconds(headers, 'retry-after', now) === null) return now + Math.max(wait, DAILY_WAIT);
  return now + wait;
};

/** How long a failed call has to wait; undefined where waiting is no use. */
export const limitOf = (failure: CrmFailure, now: number): number | undefined =>
  failure.kind === 'limited' && failure.retryAt !== null ? Math.max(0, failure.retryAt - now) : undefined;

/** Pipedrive's words for the log, without addresses, and not many of them. */
const words = (body: unknown): string => {
  if (typeof body !== 'object' || body === null) return '';
  const { error, code, errors } = body as Record<string, unknown>;
  const said = [code, error, errors && typeof errors === 'object' ? JSON.stringify(errors) : null];
  const text = said.filter(word => typeof word === 'string' && word !== '').join(' ');
  return text && `: ${text.replace(/\S*(@|%40)\S*/gi, '…').slice(0, 200)}`;
};

const kindOf = (status: number, safe: boolean, isJson: boolean): CrmFailure['kind'] | null => {
  if (status >= 500) return safe ? 'unavailable' : 'unanswered';
  if (status === 401) return 'unauthorised';
  // Nobody's API is at this domain (any more): the company took another name, which a refresh tells, as after a 401. A page's
  // 404 must not pass for the API's, or everything would count as deleted.
  if ((status >= 300 && status < 400) || (status === 404 && !isJson)) return 'unauthorised';
  // The company's account is closed or its trial over, until it is paid: nothing is wrong with the request.
  if (status === 402) return 'unavailable';
  if (status === 403) return isJson ? 'forbidden' : 'limited';
  if (status === 408) return safe ? 'unavailable' : 'unanswered';
  if (status === 429) return 'limited';
  return status >= 400 ? 'refused' : null;
};

/** What is wrong with a reply; null for a good one. The API's own 404 is left to the caller. */
export const failureOf = (call: string, safe: boolean, reply: Reply, now: number): CrmFailure | null => {
  const { status, headers, body } = reply;
  const isJson = body !== undefined;
  const kind = kindOf(status, safe, isJson);
  const message = `${call}: ${status}${words(body)}`;
  if (kind === 'limited') {
    const retryAt = status === 429 ? retryAtOf(headers, now) : now + BLOCK_WAIT;
    return new CrmFailure(kind, message, { retryAt });
  }
  if (kind) return new CrmFailure(kind, message);
  if (typeof body === 'object' && body !== null && (body as { success?: unknown }).success === false) {
    return new CrmFailure('refused', message);
  }
  return null;
};

/** A 2xx whose body isn't what the API promises. */
export const unreadable = (call: string, safe: boolean): CrmFailure =>
  new CrmFailure(safe ? 'unavailable' : 'unanswered', `${call}: the answer isn’t what the API promises`);

/** Of a 404 where nothing may be missing. */
export const refusal = (message: string): CrmFailure => new CrmFailure('refused', message);
