import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The listening sockets of the stand-in: one at first, one more for every new company domain. */

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

interface Socket {
  readonly port: number;
  server: Server;
}

const listen = async (handler: Handler, port: number, host: string): Promise<Server> => {
  const server = createServer(handler);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return server;
};

const shut = (server: Server): Promise<void> =>
  new Promise(resolve => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

const movedPage = '<!doctype html><html><head><title>Page not found</title></head><body>No such company</body></html>';

export const createSockets = async (serve: Handler, port: number, host: string) => {
  const sockets: Socket[] = [];
  const originOf = (socket: Socket | undefined): string => `http://${host}:${socket?.port ?? 0}`;
  const current = (): string => originOf(sockets.at(-1));

  /** A company's former domain answers with a page, and redirects pages; the first one stays the OAuth server's. */
  const handle =
    (index: number): Handler =>
    (request, response) => {
      const path = request.url ?? '/';
      if (index === sockets.length - 1 || (index === 0 && path.startsWith('/oauth/'))) {
        serve(request, response);
      } else if (path.startsWith('/api/')) {
        response.writeHead(404, { 'content-type': 'text/html; charset=utf-8' }).end(movedPage);
      } else {
        response.writeHead(308, { location: current() + path }).end();
      }
    };

  const open = async (atPort: number): Promise<void> => {
    const server = await listen(handle(sockets.length), atPort, host);
    sockets.push({ port: (server.address() as AddressInfo).port, server });
  };
  await open(port);

  return {
    /** Of the OAuth server. */
    first: (): string => originOf(sockets[0]),
    current,
    isOurs: (url: URL): boolean => sockets.some(socket => originOf(socket) === url.origin),
    async move(): Promise<string> {
      await open(0);
      return current();
    },
    async down(): Promise<void> {
      await Promise.all(sockets.map(({ server }) => shut(server)));
    },
    async up(): Promise<void> {
      for (const [index, socket] of sockets.entries()) {
        if (!socket.server.listening) socket.server = await listen(handle(index), socket.port, host);
      }
    },
  };
};

export type Sockets = Awaited<ReturnType<typeof createSockets>>;
