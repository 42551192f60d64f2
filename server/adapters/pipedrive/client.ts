import { type Access, CrmFailure } from '../../ports.ts';
import { connectionFailure, failureOf, limitOf } from './failures.ts';

/** A page of 500 activities takes Pipedrive seconds on a bad day; more than this is an outage. */
const TIMEOUT = 15_000;
/** The longest that a read waits for a rate limit; the daily budget takes longer, and then nobody waits. */
const LONGEST_WAIT = 10_000;
const LIMIT_RETRIES = 2;
/** Waits before a read is tried again after a network fault or a 5xx. */
const FAULT_WAITS = [300, 1_500];

export interface ClientOptions {
  readonly fetch?: typeof fetch;
  /** Epoch milliseconds. */
  readonly now?: () => number;
  readonly wait?: (milliseconds: number) => Promise<void>;
  readonly timeout?: number;
}

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed JSON; undefined where the body isn't JSON. */
  readonly body: unknown;
}

export type Query = Readonly<Record<string, string | number | boolean | undefined>>;

/** `path` without query, such as `/api/v2/activities`: it appears in messages, a query (it may hold an address) never. */
export interface Client {
  /** Tried again after faults and short limits. null: the API says 404. */
  read(access: Access, path: string, query?: Query): Promise<Reply | null>;
  /** Sent once. null: the API says 404. */
  write(access: Access, method: 'POST' | 'PATCH' | 'DELETE', path: string, body?: object): Promise<Reply | null>;
}

/** undefined for what isn't JSON, which JSON itself can't say. */
export const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const search = (query: Query): string => {
  const given = Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]));
  return given.length > 0 ? `?${new URLSearchParams(given)}` : '';
};

/** The one way to Pipedrive's API: everything that goes wrong comes out as `CrmFailure`. */
export const createClient = (options: ClientOptions = {}): Client => {
  const { now = Date.now, timeout = TIMEOUT } = options;
  const wait = options.wait ?? (milliseconds => new Promise<void>(done => setTimeout(done, milliseconds)));
  const send = options.fetch ?? fetch;

  const request = async (access: Access, method: string, path: string, query: Query, body?: object): Promise<Reply> => {
    try {
      const response = await send(`${access.apiDomain}${path}${search(query)}`, {
        method,
        headers: {
          accept: 'application/json',
          authorization: `Bearer ${access.accessToken}`,
          ...(body && { 'content-type': 'application/json' }),
        },
        ...(body && { body: JSON.stringify(body) }),
        // Followed, a write would become a GET, and the token would go wherever the answer points.
        redirect: 'manual',
        signal: AbortSignal.timeout(timeout),
      });
      return { status: response.status, headers: response.headers, body: parseJson(await response.text()) };
    } catch (cause) {
      throw connectionFailure(`${method} ${path}`, method === 'GET', cause);
    }
  };

  /** The reply if it is one to work with, null for the API's 404, else throws. */
  const judge = (method: string, path: string, reply: Reply): Reply | null => {
    if (reply.status === 404 && reply.body !== undefined) return null;
    const fault = failureOf(`${method} ${path}`, method === 'GET', reply, now());
    if (fault) throw fault;
    return reply;
  };

  return {
    async read(access, path, query = {}) {
      for (let faults = 0, limits = 0; ; ) {
        try {
          return judge('GET', path, await request(access, 'GET', path, query));
        } catch (failure) {
          if (!(failure instanceof CrmFailure)) throw failure;
          const pause = failure.kind === 'unavailable' ? FAULT_WAITS[faults++] : limitOf(failure, now());
          if (pause === undefined || pause > LONGEST_WAIT) throw failure;
          if (failure.kind === 'limited' && ++limits > LIMIT_RETRIES) throw failure;
          await wait(pause);
        }
      }
    },

    async write(access, method, path, body) {
      return judge(method, path, await request(access, method, path, {}, body));
    },
  };
};
