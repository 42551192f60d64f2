import type { BookPage } from '../../server/http/guest/page.ts';

/** A path with a query of those parameters that have a value. */
export const address = (path: string, parameters: Readonly<Record<string, string | null | undefined>>): string => {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) if (value) query.set(name, value);
  return query.size === 0 ? path : `${path}?${query}`;
};

/** What every address of a visit to a booking page keeps. */
export const keptOf = ({
  previewToken,
  embedded,
}: Pick<BookPage, 'previewToken' | 'embedded'>): Readonly<Record<string, string>> => ({
  ...(previewToken && { preview: previewToken }),
  ...(embedded && { embed: '1' }),
});

/** Clicks that open another tab or window stay the browser's own. */
export const isPlainClick = (event: MouseEvent): boolean =>
  event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
