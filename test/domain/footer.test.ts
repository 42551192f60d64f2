import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sanitiseFooter } from '../../server/domain/footer.ts';

const TAG =
  /^<(?:\/?(?:p|b|strong|i|em|u|ul|ol|li)|\/a|br|a href="[^"<>]*" rel="noopener noreferrer" target="_blank")>$/;

/** Holds whatever is safe: known elements, closed in order, and text without a bracket. */
const expectSafe = (html: string): void => {
  const open: string[] = [];
  for (const piece of html.split(/(<[^>]*>)/)) {
    if (!piece.startsWith('<')) {
      expect(piece).not.toMatch(/[<>"]/);
      continue;
    }
    expect(piece).toMatch(TAG);
    const name = /[a-z]+/.exec(piece)?.[0] ?? '';
    if (piece.startsWith('</')) expect(open.pop()).toBe(name);
    else if (name !== 'br') open.push(name);
    const target = /href="([^"]*)"/.exec(piece)?.[1];
    if (target !== undefined) expect(target).toMatch(/^(?:https?:\/\/|mailto:)/i);
  }
  expect(open).toEqual([]);
};

describe('a footer', () => {
  it('keeps paragraphs, emphasis, lists, line breaks and links', () => {
    const html = '<p>Call <b>us</b>, <i>or</i> <u>write</u><br>soon</p><ul><li>one</li><li>two</li></ul>';
    expect(sanitiseFooter(html)).toBe(html);
    expect(sanitiseFooter('<a href="https://ferns.example/?a=1&b=2">site</a>')).toBe(
      '<a href="https://ferns.example/?a=1&amp;b=2" rel="noopener noreferrer" target="_blank">site</a>',
    );
    expect(sanitiseFooter("<A HREF='mailto:a@ferns.example'>mail</A>")).toBe(
      '<a href="mailto:a@ferns.example" rel="noopener noreferrer" target="_blank">mail</a>',
    );
    expect(sanitiseFooter('Fish & chips &amp; peas &lt;3')).toBe('Fish &amp; chips &amp; peas &lt;3');
  });

  it('closes what was left open, in order', () => {
    expect(sanitiseFooter('<p><b>a</p>b</i>')).toBe('<p><b>a</b></p>b');
    expect(sanitiseFooter('<ul><li>a')).toBe('<ul><li>a</li></ul>');
    expect(sanitiseFooter('</p>a')).toBe('a');
  });

  it.each([
    '<script>alert(1)</script>',
    '<SCRIPT SRC=//x></SCRIPT>',
    '<img src=x onerror=alert(1)>',
    '<p onclick="alert(1)">a</p>',
    '<p/onclick=alert(1)>a</p>',
    '<b style="position:fixed">a</b>',
    '<a href="javascript:alert(1)">a</a>',
    '<a href="JaVaScRiPt:alert(1)">a</a>',
    '<a href=" javascript:alert(1)">a</a>',
    '<a href="java\nscript:alert(1)">a</a>',
    '<a href="javascript&#58;alert(1)">a</a>',
    '<a href="data:text/html,<script>alert(1)</script>">a</a>',
    '<a href="vbscript:x">a</a>',
    '<a href="//evil.example">a</a>',
    '<a href=https://x onmouseover=alert(1)>a</a>',
    '<a href="https://x" onmouseover="alert(1)">a</a>',
    '<a href="https://x&quot; onmouseover=alert(1) x=&quot;">a</a>',
    '<a title="\' href=\'javascript:alert(1)\'" href="https://x">a</a>',
    '<a x=">" href="javascript:alert(1)">a</a>',
    '<iframe src="https://x"></iframe>',
    '<svg><script>alert(1)</script></svg>',
    '<math><mi xlink:href="javascript:alert(1)">',
    '<!--><script>alert(1)</script>-->',
    '<![CDATA[<script>]]>',
    '<<script>script>alert(1)<</script>/script>',
    '<scr<script>ipt>alert(1)</scr</script>ipt>',
    '<p\u0000>a</p\u0000>',
    '<form action=//x><input name=a>',
    '<base href="//x"><link rel=stylesheet href=//x><meta http-equiv=refresh content=0>',
    '&lt;script&gt;alert(1)&lt;/script&gt;',
    '<b',
    '"><script>',
    '<li><a href="https://x"><li><a href="https://y">b',
    '<ul><li>a<ul><li>b</li></ul></li></ul>',
  ])('makes %j harmless', html => {
    const safe = sanitiseFooter(html);
    expectSafe(safe);
    expect(sanitiseFooter(safe)).toBe(safe);
  });

  it('is safe whatever was written, and stays as it is when it is saved again', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '<',
        '>',
        '"',
        "'",
        '&',
        '&amp;',
        '&lt;',
        '&#60;',
        '/',
        '=',
        ' ',
        '\n',
        '<p>',
        '</p>',
        '<b>',
        '</b>',
        '<br/>',
        '<ul>',
        '<li>',
        '</ul>',
        '<a href="https://x">',
        "<a href='http://y?a&b'>",
        '<a href="mailto:a&amp;lt;b">',
        '</a>',
        '<a ',
        'href="',
        'javascript:',
        '<script>',
        '</script>',
        ' onclick="x"',
        '<!--',
        '-->',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), pieces => {
        const safe = sanitiseFooter(pieces.join(''));
        expectSafe(safe);
        expect(sanitiseFooter(safe)).toBe(safe);
      }),
      { numRuns: 3000 },
    );
  });
});
