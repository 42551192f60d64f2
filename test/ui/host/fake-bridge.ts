import { signal } from '@preact/signals';
import type { Bridge, Theme } from '../../../extension-ui/shared/bridge.ts';

/** A bridge without Pipedrive behind it; `asked` notes what it was asked to do. */
export const createFakeBridge = () => {
  const theme = signal<Theme>('light');
  const visible = signal(true);
  const asked: string[] = [];
  let tokens = 0;
  const bridge: Bridge = {
    theme,
    visible,
    token: async ({ fresh = false } = {}) => {
      if (fresh || tokens === 0) tokens += 1;
      return `token-${tokens}`;
    },
    resource: null,
    resize: ({ height }) => void asked.push(`resize ${height}`),
    snackbar: message => void asked.push(`snackbar ${message}`),
    confirm: async question => {
      asked.push(`confirm ${question.title}`);
      return true;
    },
    openModal: async action => void asked.push(`modal ${action}`),
    redirect: (target, id) => void asked.push(`redirect ${target} ${id ?? ''}`),
  };
  return { bridge, theme, visible, asked };
};
