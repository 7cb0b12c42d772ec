#!/usr/bin/env node
/** `npm test`: every test, in the runner's own words. `--soak`: the long ones instead. Anything else is passed on to Vitest. */
import { build, install, run, tool } from './steps.mjs';

const args = process.argv.slice(2);
const soak = args.includes('--soak');
install({ dev: true });
build();
const env = soak ? { ...process.env, CAIRN_SOAK: '1' } : process.env;
run([tool('vitest', 'vitest.mjs'), 'run', ...args.filter((arg) => arg !== '--soak')], { env });
