import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';

/** An app of one small page that runs the real SDK, for the tests of the host side. */

export interface SurfaceServer {
  readonly origin: string;
  /** Path and query of every surface that was loaded. */
  readonly loaded: readonly URL[];
  /** Whether the pages call `initialize`. */
  setSilent(silent: boolean): void;
  close(): Promise<void>;
}

const bundle = createRequire(import.meta.url)
  .resolve('@pipedrive/app-extensions-sdk')
  .replace(/index\.js$/, 'index.umd.js');

/** `heard` collects events; `raw` sends what the SDK itself would refuse to send. */
const page = (silent: boolean): string => `<!doctype html><title>Surface</title><script src="/sdk.js"></script><script>
const sdk = new AppExtensionsSDK();
const heard = [];
for (const event of ['visibility', 'close_custom_modal', 'user_settings_change'])
  sdk.listen(event, message => heard.push({ event, ...message }));
const raw = payload => new Promise(resolve => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }) => resolve(data);
  parent.postMessage({ id: new URLSearchParams(location.search).get('id'), payload }, '*', [port2]);
});
const ready = ${silent} ? new Promise(() => {}) : sdk.initialize({ size: { height: 260, width: 340 } });
</script><p>Surface</p>`;

export const startSurface = async (): Promise<SurfaceServer> => {
  const sdk = await readFile(bundle);
  const loaded: URL[] = [];
  let silent = false;
  const server = createServer(({ url = '/' }, response) => {
    if (url === '/sdk.js') return response.end(sdk);
    loaded.push(new URL(url, origin));
    response.setHeader('content-type', 'text/html');
    return response.end(page(silent));
  });
  server.listen(0, 'localhost');
  await once(server, 'listening');
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    loaded,
    setSilent(on) {
      silent = on;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};
