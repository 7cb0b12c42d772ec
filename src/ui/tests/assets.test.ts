import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { assets, ENHANCERS } from '../assets.js';

const { files, addressOf, preloadedFonts } = assets();

test('every address that the stylesheet names is served', () => {
  const css = files.get(addressOf('cairn.css'))?.body.toString() ?? '';
  const named = [...css.matchAll(/url\("([^"]+)"\)/g)].map(([, address]) => address as string);
  expect(named.length).toBe(6);
  for (const address of [...named, ...preloadedFonts]) expect(files.has(address)).toBe(true);
});

test('an address changes with the content: it holds its hash', () => {
  for (const address of files.keys()) expect(address).toMatch(/^\/assets\/[\w-]+\.[0-9a-f]{16}\.(css|js|svg|woff2)$/);
});

/** Pages of a course that is taken here may have more: nothing is lost there when a line breaks. */
const PLAYER: readonly string[] = ['learn', 'playback', 'quiz'];

test('all enhancers together but those of the player stay below 15 kB gzipped, and need nothing else', () => {
  const scripts = ENHANCERS.filter((name) => !PLAYER.includes(name)).map(
    (name) => files.get(addressOf(`${name}.js`))?.body ?? Buffer.alloc(0),
  );
  expect(scripts.reduce((sum, body) => sum + gzipSync(body).length, 0)).toBeLessThan(15_000);
  for (const body of scripts) expect(body.toString()).not.toMatch(/^\s*import\s/m);
});

test('a name that does not exist is an error, not a dead link', () => {
  expect(() => addressOf('missing.js')).toThrow('There is no asset called missing.js.');
});
