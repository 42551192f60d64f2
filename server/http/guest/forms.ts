import type { FastifyRequest } from 'fastify';

/** Whether a request came from a plain HTML form: answered with a page instead of JSON. */
export const isForm = (request: FastifyRequest): boolean =>
  (request.headers['content-type'] ?? '').toLowerCase().startsWith('application/x-www-form-urlencoded');

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** A details form as the JSON body of the same route, with the key from its hidden field; absent fields stay absent. */
export const formAsBooking = (
  form: Readonly<Record<string, unknown>>,
): { body: Record<string, unknown>; key: string | undefined } => {
  const answers = Object.entries(form)
    .filter(([name, value]) => name.startsWith('answer.') && typeof value === 'string')
    .map(([name, value]) => [name.slice('answer.'.length), value]);
  const fields = ['start', 'name', 'email', 'zone', 'notes', 'language', 'website'].flatMap(name =>
    text(form[name]) === undefined ? [] : [[name, form[name]]],
  );
  const colleagues = (text(form.colleagues) ?? '').split(/[\s,;]+/).filter(part => part !== '');
  return {
    body: { ...Object.fromEntries(fields), answers: Object.fromEntries(answers), colleagues },
    key: text(form.key),
  };
};

/** A manage form as the JSON body of the same route: an empty field counts as absent. */
export const formAsManage = (form: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(['action', 'start', 'reason'].flatMap(name => (text(form[name]) ? [[name, form[name]]] : [])));
