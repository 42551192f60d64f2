import { answer, type Desk } from './commands.ts';
import { frameOf } from './frame.ts';

/** What the SDK posts to its parent window; the source of `@pipedrive/app-extensions-sdk` 0.15.1 is its only description. */
interface Message {
  readonly id: string;
  readonly payload:
    | { readonly type: 'command'; readonly command: string; readonly args?: unknown }
    | { readonly type: 'listener'; readonly event: string }
    | { readonly type: 'track'; readonly event: string };
}

const events = new Set(['visibility', 'close_custom_modal', 'user_settings_change']);

const isMessage = (data: unknown): data is Message =>
  typeof data === 'object' && data !== null && 'id' in data && typeof (data as Message).payload === 'object';

export const startHost = (desk: Desk): void => {
  addEventListener('message', ({ data, source, ports }) => {
    if (!isMessage(data)) return;
    const frame = frameOf(source, data.id);
    const [port] = ports;
    if (!frame || !port) return;
    const { payload } = data;
    if (payload.type === 'command') {
      void answer(frame, payload.command, payload.args, desk).then(reply => port.postMessage(reply));
    } else if (payload.type === 'listener') {
      if (events.has(payload.event)) frame.listen(payload.event, port);
      else port.postMessage({ error: `Unknown event: ${payload.event}` });
    }
  });
};
