/** Made-up requests in large numbers, new ones every time. `CAIRN_FUZZ_SEED=…` repeats a run. */
import { randomInt } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type FuzzGround, fuzzApi, fuzzPages, openGround } from './support/api/ground.js';

const seed = Number(process.env.CAIRN_FUZZ_SEED ?? randomInt(2 ** 31));

let ground: FuzzGround;
beforeAll(async () => {
  console.info(`Requests are made from CAIRN_FUZZ_SEED=${seed}.`);
  ground = await openGround();
});
afterAll(() => ground.site.close());

it('answers 20,000 made-up requests to the API as its description says', async () => {
  expect(await fuzzApi(ground, { count: 20_000, seed })).toEqual([]);
});

it('fails for none of 10,000 made-up forms and addresses', async () => {
  expect(await fuzzPages(ground, { count: 10_000, seed })).toEqual([]);
});
