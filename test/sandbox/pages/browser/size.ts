import type { Surface } from './context.ts';

export interface Size {
  readonly width?: number | undefined;
  readonly height?: number | undefined;
}

interface Viewport {
  readonly width: number;
  readonly height: number;
}

interface Bounds {
  /** null: the width is the page's, not the app's. */
  readonly width: readonly [least: number, most: number] | null;
  readonly height: readonly [least: number, most: number] | null;
}

/** Pixels, by kind of surface: README of the SDK, "Resize". */
const bounds = (kind: Surface['kind'], browser: Viewport): Bounds => {
  switch (kind) {
    case 'custom_panel':
      return { width: null, height: [100, 750] };
    case 'floating_window':
      return { width: [200, 800], height: [70, 700] };
    case 'custom_modal':
      return { width: [320, Math.max(320, browser.width)], height: [120, Math.max(120, browser.height)] };
    case 'settings_page':
      return { width: null, height: null };
  }
};

const clampSide = (wanted: unknown, range: readonly [number, number] | null): number | undefined =>
  typeof wanted === 'number' && Number.isFinite(wanted) && range
    ? Math.min(range[1], Math.max(range[0], Math.round(wanted)))
    : undefined;

/** The sides that change, within what the surface may have; a side that it can't set is left out. */
export const clampSize = (kind: Surface['kind'], wanted: Size, browser: Viewport): Size => {
  const { width, height } = bounds(kind, browser);
  return { width: clampSide(wanted.width, width), height: clampSide(wanted.height, height) };
};
