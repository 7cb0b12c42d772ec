import { inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { drawPng, PictureError } from '../index.js';

const words = (text: string, weight = 400) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 40"><path fill="#fff" d="M0 0h200v40H0z"/><text x="5" y="28" font-family="Literata, serif" font-weight="${weight}" font-size="20">${text}</text></svg>`;

test('draws words in faces that come with it, also in other scripts', async () => {
  const empty = await drawPng(words(''), { width: 200 });
  expect([...empty.subarray(0, 8)]).toEqual([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]);
  const sizes = new Set([empty.length]);
  for (const text of ['Care', 'Ăș', 'Ελλά', 'Жук', 'देव'])
    sizes.add((await drawPng(words(text), { width: 200 })).length);
  expect(sizes.size, 'each is drawn, and differently').toBe(6);
  expect(dark(await drawPng(words('Care', 700), { width: 200 }))).toBeGreaterThan(
    dark(await drawPng(words('Care'), { width: 200 })),
  );
});

test('refuses what is no picture, and goes on drawing afterwards', async () => {
  await expect(drawPng('<svg', { width: 10 })).rejects.toThrow(PictureError);
  await expect(drawPng(words('x'), { width: 1e9 })).rejects.toThrow('too large');
  expect((await drawPng(words('x'), { width: 100 })).length).toBeGreaterThan(100);
});

/** How many bytes of the picture are not white: filters of PNG leave zeros where nothing changes. */
function dark(png: Uint8Array): number {
  const at = Buffer.from(png).indexOf('IDAT');
  const length = Buffer.from(png).readUInt32BE(at - 4);
  return inflateSync(png.subarray(at + 4, at + 4 + length)).filter((byte) => byte !== 0 && byte !== 255).length;
}
