import './menu.css';
import { useId, useRef, useState } from 'preact/hooks';
import { IconButton } from './button.tsx';
import { MoreIcon, OutsideIcon } from './icons.tsx';

export interface MenuItem {
  readonly label: string;
  /** Leads out of the surface, to a tab of its own. */
  readonly isOutside?: boolean;
  readonly act: () => void;
}

const MARGIN = 4;

/** Below the button or, in a panel that may be only 100 px high, beside it: the button stays free, to close the menu with. */
const place = (menu: HTMLElement, button: HTMLElement): void => {
  const anchor = button.getBoundingClientRect();
  const { width, height } = menu.getBoundingClientRect();
  const fits = anchor.bottom + height + 2 * MARGIN <= innerHeight;
  const right = fits ? anchor.right : anchor.left - MARGIN;
  const left = Math.max(MARGIN, Math.min(right - width, innerWidth - width - MARGIN));
  const top = fits ? anchor.bottom + MARGIN : Math.max(MARGIN, Math.min(anchor.top, innerHeight - height - MARGIN));
  menu.style.setProperty('left', `${left}px`);
  menu.style.setProperty('top', `${top}px`);
};

const steps: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowDown: (at, count) => (at + 1) % count,
  ArrowUp: (at, count) => (at + count - 1) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
};

/**
 * Three dots that open a few commands, by the keyboard pattern of menu buttons. The button is the popover's own: a click on any
 * other element closes the menu before it is a click, and one that toggled by itself would open it again.
 */
export const Menu = ({ label, items }: { label: string; items: readonly MenuItem[] }) => {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);

  const entries = () => [...(list.current?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? [])];
  const close = () => {
    list.current?.hidePopover();
    button.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const all = entries();
    const step = steps[event.key];
    if (step) {
      event.preventDefault();
      all[step(all.indexOf(document.activeElement as HTMLElement), all.length)]?.focus();
    } else if (event.key === 'Tab') {
      close();
    }
  };

  return (
    <>
      <IconButton label={label} buttonRef={button} aria-haspopup="menu" aria-expanded={open} popovertarget={id}>
        <MoreIcon />
      </IconButton>
      <div
        id={id}
        ref={list}
        class="menu"
        role="menu"
        tabIndex={-1}
        aria-label={label}
        popover="auto"
        onKeyDown={onKeyDown}
        onToggle={event => {
          const opened = event.newState === 'open';
          setOpen(opened);
          if (opened && list.current && button.current) {
            place(list.current, button.current);
            entries()[0]?.focus();
          }
        }}
      >
        {items.map(item => (
          <button
            key={item.label}
            type="button"
            role="menuitem"
            tabIndex={-1}
            onClick={() => {
              close();
              item.act();
            }}
          >
            {item.label}
            {item.isOutside && <OutsideIcon />}
          </button>
        ))}
      </div>
    </>
  );
};
