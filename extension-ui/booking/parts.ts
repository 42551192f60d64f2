import type { BookPage, GuestPage } from '../../server/http/guest/page.ts';
import { later, onDemand } from './later.tsx';

/** The parts of pages, each with a script of its own: a page loads what it shows, and then what may be wanted next. */
export const book = later(() => import('./book-view.tsx').then(({ BookView }) => BookView));
export const picker = later(() => import('./picker/picker.tsx').then(({ Picker }) => Picker));
export const details = later(() => import('./form/details.tsx').then(({ Details }) => Details));
export const manage = later(() => import('./manage/manage-view.tsx').then(({ ManageView }) => ManageView));
export const reminders = later(() => import('./manage/reminders-view.tsx').then(({ RemindersView }) => RemindersView));
/** What the details form does, beyond what it shows: wanted soon after it is there, and at once where it was refused. */
export const deeds = onDemand(() => import('./form/form-deeds.ts'));
/** Only ever rendered by the server. */
export const message = later(() => import('./message-view.tsx').then(({ MessageView }) => MessageView));

/** Whether a form was sent, without script, whose time was gone: what was typed waits for another one. */
export const wasTyped = ({ refused }: BookPage): boolean =>
  refused !== null && refused.nearest.length > 0 && `${refused.typed.name}${refused.typed.email}` !== '';

export type PartName = 'book' | 'picker' | 'details' | 'manage' | 'reminders';

/** The parts that the server has rendered: they have to be there before the script can take over. */
export const partsOf = (page: GuestPage): readonly PartName[] => {
  switch (page.kind) {
    case 'book':
      return page.start !== null || wasTyped(page) ? ['book', 'details'] : ['book', 'picker'];
    case 'manage':
      return page.move && !page.move.start ? ['manage', 'picker'] : ['manage'];
    case 'reminders':
      return ['reminders'];
    case 'message':
      return [];
  }
};

const loaders: Readonly<Record<PartName, () => Promise<unknown>>> = {
  book: book.load,
  picker: picker.load,
  details: details.load,
  manage: manage.load,
  reminders: reminders.load,
};

export const loadPartsOf = async (page: GuestPage): Promise<void> => {
  const parts = partsOf(page);
  const isRefused = page.kind === 'book' && page.refused !== null && parts.includes('details');
  await Promise.all([...parts.map(name => loaders[name]()), isRefused && deeds.load()]);
};
