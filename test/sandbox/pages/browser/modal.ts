import type { PageContext, Surface } from './context.ts';
import { type Frame, openFrame, type Query } from './frame.ts';

/** The one custom modal that may be open at a time. */

interface OpenModal {
  readonly frame: Frame;
  close(): void;
}

let open: OpenModal | undefined;

export const isModal = (frame: Frame): boolean => open?.frame === frame;

export const closeModal = (): void => open?.close();

export interface ModalRequest {
  readonly context: PageContext;
  readonly surface: Surface;
  readonly query: Query;
  /** The frame that asked for it; none where a person chose it from a menu. */
  readonly opener?: Frame;
}

/** Resolves when it is closed, by whom ever. */
export const openModal = ({ context, surface, query, opener }: ModalRequest): Promise<void> => {
  if (open) return Promise.reject(new Error('A modal is open already'));
  const dialog = document.createElement('dialog');
  dialog.className = 'app-modal';
  dialog.setAttribute('aria-label', surface.name);
  dialog.innerHTML =
    '<header class="frame-head"><strong></strong><button type="button" class="quiet" aria-label="Close">×</button></header><div class="modal-frame"></div>';
  const [title, button, holder] = ['strong', 'button', '.modal-frame'].map(selector => dialog.querySelector(selector));
  if (!(title && button && holder instanceof HTMLElement)) throw new Error('The modal lost its parts');
  title.textContent = surface.name;
  document.body.append(dialog);
  dialog.showModal();

  return new Promise(resolve => {
    const frame = openFrame({ context, surface, holder, title: surface.name, query });
    const close = () => {
      open = undefined;
      frame.remove();
      dialog.remove();
      opener?.emit('close_custom_modal');
      resolve();
    };
    open = { frame, close };
    button.addEventListener('click', close);
    dialog.addEventListener('cancel', event => {
      event.preventDefault();
      close();
    });
  });
};
