import fastify from 'fastify';

/** The least that could answer over HTTP: a fastify route that sends a constant of as many bytes as its address names. */

const constants = new Map<string, string>();
const constant = (bytes: string): string => {
  const known = constants.get(bytes) ?? JSON.stringify('x'.repeat(Math.max(0, Number(bytes) - 2)));
  constants.set(bytes, known);
  return known;
};

const app = fastify({ logger: false });
app.get('/health', async () => ({ status: 'ok' }));
app.get<{ Params: { bytes: string } }>('/constant/:bytes', async (request, reply) =>
  reply.type('application/json').send(constant(request.params.bytes)),
);
/** A page that shows a time at its end and loads nothing: what as many bytes take to be seen. */
const pages = new Map<string, string>();
const page = (bytes: string): string => {
  const known = pages.get(bytes);
  if (known !== undefined) return known;
  const [head, foot] = ['<!doctype html><title>Bare</title><p data-ready>Times</p><!--', '--><p data-start>12:00</p>'];
  const made = head + 'x'.repeat(Math.max(0, Number(bytes) - head.length - foot.length)) + foot;
  pages.set(bytes, made);
  return made;
};
app.get<{ Params: { bytes: string } }>('/page/:bytes', async (request, reply) =>
  reply.type('text/html; charset=utf-8').send(page(request.params.bytes)),
);
app.post<{ Params: { bytes: string } }>('/constant/:bytes', async (request, reply) =>
  reply.code(201).type('application/json').send(constant(request.params.bytes)),
);
await app.listen({ host: '127.0.0.1', port: Number(process.argv[2]) });
process.on('SIGTERM', () => process.exit());
process.on('disconnect', () => process.exit());
