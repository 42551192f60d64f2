import { effect, type Signal, signal } from '@preact/signals';
import type { View } from '../shared/view.ts';
import { pathOf, viewAt } from './view-path.ts';

/** The view that the address names: a step to another view is one in the browser's history, and back goes back. */
export const createViewHistory = (): Signal<View> => {
  const view = signal(viewAt(location.pathname));
  history.replaceState(null, '', pathOf(view.value));
  effect(() => {
    const path = pathOf(view.value);
    if (path !== location.pathname) history.pushState(null, '', path);
  });
  window.addEventListener('popstate', () => {
    view.value = viewAt(location.pathname);
  });
  return view;
};
