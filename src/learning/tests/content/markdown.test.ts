import { JSDOM } from 'jsdom';
import { expect, test } from 'vitest';
import { drawMarkdown, mediaOf } from '../../rules/markdown.js';

const draw = (text: string): string => drawMarkdown(text, { media: (name) => `/media/${name}` });

test('headings begin at h3 and skip none, however they are numbered', () => {
  const tags = (text: string) => [...draw(text).matchAll(/<(h\d)>/g)].map(([, tag]) => tag);
  expect(tags('# A\n## B\n### C\n# D')).toEqual(['h3', 'h4', 'h5', 'h3']);
  expect(tags('### A\n###### B\n## C')).toEqual(['h3', 'h4', 'h3']);
  expect(tags('# A\n## B\n### C\n#### D\n##### E\n###### F')).toEqual(['h3', 'h4', 'h5', 'h6', 'h6', 'h6']);
});

test('links go where they may, outward ones say so, and nowhere else', () => {
  expect(draw('[a](https://example.org/x?a=1&b=2)')).toContain(
    '<a href="https://example.org/x?a=1&amp;b=2" rel="nofollow noopener">a</a>',
  );
  expect(draw('[a](/guidance/credit)')).toContain('<a href="/guidance/credit">a</a>');
  expect(draw('[a](mailto:demo@example.org)')).toContain('href="mailto:demo@example.org"');
  expect(draw('[a](media:slides.pdf)')).toContain('<a href="/media/slides.pdf">a</a>');
  for (const address of [
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    '//evil.example',
    'media:../x',
    '&#106;avascript:alert(1)',
    'relative',
  ])
    expect(draw(`[a](${address})`), address).not.toContain('<a ');
});

test('pictures are files of the course, with words for whoever does not see them', () => {
  expect(draw('![Three *parts*](media:parts.png "t")')).toBe(
    '<p><img src="/media/parts.png" alt="Three parts" loading="lazy"></p>\n',
  );
  expect(draw('![away](https://example.org/x.png)')).toBe('<p>away</p>\n');
  expect(mediaOf('![](media:a.png) ![b](https://x.example/b.png) [c](media:c.pdf)')).toEqual({
    pictures: [
      { address: 'media:a.png', alt: '' },
      { address: 'https://x.example/b.png', alt: 'b' },
    ],
    links: ['media:c.pdf'],
  });
});

test('a table scrolls in a box that a keyboard reaches and that has a name', () => {
  expect(draw('|Body|“Hours” <b>|\n|-|-|\n|A|1|')).toContain(
    '<section class="scroll" tabindex="0" aria-label="Table: Body, “Hours” &lt;b&gt;"><table>',
  );
});

test('hostile texts of 60,000 characters are drawn, and hold nothing that acts', () => {
  const most = 60_000;
  const pieces = [
    '[',
    '![',
    '[a](',
    '>',
    '*a_',
    '- ',
    '~~a',
    '<a onclick=x ',
    '|a|\n',
    '`'.repeat(7),
    '[a]: b\n',
    '<!--',
  ];
  for (const piece of pieces) expectSafe(piece.repeat(most / piece.length));
  expectSafe('<script>alert(1)</script><img src=x onerror=alert(1)><svg onload=alert(1)>');
  expectSafe('[a](https://x.example/"onmouseover="alert(1)) ![x"onerror="alert(1)](media:a.png)');
  expectSafe('```"><script>alert(1)</script>\nx\n```\n\n|a"onclick="x|\n|-|\n|<script>|');
});

const ALLOWED = new Set(
  'a blockquote br code del div em h3 h4 h5 h6 hr img li ol p pre s section strong table tbody td th thead tr ul'.split(
    ' ',
  ),
);

function expectSafe(text: string): void {
  const html = draw(text);
  for (const element of JSDOM.fragment(html.slice(0, 20_000)).querySelectorAll('*')) {
    expect(ALLOWED).toContain(element.localName);
    for (const name of element.getAttributeNames())
      expect(name).toMatch(/^(href|rel|src|alt|loading|class|role|tabindex|aria-label|start|style|title)$/);
  }
}
