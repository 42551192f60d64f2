import type { PageContext } from './context.ts';
import { showSnackbar } from './dialogs.ts';
import { openModal } from './modal.ts';

/** The list's check boxes and its ⋯ menu, which works only while at least one row is selected. */
export const startActivityList = (context: PageContext): void => {
  const table = document.querySelector<HTMLTableElement>('table.activities');
  const trigger = document.querySelector<HTMLButtonElement>('[data-actions]');
  const menu = document.getElementById('list-actions');
  if (!(table && trigger && menu)) return;
  const all = table.querySelector<HTMLInputElement>('thead input');
  const rows = [...table.querySelectorAll<HTMLInputElement>('tbody input[type=checkbox]')];
  const selected = () => rows.filter(row => row.checked).map(row => row.value);
  const count = document.querySelector('[data-selected]');

  const refresh = () => {
    const ids = selected();
    trigger.disabled = ids.length === 0;
    if (ids.length === 0) menu.hidePopover();
    if (count) count.textContent = ids.length === 0 ? 'Select activities for more actions' : `${ids.length} selected`;
    for (const row of rows) row.closest('tr')?.toggleAttribute('data-chosen', row.checked);
    if (all) {
      all.checked = ids.length > 0 && ids.length === rows.length;
      all.indeterminate = ids.length > 0 && ids.length < rows.length;
    }
  };
  table.addEventListener('change', ({ target }) => {
    if (all && target === all) for (const row of rows) row.checked = all.checked;
    refresh();
  });

  for (const surface of context.surfaces) {
    if (surface.kind !== 'custom_modal' || !surface.locations.includes('activities_list')) continue;
    const item = document.createElement('button');
    item.type = 'button';
    item.textContent = surface.name;
    item.addEventListener('click', () => {
      menu.hidePopover();
      const query = {
        resource: 'activity',
        view: 'list',
        selectedIds: selected().join(','),
        excludedIds: '',
        filter: '{}',
      };
      openModal({ context, surface, query }).catch((error: Error) => showSnackbar({ message: error.message }));
    });
    menu.append(item);
  }
  refresh();
};
