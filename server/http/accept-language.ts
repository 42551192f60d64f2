/** Language tags that a browser's user likes, best first, in lower case; `header` is Accept-Language (RFC 9110, 12.5.4). */
export const likedLanguages = (header: string | undefined): string[] =>
  (header ?? '')
    .split(',')
    .map(part => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const weight = parameters.map(text => /^\s*q=([\d.]+)\s*$/.exec(text)?.[1]).find(text => text !== undefined);
      return { tag, weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter(({ tag, weight }) => tag !== '' && weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map(({ tag }) => tag);

/** The part of a tag that names the language itself. */
export const primaryLanguage = (tag: string): string => tag.toLowerCase().split('-')[0] ?? '';
