import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import type { Budget } from './budget.ts';
import type { SandboxCompany } from './company.ts';
import type { Endpoint } from './endpoint.ts';
import type { FaultList } from './fault-list.ts';
import type { Grant, Grants } from './grants.ts';
import type { Query } from './listing.ts';
import { misbehave, type Outcome } from './misbehaviour.ts';
import type { ApiCall } from './sandbox.ts';
import { type Answer, Refusal, refuse } from './wire.ts';

/** What every call of the API passes before its endpoint: token, scope, limits; and what is written down of it. */

export interface GateOptions {
  readonly company: SandboxCompany;
  readonly grants: Grants;
  readonly budget: Budget;
  readonly faults: FaultList;
  readonly calls: ApiCall[];
  readonly now: () => number;
  readonly signal: AbortSignal;
}

export const pathOf = (url: string): string => url.split('?')[0] ?? url;

/** The gateway's own shape, which isn't the API's. */
const unauthorised = (): Refusal =>
  new Refusal(401, {
    success: false,
    error: 'unauthorized access',
    errorCode: 401,
    error_info: 'Please check developers.pipedrive.com for more information about Pipedrive API.',
    message: 'Invalid token: access_token is invalid',
  });

const overLimit = (headers: Readonly<Record<string, string>>): Refusal =>
  new Refusal(429, { success: false, error: 'request over limit', errorCode: 429 }, headers);

export const answerOf = async (work: () => Answer | Promise<Answer>): Promise<Answer> => {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { status: error.status, body: error.body, headers: error.headers };
  }
};

export const send = (request: FastifyRequest, reply: FastifyReply, outcome: Outcome): FastifyReply => {
  if (outcome === null) {
    reply.hijack();
    request.raw.socket.destroy();
    return reply;
  }
  return reply
    .code(outcome.status)
    .headers(outcome.headers ?? {})
    .send(outcome.body);
};

const openGate = (fastify: FastifyInstance, endpoints: readonly Endpoint[], options: GateOptions): void => {
  const { company, grants, budget, faults, calls, now, signal } = options;

  const grantOf = ({ headers }: FastifyRequest): Grant | null => {
    const [scheme, token] = headers.authorization?.split(' ') ?? [];
    return scheme === 'Bearer' && token ? grants.of(token) : null;
  };

  /** The answer with the limits' headers, and what it cost. */
  const pass = async (endpoint: Endpoint, request: FastifyRequest, grant: Grant | null) => {
    let cost = 0;
    const answer = await answerOf(async () => {
      const user = grant && company.users.find(({ id }) => id === grant.userId);
      if (!user) throw unauthorised();
      const turn = budget.take(user.id, endpoint.cost, endpoint.search === true);
      if (turn.refused) throw overLimit(turn.headers);
      cost = endpoint.cost;
      const { headers, ...rest } = await answerOf(() => {
        if (!endpoint.scopes.some(scope => grant.scopes.includes(scope))) throw refuse(403, 'Scope and URL mismatch');
        return endpoint.answer({
          user,
          params: request.params as Record<string, string>,
          query: request.query as Query,
          body: request.body,
        });
      });
      return { ...rest, headers: { ...turn.headers, ...headers } };
    });
    return { answer, cost };
  };

  for (const endpoint of endpoints) {
    fastify.route({
      method: endpoint.method,
      url: endpoint.path,
      exposeHeadRoute: false,
      handler: async (request, reply) => {
        const grant = grantOf(request);
        const path = pathOf(request.url);
        const userId = grant?.userId ?? null;
        let cost = 0;
        const fault = faults.calls.take({ method: request.method, path, userId });
        const outcome = await misbehave(
          fault,
          async () => {
            const passed = await pass(endpoint, request, grant);
            cost = passed.cost;
            return passed.answer;
          },
          signal,
        );
        calls.push({
          at: now(),
          method: request.method,
          path,
          query: request.query as Query,
          body: request.body ?? null,
          userId,
          status: outcome?.status ?? 0,
          cost,
        });
        return send(request, reply, outcome);
      },
    });
  }
};

/** The API below its prefix, with its own words for whatever fastify itself refuses. */
export const apiRoutes =
  (endpoints: readonly Endpoint[], options: GateOptions): FastifyPluginAsync =>
  async scope => {
    scope.setErrorHandler<Error & { statusCode?: number }>((error, _request, reply) =>
      reply.code(error.statusCode ?? 500).send(refuse(error.statusCode ?? 500, error.message).body),
    );
    scope.setNotFoundHandler((_request, reply) => reply.code(404).send(refuse(404, 'Unknown method .').body));
    openGate(scope, endpoints, options);
  };
