import type { FailureCode } from '../../server/failure.ts';
import type { LinksReply, MeetingsReply, MeReply, NextTimesReply } from '../../server/http/host/schema.ts';
import type { Problem } from '../../server/http/problem-schema.ts';
import type { Tokens } from './tokens.ts';

const TIMEOUT_MS = 10_000;

/** The server's codes, and what can go wrong before it answers. */
export type ApiCode = FailureCode | 'offline' | 'timeout' | 'no_token' | 'unreadable';

export class ApiFailure extends Error {
  override readonly name = 'ApiFailure';
  readonly code: ApiCode;

  constructor(code: ApiCode, options?: ErrorOptions) {
    super(code, options);
    this.code = code;
  }
}

/** The host's JSON routes. Every call throws `ApiFailure` and nothing else. */
export interface Api {
  me(): Promise<MeReply>;
  links(): Promise<LinksReply>;
  nextTimes(slug: string, count: number): Promise<NextTimesReply>;
  /** Dates `YYYY-MM-DD`, both inclusive. */
  meetings(from: string, to: string): Promise<MeetingsReply>;
  disconnect(): Promise<void>;
}

export interface ApiOptions {
  readonly token: Tokens;
  readonly fetch: typeof fetch;
}

const problemOf = async (reply: Response): Promise<ApiFailure> => {
  const problem = (await reply.json().catch(() => ({}))) as Partial<Problem>;
  return new ApiFailure(typeof problem.code === 'string' ? (problem.code as FailureCode) : 'unreadable');
};

export const createApi = ({ token, fetch }: ApiOptions): Api => {
  const bearer = async (refused?: string): Promise<string> => {
    try {
      return await token(refused);
    } catch (cause) {
      throw new ApiFailure('no_token', { cause });
    }
  };

  const attempt = async (method: string, path: string, signed: string): Promise<Response> => {
    try {
      return await fetch(path, {
        method,
        headers: { accept: 'application/json', authorization: `Bearer ${signed}` },
        credentials: 'omit',
        cache: 'no-store',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
    } catch (cause) {
      const timedOut = cause instanceof DOMException && cause.name === 'TimeoutError';
      throw new ApiFailure(timedOut ? 'timeout' : 'offline', { cause });
    }
  };

  /** A 401 is answered once with a fresh token: the server refused before it did anything. */
  const send = async (method: string, path: string): Promise<Response> => {
    const signed = await bearer();
    const first = await attempt(method, path, signed);
    const reply = first.status === 401 ? await attempt(method, path, await bearer(signed)) : first;
    if (!reply.ok) throw await problemOf(reply);
    return reply;
  };

  const read = async <T>(path: string): Promise<T> => {
    const reply = await send('GET', path);
    try {
      return (await reply.json()) as T;
    } catch (cause) {
      throw new ApiFailure('unreadable', { cause });
    }
  };

  return {
    me: () => read('/api/me'),
    links: () => read('/api/links'),
    nextTimes: (slug, count) => read(`/api/links/${encodeURIComponent(slug)}/next?count=${count}`),
    meetings: (from, to) => read(`/api/meetings?${new URLSearchParams({ from, to })}`),
    disconnect: async () => {
      await send('POST', '/api/disconnect');
    },
  };
};
