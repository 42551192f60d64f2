import { describe, expect, it } from 'vitest';
import { footerHtml, type HtmlNode } from '../../../extension-ui/link-editor/footer-html.ts';
import { linkTarget } from '../../../extension-ui/meeting-fields/link-target.ts';
import { sanitiseFooter } from '../../../server/domain/footer.ts';

type Child = HtmlNode | string;

const text = (value: string): HtmlNode => ({ nodeName: '#text', nodeValue: value, childNodes: [] });
const node = (name: string, children: readonly Child[] = [], href?: string): HtmlNode => ({
  nodeName: name,
  nodeValue: null,
  childNodes: children.map(child => (typeof child === 'string' ? text(child) : child)),
  getAttribute: attribute => (attribute === 'href' ? (href ?? null) : null),
});
const html = (...children: Child[]) => footerHtml(node('BODY', children));

const comment: HtmlNode = { nodeName: '#comment', nodeValue: '[if !supportLists]', childNodes: [] };
const styled = (name: string, style: string, children: readonly Child[]): HtmlNode => ({
  ...node(name, children),
  getAttribute: attribute => (attribute === 'style' ? style : null),
});
/** A paragraph as Word copies it, with the sign that stands before it. */
const wordItem = (sign: string, ...content: Child[]): HtmlNode =>
  styled('P', 'text-indent:-18.0pt;mso-list:l0 level1 lfo1', [
    comment,
    node('SPAN', [styled('SPAN', 'mso-list:Ignore', [sign, node('SPAN', ['\u00a0\u00a0 '])])]),
    comment,
    ...content,
    node('O:P'),
  ]);

const link = (target: string, content: string) =>
  `<a href="${target}" rel="noopener noreferrer" target="_blank">${content}</a>`;

describe('a footer', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['loose text becomes a paragraph', html('Hello'), '<p>Hello</p>'],
    [
      'lines of a browser’s own become paragraphs',
      html('One', node('DIV', ['Two']), node('DIV', [node('BR')]), node('DIV', ['Three'])),
      '<p>One</p><p>Two</p><p><br></p><p>Three</p>',
    ],
    [
      'bold and italic have one name each',
      html(node('P', [node('STRONG', ['a']), ' ', node('EM', [node('B', ['b'])])])),
      '<p><b>a</b> <i><b>b</b></i></p>',
    ],
    [
      'breaks stay inside, not at the end',
      html(node('P', ['One', node('BR'), 'Two', node('BR')])),
      '<p>One<br>Two</p>',
    ],
    [
      'lists stay, with what is in them',
      html(node('UL', [node('LI', ['One']), node('LI', [node('P', ['Two']), node('OL', [node('LI', ['Three'])])])])),
      '<ul><li>One</li><li>Two<ol><li>Three</li></ol></li></ul>',
    ],
    [
      'a list in a paragraph stands after it',
      html(node('P', ['Before', node('UL', [node('LI', ['x'])]), 'after'])),
      '<p>Before</p><ul><li>x</li></ul><p>after</p>',
    ],
    [
      'what Word copies as bullets and numbers are lists',
      html(
        node('P', ['Bring']),
        wordItem('·', 'One ', node('B', ['bold'])),
        '\n',
        wordItem('o', 'Two'),
        '\n',
        wordItem('1.', 'First'),
        wordItem('b)', 'Second'),
        node('P', ['After']),
        wordItem('§', 'Alone'),
      ),
      '<p>Bring</p><ul><li>One <b>bold</b></li><li>Two</li></ul><ol><li>First</li><li>Second</li></ol><p>After</p><ul><li>Alone</li></ul>',
    ],
    [
      'a paragraph that only begins like one of a list is none',
      html(styled('P', 'margin:0', ['· One']), node('P', ['1. Two'])),
      '<p>· One</p><p>1. Two</p>',
    ],
    [
      'links lead to the web or a mailbox',
      html(node('P', [node('A', ['us'], 'https://example.test/?a=1&b="2"')])),
      '<p>us</p>',
    ],
    [
      'an address keeps its ampersands',
      html(node('P', [node('A', ['us'], 'https://example.test/?a=1&b=2')])),
      `<p>${link('https://example.test/?a=1&amp;b=2', 'us')}</p>`,
    ],
    [
      'a mailbox is a link',
      html(node('P', [node('A', [node('B', ['mail'])], 'mailto:me@example.test')])),
      `<p>${link('mailto:me@example.test', '<b>mail</b>')}</p>`,
    ],
    [
      'nothing else is',
      html(node('P', [node('A', ['no'], 'javascript:alert(1)'), node('A', [' nor this'], 'data:text/html,x')])),
      '<p>no nor this</p>',
    ],
    [
      'what isn’t in the subset is its text',
      html(node('H1', ['Title']), node('TABLE', [node('TR', [node('TD', ['cell'])])]), node('SPAN', ['s'])),
      '<p>Title</p><p>cell</p><p>s</p>',
    ],
    [
      'scripts, styles and comments are nothing',
      html(
        node('SCRIPT', ['alert(1)']),
        node('STYLE', ['p{}']),
        { nodeName: '#comment', nodeValue: 'x', childNodes: [] },
        node('IMG'),
      ),
      '',
    ],
    [
      'typed tags are text',
      html('<script>alert(1)</script> & "so on"'),
      '<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;so on&quot;</p>',
    ],
    ['empty elements aren’t there', html(node('P', [node('B', []), node('BR')]), node('UL', [node('LI', [])])), ''],
    [
      'empty lines stay between others alone',
      html(
        node('P', [node('BR')]),
        node('P', ['One']),
        node('P', [node('BR')]),
        node('P', ['Two']),
        node('P', [node('BR')]),
      ),
      '<p>One</p><p><br></p><p>Two</p>',
    ],
  ];

  it.each(cases)('%s', (_, made, expected) => {
    expect(made).toBe(expected);
  });

  it.each(cases)('is stored by the server as it is shown: %s', (_, made) => {
    expect(sanitiseFooter(made)).toBe(made);
  });
});

describe('an address for a link', () => {
  it.each([
    ['https://example.test/a?b=c', 'https://example.test/a?b=c'],
    [' example.test/a ', 'https://example.test/a'],
    ['www.example.test:8080', 'https://www.example.test:8080'],
    ['me@example.test', 'mailto:me@example.test'],
    ['mailto:me@example.test', 'mailto:me@example.test'],
    ['javascript:alert(1)', null],
    ['data:text/html,x', null],
    ['file:///etc/hosts', null],
    ['https://a b', null],
    ['no', null],
    ['', null],
    ['example.test/"><script>', null],
  ])('typed as %j is %j', (typed, target) => {
    expect(linkTarget(typed)).toBe(target);
  });
});
