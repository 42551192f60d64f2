import type { SandboxUser } from './company.ts';
import type { Query } from './listing.ts';
import type { Answer } from './wire.ts';

/** One call of the API after its token, scope and budget have been looked at. */
export interface Call {
  readonly user: SandboxUser;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Query;
  readonly body: unknown;
}

/** One endpoint of the API; it throws a `Refusal` in place of an answer. */
export interface Endpoint {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** In fastify's words, below `/api`. */
  readonly path: string;
  /** Any one of them is enough. */
  readonly scopes: readonly string[];
  /** Tokens of the daily budget. */
  readonly cost: number;
  readonly search?: true;
  answer(call: Call): Answer | Promise<Answer>;
}

/** A `:full` scope includes `:read`. */
export const reading = (what: string): readonly string[] => [`${what}:read`, `${what}:full`];

export const ok = (data: unknown): Answer => ({ status: 200, body: { success: true, data, additional_data: null } });

export const listed = (data: unknown, next: string | null): Answer => ({
  status: 200,
  body: { success: true, data, additional_data: { next_cursor: next } },
});
