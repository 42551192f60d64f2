import { Agent, request as beginRequest } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';

/** A process of its own that makes requests, so that their timing doesn't wait for anything of the bench. */

export interface Request {
  readonly path: string;
  readonly key?: string;
  readonly body?: string;
}

/**
 * * `open`: so many a second, whatever the answers do; a latency counts from the instant at which the request was
 *   meant to be sent, so that a server which stalls isn't spared the requests that it would have had meanwhile
 * * `closed`: each connection sends its next request when the last is answered
 */
export type Plan = {
  readonly origin: string;
  /** Open: taken by turns, again and again. Closed: each once. */
  readonly requests: readonly Request[];
  readonly seconds: number;
} & ({ readonly kind: 'open'; readonly perSecond: number } | { readonly kind: 'closed'; readonly connections: number });

export interface Outcome {
  /** Milliseconds. */
  readonly latencies: readonly number[];
  readonly statuses: Readonly<Record<string, number>>;
  readonly bytes: number;
  readonly seconds: number;
}

const run = async (plan: Plan): Promise<Outcome> => {
  const agent = new Agent({ keepAlive: true });
  const latencies: number[] = [];
  const statuses: Record<string, number> = {};
  let bytes = 0;

  const send = ({ path, key, body }: Request, since: number): Promise<void> =>
    new Promise(done => {
      const finish = (status: string) => {
        latencies.push(performance.now() - since);
        statuses[status] = (statuses[status] ?? 0) + 1;
        done();
      };
      const sent = beginRequest(
        `${plan.origin}${path}`,
        {
          agent,
          method: body === undefined ? 'GET' : 'POST',
          headers: {
            ...(body === undefined ? {} : { 'content-type': 'application/json' }),
            ...(key === undefined ? {} : { 'idempotency-key': key }),
          },
        },
        reply => {
          reply.on('data', (chunk: Buffer) => {
            bytes += chunk.length;
          });
          reply.on('end', () => finish(String(reply.statusCode)));
          reply.on('error', () => finish('broken'));
        },
      );
      sent.on('error', () => finish('unanswered'));
      sent.end(body);
    });

  const begun = performance.now();
  if (plan.kind === 'open') {
    const underWay: Promise<void>[] = [];
    for (let index = 0; index < plan.perSecond * plan.seconds; index += 1) {
      const due = begun + (index * 1000) / plan.perSecond;
      const early = due - performance.now();
      if (early > 0) await wait(early);
      const request = plan.requests[index % plan.requests.length];
      if (request) underWay.push(send(request, due));
    }
    await Promise.all(underWay);
  } else {
    const waiting = [...plan.requests].reverse();
    const end = begun + plan.seconds * 1000;
    const connection = async () => {
      for (let next = waiting.pop(); next && performance.now() < end; next = waiting.pop())
        await send(next, performance.now());
    };
    await Promise.all(Array.from({ length: plan.connections }, connection));
  }
  agent.destroy();
  return { latencies, statuses, bytes, seconds: (performance.now() - begun) / 1000 };
};

process.on('message', plan => {
  void run(plan as Plan).then(outcome => process.send?.(outcome));
});
process.on('disconnect', () => process.exit());
process.send?.('ready');
