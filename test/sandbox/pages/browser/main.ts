import { startActivityList } from './activity-list.ts';
import { startComposers } from './composer.ts';
import { readContext } from './context.ts';
import { startFloatingWindow } from './floating-window.ts';
import { emitToAll, openFrame, type Query } from './frame.ts';
import { startHost } from './host.ts';
import { currentTheme, setTheme } from './theme.ts';

const context = readContext();
startHost({ context, window: startFloatingWindow(context) });
startComposers();
startActivityList(context);

document.getElementById('theme-switch')?.addEventListener('click', () => {
  const theme = currentTheme() === 'dark' ? 'light' : 'dark';
  setTheme(theme);
  emitToAll('user_settings_change', { theme });
});

/** Panels and the settings page: the server says where they go and with which parameters. */
for (const holder of document.querySelectorAll<HTMLElement>('[data-surface]')) {
  const surface = context.surfaces.find(({ id }) => id === holder.dataset.surface);
  if (!surface) continue;
  const query = JSON.parse(holder.dataset.query ?? '{}') as Query;
  const frame = openFrame({ context, surface, holder, title: holder.dataset.title ?? surface.name, query });
  holder.closest('details')?.addEventListener('toggle', ({ target }) => {
    if (target instanceof HTMLDetailsElement) frame.emit('visibility', { is_visible: target.open });
  });
}

for (const select of document.querySelectorAll<HTMLSelectElement>('select[data-submit]')) {
  select.addEventListener('change', () => select.form?.requestSubmit());
}

/** The working day, not midnight. */
const week = document.querySelector('.week');
const [midnight, morning] = ['.hours > :first-child', '[data-scroll-here]'].map(selector =>
  week?.querySelector<HTMLElement>(selector),
);
if (midnight && morning) week?.scrollTo({ top: morning.offsetTop - midnight.offsetTop });
