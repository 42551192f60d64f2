import type { FastifyRequest } from 'fastify';

/** Whether a request came from a plain HTML form: answered with a page instead of JSON. */
export const isForm = (request: FastifyRequest): boolean =>
  (request.headers['content-type'] ?? '').toLowerCase().startsWith('application/x-www-form-urlencoded');

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** What a form or a query holds; a name that is there more than once has a list. */
export type Fields = Readonly<Record<string, unknown>>;

/** The texts whose names begin with `prefix`, by the rest of the name. */
export const textsUnder = (fields: Fields, prefix: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) =>
      name.startsWith(prefix) && typeof value === 'string' ? [[name.slice(prefix.length), value]] : [],
    ),
  );

/** A details form as the JSON body of the same route, with the key from its hidden field; absent fields stay absent. */
export const formAsBooking = (form: Fields): { body: Record<string, unknown>; key: string | undefined } => {
  const fields = ['start', 'name', 'email', 'zone', 'notes', 'language', 'website'].flatMap(name =>
    text(form[name]) === undefined ? [] : [[name, form[name]]],
  );
  const campaign = textsUnder(form, 'campaign.');
  const colleagues = (text(form.colleagues) ?? '').split(/[\s,;]+/).filter(part => part !== '');
  return {
    body: {
      ...Object.fromEntries(fields),
      answers: textsUnder(form, 'answer.'),
      colleagues,
      ...(text(form.hold) && { hold: form.hold }),
      ...(form.other === 'true' && { other: true }),
      ...(Object.keys(campaign).length > 0 && { campaign }),
    },
    key: text(form.key),
  };
};

/** A manage form as the JSON body of the same route: an empty field counts as absent. */
export const formAsManage = (form: Fields): Record<string, unknown> =>
  Object.fromEntries(['action', 'start', 'reason'].flatMap(name => (text(form[name]) ? [[name, form[name]]] : [])));
