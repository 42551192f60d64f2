import { signal } from '@preact/signals';
import type { Bridge, Theme } from '../../../extension-ui/shared/bridge.ts';

/** A bridge without Pipedrive behind it: it gives tokens, agrees to everything and does nothing. */
export const createFakeBridge = () => {
  const theme = signal<Theme>('light');
  const visible = signal(true);
  /** Modals that were asked for, each closed at once. */
  const modals: (readonly [action: string, data: unknown])[] = [];
  const bridge: Bridge = {
    theme,
    visible,
    token: async refused => (refused === undefined ? 'token' : 'another token'),
    record: null,
    data: {},
    resize: () => undefined,
    snackbar: () => undefined,
    confirm: async () => true,
    openModal: async (action, data) => {
      modals.push([action, data]);
    },
    redirect: () => undefined,
  };
  return { bridge, visible, modals };
};
