import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  readonly method: string;
  readonly path: string;
  readonly query: Record<string, string>;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface Answer {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  /** Text is sent as it is, everything else as JSON. */
  readonly body?: unknown;
  /** Reads the request and hangs up. */
  readonly hangUp?: boolean;
  /** Reads the request and never answers. */
  readonly silent?: boolean;
}

/** A real HTTP server that gives the answers it was told, in order, and keeps what it was asked. */
export const openApi = async () => {
  const received: Received[] = [];
  const answers: Answer[] = [];

  const answer = (response: ServerResponse, { status = 200, headers = {}, body, hangUp, silent }: Answer) => {
    if (hangUp) response.destroy();
    if (hangUp || silent) return;
    const isText = typeof body === 'string';
    response.writeHead(status, { 'content-type': isText ? 'text/html' : 'application/json', ...headers });
    response.end(isText ? body : JSON.stringify(body ?? null));
  };

  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const url = new URL(request.url ?? '', 'http://localhost');
    const { method = '', headers } = request;
    received.push({ method, path: url.pathname, query: Object.fromEntries(url.searchParams), headers, body });
    answer(response, answers.shift() ?? { status: 599, body: 'nothing was planned for this request' });
  });
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    plan: (...planned: Answer[]) => void answers.push(...planned),
    async close() {
      server.closeAllConnections();
      await new Promise(done => server.close(done));
    },
  };
};
