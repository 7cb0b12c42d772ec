import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { describe, expect, test } from 'vitest';
import { badgeSvg, contrast, faultOfColours, inkOn } from '../rules/art/index.js';
import { lettered, widthOf } from '../rules/art/lettering.js';
import { PictureError, readPicture } from '../rules/art/pictures.js';
import { AchievementDraft, BadgeShape } from '../schema/achievement.js';

const draft = (given: object) => AchievementDraft.parse(given);

describe('a badge', () => {
  test('is whole SVG that loads and runs nothing, whatever is written on it', () => {
    const words = fc.string({
      unit: fc.constantFrom('<', '&', '"', "'", ']', '>', 'a', 'Ω', ' ', '\u0001'),
      maxLength: 40,
    });
    fc.assert(
      fc.property(words, words, fc.constantFrom(...BadgeShape.options), (name, organisation, shape) => {
        const svg = badgeSvg(draft({ name, art: { shape } }), organisation);
        const names: string[] = [];
        const parser = new SaxesParser();
        parser.on('opentag', ({ name: tag, attributes }) => names.push(tag, ...Object.keys(attributes)));
        parser.write(svg).close();
        expect(names.filter((one) => /^(script|foreignObject|on\w+|href|xlink:href|style)$/.test(one))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test('shows as many rings and layers as its level, and none without one', () => {
    const at = (level: number, shape: string) =>
      badgeSvg(draft({ name: 'Demo', level: { framework: 'FHEQ', value: String(level) }, art: { shape } }), 'Demo');
    const rings = (svg: string) => svg.match(/<path d="M[\d. ]+A/g)?.length ?? 0;
    const waves = (svg: string) => svg.match(/d="M0 [\d.]+C130/g)?.length ?? 0;
    expect([4, 7].map((level) => rings(at(level, 'ring')))).toEqual([4, 7]);
    expect([4, 7].map((level) => waves(at(level, 'strata')))).toEqual([4, 7]);
    const without = badgeSvg(draft({ name: 'Demo' }), 'Demo Northmoor University');
    expect(rings(without)).toBe(0);
    expect(without).toContain('>DNU<');
  });

  test('takes only colours on which its words can be read', () => {
    const colour = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`);
    fc.assert(
      fc.property(colour, colour, (ground, accent) => {
        if (faultOfColours({ ground, accent }) !== null) return;
        expect(contrast(inkOn(ground).ink, ground)).toBeGreaterThanOrEqual(4.5);
        expect(contrast(ground, accent)).toBeGreaterThanOrEqual(3);
      }),
    );
    expect(faultOfColours({ ground: '#777777', accent: '#ffffff' })).toContain('can be read');
    expect(faultOfColours({ ground: '#26353c', accent: '#304050' })).toContain('too much alike');
  });

  test('keeps its lines within the stone', () => {
    fc.assert(
      fc.property(fc.lorem({ maxCount: 20 }), (text) => {
        const { lines, size } = lettered(text, { width: 340, sizes: [35, 29, 24], most: 3 });
        expect(lines.length).toBeLessThanOrEqual(3);
        for (const line of lines) expect(widthOf(line, size)).toBeLessThanOrEqual(340);
      }),
    );
  });
});

test('pictures are known by their bytes, and refused before they are drawn', () => {
  const png = Buffer.alloc(40);
  png.write('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1');
  const sized = (width: number, height: number) => {
    const copy = Buffer.from(png);
    copy.writeUInt32BE(width, 16);
    copy.writeUInt32BE(height, 20);
    return copy;
  };
  expect(readPicture(sized(512, 512))).toEqual({ type: 'image/png', width: 512, height: 512 });
  expect(() => readPicture(sized(60_000, 60_000))).toThrow('too many to draw');
  expect(() => readPicture(sized(16, 16))).toThrow('at least 128');
  expect(() => readPicture(Buffer.from('<?xml version="1.0"?><svg/>'))).toThrow('scripts');
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
      for (const head of [[], [0xff, 0xd8], [0xff, 0xd8, 0xff, 0xe0]])
        expect(() => readPicture(Uint8Array.from([...head, ...bytes]))).toThrow(PictureError);
    }),
  );
});
