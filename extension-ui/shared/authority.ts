import type { Tokens } from './tokens.ts';

/** In whose name requests are sent. */
export interface Authority {
  /** Headers of the next request; `refused`: those that were just answered with 401. null: there are no better ones. */
  headers(refused?: Record<string, string>): Promise<Record<string, string> | null>;
  readonly credentials: RequestCredentials;
}

/** By the token that Pipedrive signs; no cookie is sent, since a frame of another site has none. */
export const tokenAuthority = (tokens: Tokens): Authority => ({
  headers: async refused => ({
    authorization: `Bearer ${await tokens(refused?.authorization?.replace(/^Bearer /, ''))}`,
  }),
  credentials: 'omit',
});
