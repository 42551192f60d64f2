/** A token is asked for anew this long before it runs out. */
const EARLY_MS = 30_000;

export interface TokenOptions {
  /** Asks Pipedrive for a signed token. */
  readonly signed: () => Promise<string>;
  /** The one that came with the page, if any. */
  readonly first: string | null;
  readonly now: () => number;
}

/** Resolves to a token that is good for a request, and isn't the one that the server has just refused. */
export type Tokens = (refused?: string) => Promise<string>;

interface Kept {
  readonly token: string;
  readonly until: number;
}

/** Milliseconds between `iat` and `exp`: a length, so that a wrong clock on this machine doesn't matter. */
const lifetime = (token: string): number => {
  try {
    const part = (token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/');
    const claims = JSON.parse(atob(part)) as { iat?: unknown; exp?: unknown };
    return typeof claims.iat === 'number' && typeof claims.exp === 'number' ? (claims.exp - claims.iat) * 1000 : 0;
  } catch {
    return 0;
  }
};

/** Keeps one token, and asks once for all callers that wait for the next. */
export const createTokens = ({ signed, first, now }: TokenOptions): Tokens => {
  const keep = (token: string): Kept => ({ token, until: now() + lifetime(token) - EARLY_MS });
  let kept: Kept | null = first === null ? null : keep(first);
  let asking: Promise<string> | null = null;

  const ask = async (): Promise<string> => {
    try {
      kept = keep(await signed());
      return kept.token;
    } finally {
      asking = null;
    }
  };

  return async refused => {
    if (kept !== null && kept.token !== refused && now() < kept.until) return kept.token;
    asking ??= ask();
    return asking;
  };
};
