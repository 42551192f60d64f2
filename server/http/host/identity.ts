import type { FastifyRequest } from 'fastify';
import { jwtVerify } from 'jose';
import { type Host, hostId } from '../../domain/host.ts';
import { Failure } from '../../failure.ts';
import type { Clock, Store } from '../../ports.ts';

export interface Identity {
  /** The installation that the token stands for. @throws unauthorised, not_installed */
  host(request: FastifyRequest): Promise<Host>;
}

const isId = (value: unknown): value is number => typeof value === 'number' && Number.isSafeInteger(value) && value > 0;

/** Company and user come from the token that Pipedrive signs (HS256, the extension's secret), and from nowhere else. */
export const createIdentity = ({
  store,
  clock,
  jwtSecret,
}: {
  store: Store;
  clock: Clock;
  jwtSecret: string;
}): Identity => {
  const secret = new TextEncoder().encode(jwtSecret);
  return {
    host: async request => {
      const [scheme, token = ''] = (request.headers.authorization ?? '').split(' ');
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
    },
  };
};
