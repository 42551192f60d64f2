import { randomBytes } from 'node:crypto';
import type { AuthorizeRequest, SandboxApp, TokenSet } from './sandbox.ts';

/** What the OAuth server knows: codes, tokens and who has the app installed. */

const codeLifetimeMs = 5 * 60_000;
const accessLifetimeMs = 3_600_000;
/** Prolonged by every use. */
const refreshLifetimeMs = 60 * 86_400_000;

export interface Grant {
  readonly userId: number;
  readonly scopes: readonly string[];
  readonly expiresAt: number;
}

interface Code {
  readonly userId: number;
  readonly redirectUri: string;
  readonly expiresAt: number;
}

/** The message of the OAuth server's 400. */
export type GrantRefusal = { readonly error: 'invalid_grant' | 'invalid_request'; readonly message: string };
type Outcome = TokenSet | GrantRefusal;

const invalid = (what: string): GrantRefusal => ({ error: 'invalid_grant', message: `Invalid grant: ${what}` });
const opaque = (): string => randomBytes(24).toString('base64url');

export interface GrantsOptions {
  readonly app: SandboxApp;
  readonly userIds: readonly number[];
  readonly now: () => number;
  readonly apiDomain: () => string;
  readonly rotate: boolean;
}

export const createGrants = ({ app, userIds, now, apiDomain, rotate }: GrantsOptions) => {
  const codes = new Map<string, Code>();
  const access = new Map<string, Grant>();
  const refresh = new Map<string, Grant>();
  const installed = new Set<number>();
  const redirectUri = app.origin + app.manifest.callback;

  const callback = (uri: string, params: Record<string, string | undefined>): string => {
    const url = new URL(uri);
    for (const [name, value] of Object.entries(params)) if (value !== undefined) url.searchParams.set(name, value);
    return url.href;
  };

  const checkClient = (clientId: string, uri: string): void => {
    if (clientId !== app.clientId) throw new Error('Invalid client: client_id is invalid');
    if (uri !== redirectUri) throw new Error('Invalid request: redirect_uri is invalid');
  };

  const issue = (userId: number, scopes: readonly string[], refreshToken = `1:1:${opaque()}`): TokenSet => {
    const accessToken = `v1u:${opaque()}`;
    access.set(accessToken, { userId, scopes, expiresAt: now() + accessLifetimeMs });
    refresh.set(refreshToken, { userId, scopes, expiresAt: now() + refreshLifetimeMs });
    return {
      access_token: accessToken,
      token_type: 'Bearer',
      expires_in: accessLifetimeMs / 1000 - 1,
      refresh_token: refreshToken,
      scope: scopes.join(','),
      api_domain: apiDomain(),
    };
  };

  const forget = (tokens: Map<string, Grant>, userId: number): void => {
    for (const [token, grant] of tokens) if (grant.userId === userId) tokens.delete(token);
  };

  const install = (userId: number, scopes: readonly string[]): TokenSet => {
    installed.add(userId);
    return issue(userId, scopes);
  };

  return {
    authorize({ userId, clientId, redirectUri: uri, state }: AuthorizeRequest): string {
      checkClient(clientId, uri);
      if (!userIds.includes(userId)) throw new Error(`There is no user ${userId}`);
      const code = opaque();
      codes.set(code, { userId, redirectUri: uri, expiresAt: now() + codeLifetimeMs });
      return callback(uri, { code, state });
    },

    deny({ clientId, redirectUri: uri, state }: Omit<AuthorizeRequest, 'userId'>): string {
      checkClient(clientId, uri);
      return callback(uri, { error: 'user_denied', state });
    },

    checkClient,

    exchange(code: string, uri: string): Outcome {
      const found = codes.get(code);
      codes.delete(code);
      if (!found) return invalid('authorization_code is invalid');
      if (found.expiresAt <= now()) return invalid('authorization_code has expired');
      if (found.redirectUri !== uri)
        return { error: 'invalid_request', message: 'Invalid request: redirect_uri is invalid' };
      return install(found.userId, app.manifest.scopes);
    },

    refresh(token: string): Outcome {
      const found = refresh.get(token);
      if (!found || found.expiresAt <= now()) return invalid('refresh_token is invalid');
      if (rotate) refresh.delete(token);
      return rotate ? issue(found.userId, found.scopes) : issue(found.userId, found.scopes, token);
    },

    /** The user whose app is thereby uninstalled: that is so for a refresh token only. */
    revoke(token: string): number | null {
      access.delete(token);
      return refresh.get(token)?.userId ?? null;
    },

    grant: (userId: number, scopes: readonly string[] = app.manifest.scopes): TokenSet => install(userId, scopes),

    /** Null: unknown or expired. */
    of(accessToken: string): Grant | null {
      const found = access.get(accessToken);
      return found && found.expiresAt > now() ? found : null;
    },

    isInstalled: (userId: number): boolean => installed.has(userId),
    expireAccess: (userId: number): void => forget(access, userId),
    revokeTokens(userId: number): void {
      forget(access, userId);
      forget(refresh, userId);
    },
    uninstall(userId: number): void {
      forget(access, userId);
      forget(refresh, userId);
      installed.delete(userId);
    },
  };
};

export type Grants = ReturnType<typeof createGrants>;
