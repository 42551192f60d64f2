import type { View } from '../shared/view.ts';

/** Where each view of the workspace has its address. A link's slug is longer than the word that stands for a new one. */
export const pathOf = (view: View): string => {
  switch (view.name) {
    case 'links':
      return '/app';
    case 'calendar':
      return view.meeting ? `/app/meetings/${encodeURIComponent(view.meeting)}` : '/app/calendar';
    case 'link':
      return `/app/links/${encodeURIComponent(view.link ?? 'new')}`;
    case 'times':
      return view.link ? `/app/times/${encodeURIComponent(view.link)}` : '/app/times';
    case 'availability':
    case 'settings':
      return `/app/${view.name}`;
  }
};

const decoded = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
};

/** The view at an address; an address of none of them is taken for the first. */
export const viewAt = (path: string): View => {
  const [name, id = ''] = path.split('/').slice(2).map(decoded);
  switch (name) {
    case 'meetings':
      return id ? { name: 'calendar', meeting: id } : { name: 'calendar' };
    case 'links':
      if (id === 'new') return { name: 'link' };
      return id ? { name: 'link', link: id } : { name: 'links' };
    case 'times':
      return id ? { name: 'times', link: id } : { name: 'times' };
    case 'calendar':
    case 'availability':
    case 'settings':
      return { name };
    default:
      return { name: 'links' };
  }
};
