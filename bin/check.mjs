#!/usr/bin/env node
/** `npm run check`: form, types, the shape of the house, goldens, dead code. `--write` mends the form and makes the goldens anew. */
import { fail, install, say, succeeds, tool } from './steps.mjs';

const write = process.argv.includes('--write');
install({ dev: true });

const steps = [
  [
    'form and lint',
    [tool('@biomejs/biome', 'bin/biome'), 'check', '--error-on-warnings', ...(write ? ['--write'] : [])],
  ],
  ['types', [tool('typescript', 'bin/tsc'), '-p', 'tsconfig.json']],
  [
    'architecture and goldens',
    [tool('vitest', 'vitest.mjs'), 'run', 'tests/architecture.test.ts', 'tests/goldens.test.ts'],
    write ? { CAIRN_WRITE_GOLDENS: '1' } : {},
  ],
  ['dead code', [tool('knip', 'bin/knip.js'), '--no-progress']],
];

const failed = steps.filter(([name, args, env]) => {
  say(`— ${name}`);
  return !succeeds(args, env);
});
if (failed.length > 0) fail(`Not in order: ${failed.map(([name]) => name).join(', ')}.`, 1);
say('All in order.');
