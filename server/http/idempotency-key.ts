import type { FastifyRequest } from 'fastify';
import { Failure } from '../failure.ts';

const PRINTABLE = /^[\x21-\x7e]+$/;
const MOST = 200;

/** What the header Idempotency-Key says; null: it isn't there. @throws invalid, naming the header */
export const idempotencyKey = (request: FastifyRequest, least: number): string | null => {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return null;
  if (typeof key === 'string' && PRINTABLE.test(key) && key.length >= least && key.length <= MOST) return key;
  throw new Failure('invalid', {
    field: 'Idempotency-Key',
    message: `The header Idempotency-Key must be ${least} to ${MOST} printable characters.`,
  });
};
