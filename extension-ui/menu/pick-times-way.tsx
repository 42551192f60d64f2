import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { LinkReply } from '../../server/http/host/schema.ts';
import type { Copying } from '../shared/copying.ts';
import { ExpandIcon, TimesIcon } from '../shared/icons.tsx';
import { LinkList } from '../shared/link-list.tsx';
import { useSession } from '../shared/session.ts';
import { EditTimes } from './edit-times.tsx';
import { Way } from './way.tsx';
import { useMenuWords } from './words/words.ts';

/** A pointer that only passes by opens nothing, and one that strays for a moment closes nothing. */
const OPEN_MS = 120;
const CLOSE_MS = 250;

const MARGIN = 4;
const HIGHEST = 320;
/** With less than this above and below, the list lies over its own button. */
const LOWEST = 96;

/** Above the way or below it, wherever there is more room. */
const place = (list: HTMLElement, way: HTMLElement): void => {
  const { left, width, top, bottom } = way.getBoundingClientRect();
  const above = top - MARGIN;
  const below = innerHeight - bottom - MARGIN;
  const room = Math.max(above, below);
  const covers = room < LOWEST;
  const height = Math.min(HIGHEST, covers ? innerHeight - 2 * MARGIN : room);
  list.style.setProperty('left', `${left}px`);
  list.style.setProperty('width', `${width}px`);
  list.style.setProperty('max-height', `${height}px`);
  list.style.setProperty('top', covers ? `${MARGIN}px` : below >= above ? `${bottom}px` : 'auto');
  list.style.setProperty('bottom', covers || below >= above ? 'auto' : `${innerHeight - top}px`);
};

interface PickTimesOptions {
  /** Links with specific times that exist. */
  readonly links: readonly LinkReply[];
  readonly copying: Copying;
}

/**
 * Leads to picking times; under the pointer, or with the focus, it shows the links that were made so. The button beside it does
 * the same by touch. Escape puts the list away.
 */
export const PickTimesWay = ({ links, copying }: PickTimesOptions) => {
  const words = useSession().words.value;
  const own = useMenuWords();
  const id = useId();
  const [open, setOpen] = useState(false);
  const way = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const later = (wanted: boolean, delay: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setOpen(wanted), delay);
  };
  const now = (wanted: boolean) => {
    clearTimeout(timer.current);
    setOpen(wanted);
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    const popup = list.current;
    const anchor = way.current;
    if (!open || !popup || !anchor) return;
    popup.showPopover();
    const replace = () => place(popup, anchor);
    replace();
    addEventListener('resize', replace);
    document.addEventListener('scroll', replace, { passive: true });
    return () => {
      removeEventListener('resize', replace);
      document.removeEventListener('scroll', replace);
      popup.hidePopover();
    };
  }, [open]);

  if (links.length === 0) return <Way icon={TimesIcon} label={words.pickTimes} to={{ name: 'times' }} />;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: what the pointer opens, the button opens too
    <div
      ref={way}
      class="scheduler-pick"
      onPointerEnter={event => {
        if (event.pointerType === 'mouse') later(true, OPEN_MS);
      }}
      onPointerLeave={event => {
        if (event.pointerType === 'mouse') later(false, CLOSE_MS);
      }}
      onFocusIn={event => {
        const { target } = event;
        if (target instanceof HTMLElement && !list.current?.contains(target) && target.matches(':focus-visible'))
          now(true);
      }}
      onFocusOut={event => {
        const next = event.relatedTarget;
        if (!(next instanceof Node && event.currentTarget.contains(next))) now(false);
      }}
      onKeyDown={event => {
        if (event.key !== 'Escape' || !open) return;
        event.stopPropagation();
        // What is put away mustn't take the focus along.
        if (list.current?.contains(document.activeElement)) button.current?.focus();
        // After the focus, which opens it.
        now(false);
      }}
    >
      <Way icon={TimesIcon} label={words.pickTimes} to={{ name: 'times' }} />
      <button
        ref={button}
        type="button"
        class="scheduler-count"
        aria-label={`${words.specificTimes}: ${own.showSpecific(links.length)}`}
        aria-expanded={open}
        aria-controls={id}
        // The mouse that comes to press it has opened the list on its way.
        onClick={event => now((event instanceof PointerEvent && event.pointerType === 'mouse') || !open)}
      >
        <span aria-hidden="true">{links.length}</span>
        <ExpandIcon />
      </button>
      <section ref={list} id={id} popover="manual" class="scheduler-flyout" aria-label={words.specificTimes}>
        {open && (
          <>
            <p class="scheduler-flyout-head">{words.specificTimes}</p>
            <LinkList links={links} copying={copying} aside={EditTimes} />
          </>
        )}
      </section>
    </div>
  );
};
