/** Text that is HTML already. */
export interface Markup {
  readonly markup: string;
}

type Part = Markup | string | number | null | undefined | false | readonly Part[];

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, character => escapes[character] ?? '');

const render = (part: Part): string => {
  if (part === null || part === undefined || part === false) return '';
  if (typeof part === 'string') return escapeHtml(part);
  if (typeof part === 'number') return `${part}`;
  if ('markup' in part) return part.markup;
  return part.map(render).join('');
};

/** Everything interpolated is escaped unless it is markup itself; attributes have to stand in double quotes. */
export const html = (strings: TemplateStringsArray, ...parts: readonly Part[]): Markup => ({
  markup: strings.reduce((text, string, index) => text + render(parts[index - 1]) + string),
});

/** For text that was written by hand in this folder. */
export const trusted = (markup: string): Markup => ({ markup });

/** JSON for a `<script type="application/json">`. */
export const json = (value: unknown): Markup => trusted(JSON.stringify(value).replaceAll('<', '\\u003c'));
