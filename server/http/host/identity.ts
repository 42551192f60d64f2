import type { FastifyRequest } from 'fastify';
import { jwtVerify } from 'jose';
import { type Host, hostId } from '../../domain/host.ts';
import { Failure } from '../../failure.ts';
import type { Sessions } from '../../flows/hosts/session.ts';
import type { Clock, Store } from '../../ports.ts';
import { isSameOrigin } from '../same-origin.ts';
import { sessionIn } from '../session-cookie.ts';

export interface Identity {
  /** The installation that the token or the session stands for. @throws unauthorised, not_installed, forbidden */
  host(request: FastifyRequest): Promise<Host>;
}

export interface IdentityDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly jwtSecret: string;
  readonly sessions: Pick<Sessions, 'host' | 'isCsrfToken'>;
  readonly publicUrl: string;
}

const READING = ['GET', 'HEAD'];

const isId = (value: unknown): value is number => typeof value === 'number' && Number.isSafeInteger(value) && value > 0;

/** Company and user come from the token that Pipedrive signs (HS256, the extension's secret), and from nowhere else. */
const createTokenReader = ({ store, clock, jwtSecret }: IdentityDeps) => {
  const secret = new TextEncoder().encode(jwtSecret);
  return async (authorization: string): Promise<Host> => {
    const [scheme, token = ''] = authorization.split(' ');
    if (scheme?.toLowerCase() !== 'bearer' || token === '') throw new Failure('unauthorised');
    const { payload } = await jwtVerify(token, secret, {
      algorithms: ['HS256'],
      requiredClaims: ['exp'],
      currentDate: new Date(clock.now()),
    }).catch(cause => {
      throw new Failure('unauthorised', { cause });
    });
    const { companyId, userId } = payload;
    if (!isId(companyId) || !isId(userId)) throw new Failure('unauthorised');
    const host = await store.hosts.find(hostId(companyId, userId));
    if (!host || host.pausedBecause === 'uninstalled') throw new Failure('not_installed');
    return host;
  };
};

/**
 * Browsers send the cookie by themselves: what changes something has to come from a page of the same session. A page that sends its
 * token when it only reads isn't answered in another session's name either: somebody else has signed in since.
 */
const createSessionReader =
  ({ sessions, publicUrl }: IdentityDeps) =>
  async (request: FastifyRequest): Promise<Host> => {
    const session = sessionIn(request);
    const host = await sessions.host(session);
    if (!host) throw new Failure('unauthorised');
    const token = request.headers['x-csrf-token'];
    const isOurs = typeof token === 'string' && sessions.isCsrfToken(session, token);
    if (READING.includes(request.method)) {
      if (token !== undefined && !isOurs) throw new Failure('unauthorised', { detail: 'token of another session' });
      return host;
    }
    if (!isOurs) throw new Failure('forbidden', { detail: 'no CSRF token of this session' });
    if (!isSameOrigin(request, publicUrl)) throw new Failure('forbidden', { detail: 'from another origin' });
    return host;
  };

/** A token that isn't good isn't made up for by a session: they might not be of the same host. */
export const createIdentity = (deps: IdentityDeps): Identity => {
  const byToken = createTokenReader(deps);
  const bySession = createSessionReader(deps);
  return {
    host: request => {
      const { authorization } = request.headers;
      return authorization === undefined ? bySession(request) : byToken(authorization);
    },
  };
};
