import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
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
  const row = useRef<HTMLDivElement>(null);
  /** Where the row stood, in px from the top, before the list was put on or away. */
  const stood = useRef<number | null>(null);
  const list = useRef<HTMLElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const put = (wanted: boolean) => {
    stood.current = row.current?.getBoundingClientRect().top ?? null;
    setOpen(wanted);
  };
  const later = (wanted: boolean, delay: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => put(wanted), delay);
  };
  const now = (wanted: boolean) => {
    clearTimeout(timer.current);
    put(wanted);
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  // Unfolding, the list pushes away what lies below; the way to it stays where the pointer is.
  useLayoutEffect(() => {
    const { top } = row.current?.getBoundingClientRect() ?? {};
    if (top !== undefined && stood.current !== null) scrollBy(0, top - stood.current);
    stood.current = null;
  }, [open]);
  // A frame isn't told otherwise that the pointer has gone.
  useEffect(() => {
    if (!open) return;
    const blurred = () => now(false);
    // A finger leaves whenever it is lifted.
    const left = (event: PointerEvent) => {
      if (event.pointerType === 'mouse') now(false);
    };
    const root = document.documentElement;
    root.addEventListener('pointerleave', left);
    addEventListener('blur', blurred);
    return () => {
      root.removeEventListener('pointerleave', left);
      removeEventListener('blur', blurred);
    };
  }, [open]);

  if (links.length === 0) return <Way icon={TimesIcon} label={words.pickTimes} to={{ name: 'times' }} />;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: what the pointer opens, the button opens too
    <div
      class={open ? 'scheduler-pick open' : 'scheduler-pick'}
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
      <div ref={row} class="scheduler-pick-row">
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
      </div>
      <section ref={list} id={id} hidden={!open} class="scheduler-unfolded" aria-label={words.specificTimes}>
        {open && <LinkList links={links} copying={copying} aside={EditTimes} />}
      </section>
    </div>
  );
};
