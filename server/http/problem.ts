import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { Failure } from '../failure.ts';
import type { Problem } from './guest/schema.ts';

/** Name of the field that a schema found fault with. */
const fieldOf = ({ validation, validationContext }: FastifyError): string => {
  const [first] = validation ?? [];
  const missing = first?.params.missingProperty;
  const path = (first?.instancePath ?? '').split('/').filter(part => part !== '');
  if (typeof missing === 'string') path.push(missing);
  return path.join('.') || (validationContext ?? 'body');
};

const invalid = (field: string, message: string, cause: unknown) => new Failure('invalid', { field, message, cause });

/** Any error as one of the table's: what isn't known there says nothing to the outside. */
export const asFailure = (error: unknown): Failure => {
  if (error instanceof Failure) return error;
  const known = error as Partial<FastifyError>;
  if (known.validation) {
    const field = fieldOf(error as FastifyError);
    return invalid(field, `“${field}” ${known.validation[0]?.message ?? 'isn’t valid'}.`, error);
  }
  switch (known.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return invalid('body', 'The body is too large.', error);
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return invalid('Content-Type', 'This content type isn’t understood here.', error);
  }
  if (known.statusCode === 429) return new Failure('too_many_requests', { cause: error });
  if (known.statusCode === 404) return new Failure('not_found', { cause: error });
  if (known.statusCode !== undefined && known.statusCode >= 400 && known.statusCode < 500)
    return invalid('body', 'The body isn’t well formed.', error);
  return new Failure('internal', { cause: error });
};

/** What is known of a failure, for the log: no addresses, no query strings, no bodies. */
export const logFailure = (request: FastifyRequest, failure: Failure): void => {
  const facts = { code: failure.code, field: failure.field, detail: failure.detail, route: request.routeOptions.url };
  if (failure.status >= 500) request.log.error({ ...facts, err: failure.cause ?? failure }, 'request failed');
  else request.log.debug(facts, 'request refused');
};

export const problemOf = (failure: Failure): Problem => ({
  type: 'about:blank',
  title: failure.message,
  status: failure.status,
  code: failure.code,
  ...(failure.field === undefined ? {} : { field: failure.field }),
  ...failure.extra,
});

/** The error handler of JSON routes: `application/problem+json` with a stable `code`. */
export const sendProblem = (error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
  const failure = asFailure(error);
  logFailure(request, failure);
  return reply
    .code(failure.status)
    .type('application/problem+json')
    .send(JSON.stringify(problemOf(failure)));
};
