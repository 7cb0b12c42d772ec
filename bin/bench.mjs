#!/usr/bin/env node
/** `npm run bench -- NAME [--json]`: runs bench/NAME.ts against the built Cairn. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { build, fail, install, root, run } from './steps.mjs';

const [name, ...rest] = process.argv.slice(2);
const folder = join(root, 'bench');
const names = (existsSync(folder) ? readdirSync(folder) : [])
  .filter((file) => /^[a-z-]+\.ts$/.test(file))
  .map((file) => file.slice(0, -3));
if (!name || name === '--help')
  fail(`Usage: npm run bench -- NAME [--json]\nBenchmarks: ${names.sort().join(', ')}`, name ? 0 : 1);
if (!names.includes(name)) fail(`There is no benchmark ${name}. There are ${names.sort().join(', ')}.`, 1);
install({ dev: true });
build();
run([
  '--disable-warning=ExperimentalWarning',
  '--import',
  join(root, 'bin/bench-hooks.mjs'),
  join(folder, `${name}.ts`),
  ...rest,
]);
