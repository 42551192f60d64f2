import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';

const compressed = promisify(gzip);

/** What is smaller goes into one packet as it is. */
const SMALLEST_BYTES = 1400;

/** Pages and months become a fifth or less; a higher level takes longer than the bytes that it saves. */
const options = { level: 5, memLevel: constants.Z_MAX_MEMLEVEL };

/** Whether the header takes gzip: `*` stands for what it doesn’t name, and `q=0` refuses (RFC 9110, 12.5.3). */
export const takesGzip = (accepted: string | undefined): boolean => {
  const codings = (accepted ?? '')
    .toLowerCase()
    .split(',')
    .map(coding => coding.trim().split(/\s*;\s*/));
  const chosen = codings.find(([name]) => name === 'gzip') ?? codings.find(([name]) => name === '*');
  return chosen !== undefined && !chosen.some(parameter => /^q\s*=\s*0(?:\.0*)?$/.test(parameter));
};

/**
 * Compresses what guests are sent, whoever stands in front. The length of a compressed reply tells nothing to somebody who makes
 * a browser ask for it again and again (BREACH): no cookie goes with these requests, what is secret in a page stands in its
 * address, which has to be known to ask for it, and the key of its form is another one each time.
 */
export const compressReply = async (
  request: FastifyRequest,
  reply: FastifyReply,
  payload: unknown,
): Promise<unknown> => {
  if (typeof payload !== 'string' || payload.length < SMALLEST_BYTES) return payload;
  reply.header('vary', 'accept-encoding');
  if (!takesGzip(request.headers['accept-encoding'])) return payload;
  reply.header('content-encoding', 'gzip');
  return compressed(payload, options);
};
