/** What the workspace shows. Surfaces that are too small for a view open it in a modal, the others show it themselves. */
export type View =
  | { readonly name: 'links' }
  | { readonly name: 'calendar'; readonly meeting?: string }
  | { readonly name: 'availability' }
  /** The editor of general availability; without a link it makes a new one. */
  | { readonly name: 'link'; readonly link?: string }
  /** Pick times; with a link its times are edited. */
  | { readonly name: 'times'; readonly link?: string }
  | { readonly name: 'settings' };

type Fields = Readonly<Partial<Record<string, string>>>;

/** The modal's `data`, which Pipedrive passes on as it is; anything else in it counts as not asked for. */
export const viewOf = ({ view, meeting, link }: Fields): View => {
  switch (view) {
    case 'calendar':
      return { name: 'calendar', ...(meeting ? { meeting } : {}) };
    case 'link':
    case 'times':
      return { name: view, ...(link ? { link } : {}) };
    case 'availability':
    case 'settings':
      return { name: view };
    default:
      return { name: 'links' };
  }
};

export const dataOf = ({ name, ...rest }: View): Record<string, string> => ({ view: name, ...rest });
