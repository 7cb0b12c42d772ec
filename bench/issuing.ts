/** `npm run bench -- issuing [N]`: a batch of N awards (100,000), from the confirmed table to the letters that wait. */
import { print } from './support/figures.js';
import { issuingFigures } from './support/issuing.js';

const n = Number(process.argv.slice(2).find((word) => /^\d+$/.test(word)) ?? 100_000);
print(await issuingFigures(n), process.argv.includes('--json'));
