import { type ReadonlySignal, signal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { added, belowStart, type DragOptions, dragged, type Grip, tapped } from './drag.ts';
import type { GridItem, Place, Span } from './grid-item.ts';
import { DAY_MINUTES } from './segments.ts';

/** A mouse that moved less than this (px) has clicked. */
const CLICK_PX = 4;
/** A finger that has rested this long drags; before that it scrolls. */
const REST_MS = 350;
const REST_PX = 8;
/** So near to an edge (px) the grid scrolls by itself while something is dragged, so many px a frame. */
const EDGE_PX = 36;
const SCROLL_PX = 9;
const FINE_MINUTES = 5;

export interface Drag {
  readonly grip: Grip;
  readonly span: Span;
  /** Why it can't be there; null where it can. */
  readonly refusal: string | null;
  /** Of the pointer, in the window. */
  readonly x: number;
  readonly y: number;
}

export interface PointerOptions {
  readonly zone: string;
  readonly snapMinutes: number;
  /** Of what a click adds. */
  readonly newMinutes: number;
  readonly canAdd: boolean;
  itemOf(id: string): GridItem | undefined;
  refusal(span: Span, id: string | null): string | null;
  /** A short press on an item, or on its cross. */
  pressed(item: GridItem, onCross: boolean): void;
  /** On free room: by a click, or drawn. */
  add(span: Span): void;
  change(item: GridItem, span: Span, how: 'move' | 'resize'): void;
  cancelled(): void;
  /** The pointer went down there. */
  touched(place: Place, item: GridItem | null): void;
}

interface Press {
  readonly id: number;
  readonly isTouch: boolean;
  readonly x: number;
  readonly y: number;
  readonly place: Place;
  readonly item: GridItem | null;
  readonly onCross: boolean;
  readonly grip: Grip | null;
}

export interface Pointer {
  readonly drag: ReadonlySignal<Drag | null>;
  /** What a click would add where a mouse is. */
  readonly hover: ReadonlySignal<Span | null>;
}

/** What neither moves nor opens nor goes away is a backdrop: one adds over it. */
const answers = (item: GridItem): boolean => item.movable || item.openable || item.removable === true;

/** Mouse, pen and touch on the grid. Dates are told by `data-date` on the columns, items by `data-item`. */
export const usePointer = (scroller: RefObject<HTMLElement | null>, options: PointerOptions): Pointer => {
  const latest = useRef(options);
  latest.current = options;
  const state = useMemo(() => ({ drag: signal<Drag | null>(null), hover: signal<Span | null>(null) }), []);

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const { drag, hover } = state;
    let press: Press | null = null;
    let rest: ReturnType<typeof setTimeout> | undefined;
    let frame = 0;
    let pointer = { x: 0, y: 0, fine: false };

    /** The nearest column, so that a drag may leave the grid. */
    const placeAt = (x: number, y: number): Place | null => {
      const columns = [...element.querySelectorAll<HTMLElement>('[data-date]')];
      const apart = (column: HTMLElement) => {
        const { left, right } = column.getBoundingClientRect();
        return Math.max(left - x, x - right, 0);
      };
      const [first, ...others] = columns;
      if (!first) return null;
      const column = others.reduce((best, other) => (apart(other) < apart(best) ? other : best), first);
      const { top, height } = column.getBoundingClientRect();
      const minutes = ((y - top) / height) * DAY_MINUTES;
      return { date: column.dataset.date ?? '', minutes: Math.min(DAY_MINUTES, Math.max(0, minutes)) };
    };

    const dragOptions = (): DragOptions => ({
      zone: latest.current.zone,
      snapMinutes: pointer.fine ? FINE_MINUTES : latest.current.snapMinutes,
    });

    /** The item's pieces, on each day that it lies on. */
    const heldAs = (id: string) =>
      [...element.querySelectorAll<HTMLElement>('[data-item]')].filter(({ dataset }) => dataset.item === id);

    const follow = () => {
      if (!press?.grip) return;
      const place = placeAt(pointer.x, pointer.y);
      if (!place) return;
      const span = dragged(press.grip, place, dragOptions());
      const refusal = latest.current.refusal(span, press.grip.kind === 'add' ? null : press.grip.item.id);
      drag.value = { grip: press.grip, span, refusal, x: pointer.x, y: pointer.y };
    };

    const scrollAtEdges = () => {
      const { left, right, top, bottom } = element.getBoundingClientRect();
      const head = element.querySelector('[data-head]')?.getBoundingClientRect();
      const toward = (at: number, low: number, high: number) => {
        if (at < low + EDGE_PX) return -SCROLL_PX;
        return at > high - EDGE_PX ? SCROLL_PX : 0;
      };
      element.scrollBy(toward(pointer.x, left, right), toward(pointer.y, head?.bottom ?? top, bottom));
      follow();
      frame = requestAnimationFrame(scrollAtEdges);
    };

    const begin = () => {
      if (!press?.grip) return;
      for (const held of press.item ? heldAs(press.item.id) : []) held.toggleAttribute('data-dragged', true);
      hover.value = null;
      element.setPointerCapture(press.id);
      follow();
      frame = requestAnimationFrame(scrollAtEdges);
    };

    const end = () => {
      clearTimeout(rest);
      cancelAnimationFrame(frame);
      for (const held of element.querySelectorAll('[data-dragged]')) held.removeAttribute('data-dragged');
      press = null;
      drag.value = null;
    };

    const cancel = () => {
      if (drag.value) latest.current.cancelled();
      end();
    };

    const gripOf = (target: Element, item: GridItem | null, place: Place): Grip | null => {
      const { canAdd, zone } = latest.current;
      if (!item) return canAdd ? { kind: 'add', from: place } : null;
      if (!item.movable) return null;
      if (target.closest('[data-edge]')) return { kind: 'resize', item };
      return { kind: 'move', item, below: belowStart(item, place, zone) };
    };

    const onDown = (event: PointerEvent) => {
      const target = event.target instanceof Element ? event.target : null;
      if (!target || press || event.button !== 0 || !target.closest('[data-date]')) return;
      const place = placeAt(event.clientX, event.clientY);
      if (!place) return;
      const id = target.closest<HTMLElement>('[data-item]')?.dataset.item;
      const known = id === undefined ? undefined : latest.current.itemOf(id);
      const item = known && answers(known) ? known : null;
      const isTouch = event.pointerType === 'touch';
      press = {
        id: event.pointerId,
        isTouch,
        x: event.clientX,
        y: event.clientY,
        place,
        item,
        onCross: target.closest('[data-cross]') !== null,
        grip: gripOf(target, item, place),
      };
      pointer = { x: event.clientX, y: event.clientY, fine: event.shiftKey };
      if (isTouch) rest = setTimeout(begin, REST_MS);
      else {
        // Focus goes where `touched` says, not to whatever lies under the pointer.
        event.preventDefault();
        latest.current.touched(place, item);
      }
    };

    const onMove = (event: PointerEvent) => {
      if (!press) return showHover(event);
      if (event.pointerId !== press.id) return;
      pointer = { x: event.clientX, y: event.clientY, fine: event.shiftKey };
      if (drag.value) return follow();
      const apart = Math.hypot(event.clientX - press.x, event.clientY - press.y);
      if (press.isTouch && apart > REST_PX) end();
      else if (!press.isTouch && apart > CLICK_PX) begin();
    };

    const onUp = (event: PointerEvent) => {
      if (!press || event.pointerId !== press.id) return;
      const { item, place, onCross, isTouch } = press;
      const dropped = drag.value;
      end();
      const { canAdd, newMinutes, add, change, pressed, touched } = latest.current;
      if (dropped?.grip.kind === 'add') return add(dropped.span);
      if (dropped) return change(dropped.grip.item, dropped.span, dropped.grip.kind);
      if (isTouch) touched(place, item);
      if (item) pressed(item, onCross);
      else if (canAdd)
        add(isTouch ? tapped(place, newMinutes, dragOptions().zone) : added(place, newMinutes, dragOptions()));
    };

    const showHover = (event: PointerEvent) => {
      const { canAdd, newMinutes } = latest.current;
      const target = event.target instanceof Element ? event.target : null;
      const id = target?.closest<HTMLElement>('[data-item]')?.dataset.item;
      const known = id === undefined ? undefined : latest.current.itemOf(id);
      const isFree = target?.closest('[data-date]') && !(known && answers(known));
      const place = isFree && canAdd && event.pointerType !== 'touch' ? placeAt(event.clientX, event.clientY) : null;
      if (!place) {
        hover.value = null;
        return;
      }
      pointer = { ...pointer, fine: event.shiftKey };
      const span = added(place, newMinutes, dragOptions());
      if (hover.value?.start !== span.start || hover.value.end !== span.end) hover.value = span;
    };

    const onKey = (event: KeyboardEvent) => {
      if (!drag.value) return;
      if (event.key === 'Escape') {
        event.preventDefault();
        event.stopPropagation();
        cancel();
      } else if (event.key === 'Shift') {
        pointer = { ...pointer, fine: event.type === 'keydown' };
        follow();
      }
    };

    /** A finger that drags doesn't scroll as well, and opens no menu of the browser. */
    const onTouchMove = (event: TouchEvent) => {
      if (drag.value && event.cancelable) event.preventDefault();
    };
    const onMenu = (event: Event) => {
      if (press?.isTouch) event.preventDefault();
    };
    const onCancel = (event: PointerEvent) => {
      if (event.pointerId === press?.id) cancel();
    };
    const onLeave = () => {
      hover.value = null;
    };

    const off = new AbortController();
    const { signal: signalOff } = off;
    element.addEventListener('pointerdown', onDown, { signal: signalOff });
    element.addEventListener('pointerleave', onLeave, { signal: signalOff });
    element.addEventListener('touchmove', onTouchMove, { signal: signalOff, passive: false });
    element.addEventListener('contextmenu', onMenu, { signal: signalOff });
    window.addEventListener('pointermove', onMove, { signal: signalOff });
    window.addEventListener('pointerup', onUp, { signal: signalOff });
    window.addEventListener('pointercancel', onCancel, { signal: signalOff });
    window.addEventListener('keydown', onKey, { signal: signalOff, capture: true });
    window.addEventListener('keyup', onKey, { signal: signalOff, capture: true });
    return () => {
      end();
      off.abort();
    };
  }, [scroller, state]);

  return state;
};
