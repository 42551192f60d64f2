import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { type Crm, CrmFailure, type TokenReply } from '../../ports.ts';
import { type ClientOptions, parseJson } from './client.ts';
import { connectionFailure, retryAtOf, unreadable } from './failures.ts';

const TIMEOUT = 10_000;

const Tokens = Type.Object({
  access_token: Type.String({ minLength: 1 }),
  refresh_token: Type.Optional(Type.Union([Type.String(), Type.Null()])),
  expires_in: Type.Number({ exclusiveMinimum: 0 }),
  api_domain: Type.String({ pattern: '^https?://[^/?#@]+$' }),
  scope: Type.Optional(Type.Union([Type.String(), Type.Null()])),
});

/** Pipedrive separates scopes by commas, the OAuth RFC by spaces. */
const scopesOf = (text: string): string[] => text.split(/[\s,]+/).filter(scope => scope !== '');

/** Body of a token reply → what we keep of it; throws `CrmFailure`. No scope told comes out as none. */
export const readTokenReply = (body: unknown): TokenReply => {
  if (!Value.Check(Tokens, body)) throw unreadable('POST /oauth/token', true);
  return {
    accessToken: body.access_token,
    refreshToken: body.refresh_token || null,
    expiresInSeconds: body.expires_in,
    apiDomain: body.api_domain,
    scopes: scopesOf(body.scope ?? ''),
  };
};

/** `error` by RFC 6749; Pipedrive's own page lists only the sentences, which begin with its words. */
const isInvalidGrant = (body: unknown): boolean => {
  if (typeof body !== 'object' || body === null) return false;
  const { error, message, error_description: description } = body as Record<string, unknown>;
  return [error, message, description].some(text => typeof text === 'string' && /^invalid[ _]grant/i.test(text));
};

export interface OauthOptions extends ClientOptions {
  /** Without a slash at the end. */
  readonly oauthUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

export const oauthCalls = (options: OauthOptions): Pick<Crm, 'refresh' | 'revoke'> => {
  const { oauthUrl, clientId, clientSecret, now = Date.now, timeout = TIMEOUT } = options;
  const authorization = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;
  const send = options.fetch ?? fetch;

  const post = async (path: string, form: Record<string, string>): Promise<unknown> => {
    const call = `POST ${path}`;
    let response: Response;
    let body: unknown;
    try {
      response = await send(`${oauthUrl}${path}`, {
        method: 'POST',
        headers: { accept: 'application/json', authorization },
        body: new URLSearchParams(form),
        redirect: 'manual',
        signal: AbortSignal.timeout(timeout),
      });
      body = parseJson(await response.text());
    } catch (cause) {
      // Refreshing and revoking may both be repeated: the same refresh token is good for it.
      throw connectionFailure(call, true, cause);
    }
    if (response.ok) return body;
    if (response.status === 429) {
      throw new CrmFailure('limited', `${call}: 429`, { retryAt: retryAtOf(response.headers, now()) });
    }
    // Only this one is about the host's grant. Another 4xx, such as a wrong client secret, is the operator's to mend.
    const lost = response.status < 500 && isInvalidGrant(body);
    throw new CrmFailure(lost ? 'grant_lost' : 'unavailable', `${call}: ${response.status}`);
  };

  return {
    refresh: async refreshToken =>
      readTokenReply(await post('/oauth/token', { grant_type: 'refresh_token', refresh_token: refreshToken })),

    async revoke(refreshToken) {
      await post('/oauth/revoke', { token: refreshToken, token_type_hint: 'refresh_token' });
    },
  };
};
