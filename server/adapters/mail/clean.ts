/** Direction overrides and isolates, with which a name could turn the words around it. */
const DIRECTION = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Text that people typed, fit for a header or one line of a calendar file: without line breaks or control characters. */
export const oneLine = (text: string, limit = 200): string =>
  Array.from(
    text
      .toWellFormed()
      .replace(DIRECTION, '')
      .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
      .trim(),
  )
    .slice(0, limit)
    .join('');

/**
 * A line as the name beside an address. nodemailer leaves ASCII as it is there, so that an encoded word (RFC 2047) that somebody typed
 * would be decoded by the reader, with all that it hides; a joiner of no width breaks it up. All other names, and subjects, it encodes.
 */
export const asName = (line: string): string =>
  /^[\x20-\x7e]*$/.test(line) ? line.replaceAll('=?', '=\u2060?') : line;

/**
 * A name that says nothing else: a few words of letters, with initials, hyphens and apostrophes. No address or number fits into it.
 * Empty where it is more than that.
 */
export const plainName = (name: string): string => {
  const line = oneLine(name);
  return Array.from(line).length <= 60 && /^[\p{L}\p{M}]+\.?(?:[ '’-]+[\p{L}\p{M}]+\.?){0,6}$/u.test(line) ? line : '';
};

/** Text of several lines: `\n` is what breaks them. */
export const manyLines = (text: string): string =>
  text
    .toWellFormed()
    .replace(DIRECTION, '')
    .replace(/\r\n?|[\p{Zl}\p{Zp}]/gu, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: '’', nbsp: ' ' };

const decode = (text: string): string =>
  text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]+));/gi, (whole, hex, decimal, name) => {
    if (name) return entities[name.toLowerCase()] ?? whole;
    const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });

/** Plain text of safe HTML: blocks become lines, a link keeps its address. */
export const htmlAsText = (html: string): string =>
  manyLines(
    decode(
      html
        .replace(/\s+/g, ' ')
        .replace(/<a\b[^>]*?\bhref="([^"]*)"[^>]*>(.*?)<\/a>/gi, (_, href: string, label: string) => {
          const address = href.replace(/^mailto:/i, '');
          return label.replace(/<[^>]*>/g, '').trim() === address ? address : `${label} (${address})`;
        })
        .replace(/<li\b[^>]*>/gi, '\n• ')
        .replace(/<br\b[^>]*>|<\/div>/gi, '\n')
        .replace(/<\/(?:p|h[1-6]|ul|ol|blockquote)>/gi, '\n\n')
        .replace(/<[^>]*>/g, ''),
    ).replace(/ *\n */g, '\n'),
  );
