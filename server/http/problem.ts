import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { Failure } from '../failure.ts';
import type { Problem } from './problem-schema.ts';

type Fault = NonNullable<FastifyError['validation']>[number];

const pathOf = ({ instancePath, params }: Fault): string[] => {
  const path = instancePath.split('/').filter(part => part !== '');
  return typeof params.missingProperty === 'string' ? [...path, params.missingProperty] : path;
};

/**
 * What is said of several faults: of a union each form has its own, and the form that was meant is the one that went deepest. A
 * constant that differs says, where another fault is as deep, that another form was meant.
 */
const chosenFault = (faults: readonly Fault[]): Fault | undefined => {
  const rank = (fault: Fault) => pathOf(fault).length * 2 - (fault.keyword === 'const' ? 1 : 0);
  const ofForms = faults.filter(({ keyword }) => keyword !== 'anyOf');
  return ofForms.sort((a, b) => rank(b) - rank(a))[0] ?? faults[0];
};

/** Fields are named as in `offer.rule.step`; what isn't inside of one is the part of the request itself. */
const schemaFault = ({ validation, validationContext }: FastifyError): { field: string; reason: string } => {
  const fault = chosenFault(validation ?? []);
  const field = fault ? pathOf(fault).join('.') : '';
  const reason = fault?.keyword === 'const' ? 'isn’t one of the values that are known here' : fault?.message;
  return { field: field || (validationContext ?? 'body'), reason: reason ?? 'isn’t valid' };
};

const invalid = (field: string, message: string, cause: unknown) => new Failure('invalid', { field, message, cause });

/** Any error as one of the table's: what isn't known there says nothing to the outside. */
export const asFailure = (error: unknown): Failure => {
  if (error instanceof Failure) return error;
  const known = error as Partial<FastifyError>;
  if (known.validation) {
    const { field, reason } = schemaFault(error as FastifyError);
    return invalid(field, `“${field}” ${reason}.`, error);
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
