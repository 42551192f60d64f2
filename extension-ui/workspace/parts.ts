import type { ComponentType } from 'preact';
import type { View } from '../shared/view.ts';

/** Each view's part, read when it is first wanted. */
const loads = {
  links: async () => (await import('../menu/scheduler-menu.tsx')).SchedulerMenu,
  calendar: async () => (await import('../scheduler-calendar/scheduler-calendar.tsx')).SchedulerCalendar,
  availability: async () => (await import('../availability/availability.tsx')).Availability,
  link: async () => (await import('../link-editor/link-editor.tsx')).LinkEditor,
  times: async () => (await import('../pick-times/pick-times.tsx')).PickTimes,
  settings: async () => (await import('../settings/settings.tsx')).Settings,
} satisfies Record<View['name'], () => Promise<ComponentType<never>>>;

/** What a part is given: of its view everything but the name. */
export type Part = ComponentType<Readonly<Record<string, string>>>;

const parts = new Map<View['name'], Part>();

export const partOf = (name: View['name']): Part | null => parts.get(name) ?? null;

/** A style sheet that didn't come isn't asked for again by itself. */
const askAgainForStyles = (): void => {
  for (const link of document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')) {
    if (link.sheet === null) link.replaceWith(link.cloneNode());
  }
};

/** Rejects where a part's files can't be had: offline, or another version has been deployed since. */
export const loadPart = async (name: View['name']): Promise<Part> => {
  askAgainForStyles();
  const part = (await loads[name]()) as Part;
  parts.set(name, part);
  return part;
};
