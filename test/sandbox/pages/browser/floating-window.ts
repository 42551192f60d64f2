import type { PageContext } from './context.ts';
import { type Frame, openFrame } from './frame.ts';

/** The floating window: loaded with the page, kept in the background, shown from the apps dock or by the SDK. */

export interface FloatingWindow {
  readonly frame: Frame;
  readonly visible: boolean;
  show(invoker: 'user' | 'command', context?: object): void;
  hide(invoker: 'user' | 'command', context?: object): void;
  notify(count: number): void;
  /** Hides the close button. */
  focus(on: boolean): void;
}

const makeMovable = (box: HTMLElement, handle: HTMLElement): void => {
  handle.addEventListener('pointerdown', down => {
    if (down.target instanceof HTMLButtonElement) return;
    const start = box.getBoundingClientRect();
    handle.setPointerCapture(down.pointerId);
    box.classList.add('moving');
    const move = (event: PointerEvent) => {
      const left = Math.min(innerWidth - 80, Math.max(80 - start.width, start.left + event.clientX - down.clientX));
      const top = Math.min(innerHeight - 40, Math.max(0, start.top + event.clientY - down.clientY));
      Object.assign(box.style, { left: `${left}px`, top: `${top}px`, right: 'auto' });
    };
    handle.addEventListener('pointermove', move);
    handle.addEventListener(
      'lostpointercapture',
      () => {
        handle.removeEventListener('pointermove', move);
        box.classList.remove('moving');
      },
      { once: true },
    );
  });
};

export const startFloatingWindow = (context: PageContext): FloatingWindow | undefined => {
  const surface = context.surfaces.find(({ kind }) => kind === 'floating_window');
  const box = document.getElementById('floating-window');
  const dock = document.getElementById('apps-dock');
  const [header, holder] = [box?.querySelector('header'), box?.querySelector('.window-frame')];
  const close = header?.querySelector('button');
  if (!(surface && box && dock && header && close && holder instanceof HTMLElement)) return undefined;
  const entry = dock.querySelector<HTMLButtonElement>('[data-open-window]');
  const badge = document.getElementById('apps-badge');

  const setVisible = (visible: boolean, invoker: string, extra: object = {}) => {
    if (visible === api.visible) return;
    box.toggleAttribute('data-visible', visible);
    box.inert = !visible;
    api.frame.emit('visibility', { is_visible: visible, context: { ...extra, invoker } });
  };

  const api: FloatingWindow = {
    frame: openFrame({ context, surface, holder, title: `${surface.name}, floating window` }),
    get visible() {
      return box.hasAttribute('data-visible');
    },
    show: (invoker, extra) => setVisible(true, invoker, extra),
    hide: (invoker, extra) => setVisible(false, invoker, extra),
    notify(count) {
      if (!badge) return;
      badge.hidden = count === 0;
      badge.textContent = count === 0 ? '' : `${count}`;
    },
    focus(on) {
      close.hidden = on;
    },
  };
  box.inert = true;
  close.addEventListener('click', () => api.hide('user'));
  entry?.addEventListener('click', () => {
    dock.hidePopover();
    if (api.visible) api.hide('user');
    else api.show('user');
  });
  makeMovable(box, header);
  return api;
};
