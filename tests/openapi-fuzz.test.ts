/** Made-up requests, the same every time: no failure, no hang, no answer that the description does not describe. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type FuzzGround, fuzzApi, fuzzPages, openGround } from './support/api/ground.js';

let ground: FuzzGround;
beforeAll(async () => {
  ground = await openGround();
});
afterAll(() => ground.site.close());

it('answers 600 made-up requests to the API as its description says', { timeout: 300_000 }, async () => {
  expect(await fuzzApi(ground, { count: 600, seed: 20_261_123 })).toEqual([]);
});

it('fails for none of 400 made-up forms and addresses', { timeout: 300_000 }, async () => {
  expect(await fuzzPages(ground, { count: 400, seed: 20_261_123 })).toEqual([]);
});
