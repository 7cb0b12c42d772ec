import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { projectFile } from '../../platform/files/index.js';

const css = readFileSync(projectFile('src/ui/assets/tokens.css'), 'utf8');
const block = (from: string) => {
  const start = css.indexOf(from);
  return css.slice(css.indexOf('{', start) + 1, css.indexOf('}', start));
};
const tokensOf = (text: string) =>
  new Map(
    [...text.matchAll(/(--[\w-]+):\s*(#[0-9a-f]{6})/g)].map(([, name, value]) => [name as string, value as string]),
  );
const light = tokensOf(block(':root, [data-theme="light"] {'));
const darkBlock = block('[data-theme="dark"] {');
const dark = tokensOf(darkBlock);

/** WCAG 2 contrast of two colours, 1 to 21. */
function contrast(a: string, b: string): number {
  const luminance = (colour: string) => {
    const [red, green, blue] = [1, 3, 5].map((at) => {
      const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    }) as [number, number, number];
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [high, low] = [luminance(a), luminance(b)].toSorted((x, y) => y - x) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

const GROUNDS = ['--paper', '--surface', '--sunken'];
const on = (texts: string[], grounds: string[]) =>
  texts.flatMap((text) => grounds.map((ground) => [text, ground] as const));
/** Text on what it stands on: at least 4.5. */
const TEXT = [
  ...on(['--ink', '--ink-2', '--ink-3', '--heather'], GROUNDS),
  ...on(['--heather'], ['--heather-wash']),
  ...on(['--on-heather'], ['--heather', '--heather-deep']),
  ...on(['--on-slate', '--on-slate-2'], ['--slate']),
  ...on(['--moss', '--gorse', '--rowan'], ['--paper', '--surface']),
  ...on(['--moss'], ['--moss-wash']),
  ...on(['--gorse', '--ink', '--heather'], ['--gorse-wash']),
  ...on(['--rowan'], ['--rowan-wash']),
  ...on(['--mist'], ['--mist-wash']),
  ...on(['--ink', '--ink-2'], ['--lichen-wash', '--sky']),
  ...[3, 4, 5, 6, 7, 8].map((level) => [`--on-stone-${level}`, `--stone-${level}`] as const),
];
/** Graphics that carry meaning, and borders of fields: at least 3. */
const GRAPHICS = [
  ...on(['--lichen'], GROUNDS),
  ...on(['--line-strong', '--stone-edge'], ['--paper', '--surface']),
  ...on(['--lichen-bright'], ['--slate']),
];

describe.each([
  ['light', light],
  ['dark', dark],
])('the %s theme', (_, tokens) => {
  const ratio = (a: string, b: string) =>
    contrast(tokens.get(a) ?? light.get(a) ?? '', tokens.get(b) ?? light.get(b) ?? '');

  test.each(TEXT)('%s can be read on %s', (text, ground) => {
    expect(ratio(text, ground)).toBeGreaterThanOrEqual(4.5);
  });

  test.each(GRAPHICS)('%s can be seen on %s', (graphic, ground) => {
    expect(ratio(graphic, ground)).toBeGreaterThanOrEqual(3);
  });
});

test('the scale under the hills is white on the nearest hill', () => {
  expect(contrast('#ffffff', light.get('--hill-4') as string)).toBeGreaterThanOrEqual(4.5);
  expect(contrast('#ffffff', dark.get('--hill-4') as string)).toBeGreaterThanOrEqual(4.5);
});

test('who asks for dark by system and who asks by choice see the same', () => {
  const lines = (text: string) =>
    text
      .trim()
      .split('\n')
      .map((line) => line.trim());
  expect(lines(block(':root:not([data-theme="light"]) {'))).toEqual(lines(darkBlock));
});

test('the same tokens stand in both themes', () => {
  expect([...dark.keys()].toSorted()).toEqual([...light.keys()].toSorted());
});

test('no page style uses a raw colour or a pixel font size', () => {
  const pages = readFileSync(projectFile('src/ui/assets/pages.css'), 'utf8');
  expect(
    pages.match(/#[0-9a-f]{3,8}\b|font-size:\s*\d+px/gi)?.filter((found) => !/^#(results|differ)/.test(found)) ?? [],
  ).toEqual([]);
});
