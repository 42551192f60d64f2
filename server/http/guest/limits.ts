import { normalizeIP } from '@fastify/rate-limit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { MINUTE } from '../../domain/interval.ts';
import { Failure } from '../../failure.ts';
import type { Count, Store } from '../../ports.ts';
import type { GuestDeps } from './deps.ts';
import { isForm } from './forms.ts';

/** Who asks: the address, of IPv6 the network of it (/64), since that much belongs to one connection. */
export const askerOf = ({ ip }: FastifyRequest): string => normalizeIP(ip);

/** The slug, or the id of a personal link, that a request is about. */
const named = ({ params }: FastifyRequest) => params as { readonly slug?: string; readonly invitation?: string };

/** By what reads are counted: address and link. */
export const readKey = (request: FastifyRequest): string => {
  const { slug, invitation } = named(request);
  return `${askerOf(request)} ${slug ?? invitation ?? ''}`;
};

/**
 * For the routes that read times and meetings. Those that are given the same one are counted together: by address, and on a link's
 * routes for each link apart. Counted by each instance for itself, in memory: reads are many, cheap and change nothing, and a write to
 * the store for every one of them would cost more than what it guards.
 */
export const readLimit = (app: FastifyInstance, { limits }: Pick<GuestDeps, 'limits'>) => ({
  onRequest: app.rateLimit({ max: limits.slotReads, timeWindow: MINUTE }),
});

/** What doesn't exist counts as one: names that are made up neither begin counts of their own nor fill the store with them. */
const existing = async (store: Store, request: FastifyRequest): Promise<string> => {
  const { slug, invitation } = named(request);
  if (slug !== undefined) return (await store.links.find(slug)) ? slug : '';
  // Of one link there may be any number of personal ones.
  if (invitation !== undefined) return (await store.invitations.find(invitation))?.link ?? '';
  return '';
};

const tell = (reply: FastifyReply, max: number, { count, until }: Count, now: number): void => {
  const seconds = Math.ceil((until - now) / 1000);
  void reply.headers({
    'x-ratelimit-limit': max,
    'x-ratelimit-remaining': Math.max(0, max - count),
    'x-ratelimit-reset': seconds,
    ...(count > max ? { 'retry-after': seconds } : {}),
  });
};

/**
 * The hooks of a route that takes posts: by address and link, at most so many a minute, counted in the store, so that instances share
 * the count. Every post counts that reaches the route, also one that is refused, malformed or too large. Routes with the same `bucket`
 * are counted together. A form is refused only after it was read, by `preValidation`, so that its page can give back what was typed:
 * a route with hooks of its own there puts this one last. Where the store fails, a post isn't refused for that: it fails by itself.
 * `about` names what else than a link a post is about, and is counted apart; it has to be something that callers can't make up.
 */
export const postLimit = (
  { store, clock, limits, countKeys }: Pick<GuestDeps, 'store' | 'clock' | 'limits' | 'countKeys'>,
  bucket: string,
  about: (request: FastifyRequest) => string | null = () => null,
) => {
  const refused = new WeakSet<FastifyRequest>();

  const counted = async (request: FastifyRequest, now: number): Promise<Count | null> => {
    try {
      const key = countKeys.tag(`${bucket} ${askerOf(request)} ${about(request) ?? (await existing(store, request))}`);
      return await store.counters.add(key, now, now + MINUTE);
    } catch (error) {
      request.log.warn({ err: error, bucket }, 'post not counted');
      return null;
    }
  };

  return {
    onRequest: async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
      const now = clock.now();
      const count = await counted(request, now);
      if (!count) return;
      tell(reply, limits.posts, count, now);
      if (count.count <= limits.posts) return;
      if (!isForm(request)) throw new Failure('too_many_requests');
      refused.add(request);
    },
    preValidation: async (request: FastifyRequest): Promise<void> => {
      if (refused.has(request)) throw new Failure('too_many_requests');
    },
  };
};
