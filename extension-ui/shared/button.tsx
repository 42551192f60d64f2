import './button.css';
import type { ComponentChildren, Ref } from 'preact';

interface ButtonOptions {
  readonly kind?: 'primary' | 'plain' | 'danger';
  /** Keeps its size and takes no second click while the first is being worked on. */
  readonly busy?: boolean;
  readonly onClick: () => void;
  readonly children: ComponentChildren;
}

export const Button = ({ kind = 'plain', busy = false, onClick, children }: ButtonOptions) => (
  <button type="button" class={`button ${kind}`} aria-disabled={busy} onClick={busy ? undefined : onClick}>
    {children}
  </button>
);

/** Looks like a button and opens a tab of its own: no pop-up blocker stops it. */
export const TabLink = ({ href, children }: { href: string; children: ComponentChildren }) => (
  <a class="button primary" href={href} target="_blank" rel="noopener">
    {children}
  </a>
);

interface IconButtonOptions {
  readonly label: string;
  /** Words beside the picture where there is room, else on hover and focus; the label begins with them. */
  readonly shown?: string;
  readonly 'aria-haspopup'?: 'menu';
  readonly 'aria-expanded'?: boolean;
  /** Does nothing at the moment: whoever is told of clicks knows. */
  readonly 'aria-disabled'?: boolean;
  /** Id of the popover that it opens and closes. */
  readonly popovertarget?: string;
  readonly busy?: boolean;
  readonly onClick?: () => void;
  readonly buttonRef?: Ref<HTMLButtonElement>;
  readonly children: ComponentChildren;
}

/** The label is its name and, where no words are shown, its tooltip on hover. */
export const IconButton = ({
  label,
  shown,
  busy = false,
  onClick,
  buttonRef,
  children,
  ...rest
}: IconButtonOptions) => (
  <button
    {...rest}
    ref={buttonRef ?? null}
    type="button"
    class="icon-button"
    aria-label={label}
    {...(shown === undefined ? { title: label } : {})}
    aria-busy={busy}
    onClick={busy ? undefined : onClick}
  >
    {children}
    {shown !== undefined && <span class="icon-label">{shown}</span>}
  </button>
);
