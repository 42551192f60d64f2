import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import manifest from '../../manifest.json' with { type: 'json' };
import { startPipedrive } from './pipedrive.ts';
import type { SandboxOptions } from './sandbox.ts';

/** What the stand-in's own tests play on: a stand-in with clocks that only they move, a caller and an app. */

export interface Received {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | undefined;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of any shape.
  readonly body: any;
}

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of any shape.
  readonly body: any;
}

/** An app's server that answers every request by `answer`; the attempt counts from 1 over all of them. */
export interface Receiver {
  readonly origin: string;
  readonly received: readonly Received[];
  answer: (request: Received, count: number) => number | Promise<number>;
}

const textOf = async (request: IncomingMessage): Promise<string> => {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text;
};

export const openReceiver = async (): Promise<Receiver> => {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const text = await textOf(request);
    const seen: Received = {
      method: request.method ?? '',
      path: request.url ?? '',
      authorization: request.headers.authorization,
      body: text === '' ? null : JSON.parse(text),
    };
    received.push(seen);
    response.writeHead(await receiver.answer(seen, received.length)).end();
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const receiver: Receiver = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    answer: () => 204,
  };
  return receiver;
};

export const openStage = async (options: Partial<SandboxOptions> = {}) => {
  const clock = { now: Date.parse('2026-11-04T09:15:00Z'), elapsed: 0 };
  const receiver = await openReceiver();
  const app = { clientId: 'client', clientSecret: 'not+a/secret', origin: receiver.origin, manifest };
  const sandbox = await startPipedrive({
    app,
    now: () => clock.now,
    elapsed: () => clock.elapsed,
    searchLagMs: 0,
    ...options,
  });
  onTestFinished(() => sandbox.close());
  const [warsaw, newYork, kathmandu] = sandbox.company.users.map(user => user.id);
  if (!warsaw || !newYork || !kathmandu) throw new Error('The sample has three users');

  const send = async (url: string, init: RequestInit): Promise<Reply> => {
    const response = await fetch(url, { redirect: 'manual', ...init });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') ?? false;
    return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : null };
  };

  /** Calls the API with the token. */
  const call = (token: string, method: string, path: string, body?: unknown): Promise<Reply> =>
    send(sandbox.apiDomain + path, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });

  return {
    sandbox,
    clock,
    receiver,
    app,
    users: { warsaw, newYork, kathmandu },
    send,

    call,

    form: (path: string, form: Record<string, string>, credentials = `${app.clientId}:${app.clientSecret}`) =>
      send(sandbox.origin + path, {
        method: 'POST',
        headers: { authorization: `Basic ${btoa(credentials)}` },
        body: new URLSearchParams(form),
      }),

    /** The app's webhook for a user, made by the API. */
    async hook(userId: number, action = '*'): Promise<number> {
      const { access_token: token } = sandbox.grant(userId);
      const made = await call(token, 'POST', '/api/v1/webhooks', {
        subscription_url: `${receiver.origin}/hook/${userId}`,
        event_action: action,
        event_object: 'activity',
        name: 'mirror',
        version: '2.0',
        http_auth_user: 'pipedrive',
        http_auth_password: 'pass',
      });
      if (made.status !== 201) throw new Error(`No webhook: ${made.text}`);
      return made.body.data.id;
    },
  };
};

export type Stage = Awaited<ReturnType<typeof openStage>>;

/** Waits for what another process or socket does, at most five seconds. */
export const until = async (isSo: () => boolean, what: string): Promise<void> => {
  const deadline = performance.now() + 5000;
  while (!isSo()) {
    if (performance.now() > deadline) throw new Error(`Not within five seconds: ${what}`);
    await new Promise(resolve => setTimeout(resolve, 5));
  }
};
