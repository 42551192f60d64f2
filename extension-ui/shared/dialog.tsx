import './dialog.css';
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { IconButton } from './button.tsx';
import { CloseIcon } from './icons.tsx';
import { useSession } from './session.ts';

interface DialogOptions {
  readonly title: string;
  /** `side`: a drawer at the inline end, full width where there is no room beside it. */
  readonly kind?: 'middle' | 'side';
  /** By the cross, Escape or a click beside it. */
  readonly onClose: () => void;
  readonly children: ComponentChildren;
  /** Buttons at the foot, which stay in sight. */
  readonly foot?: ComponentChildren;
}

/** Shown as long as it is rendered. The browser keeps focus inside, and gives it back to what had it before. */
export const Dialog = ({ title, kind = 'middle', onClose, children, foot }: DialogOptions) => {
  const words = useSession().words.value;
  const element = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const dialog = element.current;
    const before = document.activeElement;
    dialog?.showModal();
    return () => {
      dialog?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);

  return (
    <dialog
      ref={element}
      class={`dialog ${kind}`}
      aria-labelledby={id}
      onKeyDown={event => {
        // A browser lets a page keep one Escape after each click alone, and closes the dialog by itself at the next.
        if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return;
        if (element.current?.querySelector(':popover-open')) return;
        event.preventDefault();
        onClose();
      }}
      onCancel={event => {
        // A cancelled file or colour picker inside bubbles up to here.
        if (event.target !== element.current) return;
        event.preventDefault();
        onClose();
      }}
      onMouseDown={event => {
        if (event.target === element.current) onClose();
      }}
    >
      <div class="dialog-sheet">
        <header class="dialog-head">
          <h2 id={id} dir="auto">
            {title}
          </h2>
          <IconButton label={words.close} onClick={onClose}>
            <CloseIcon />
          </IconButton>
        </header>
        <div class="dialog-body">{children}</div>
        {foot && <footer class="dialog-foot">{foot}</footer>}
      </div>
    </dialog>
  );
};
