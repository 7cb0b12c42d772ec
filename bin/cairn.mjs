#!/usr/bin/env node
/** `cairn COMMAND …`: the commands for operators, beside a running server or alone. */
import { join } from 'node:path';
import { build, install, root, run } from './steps.mjs';

install();
build();
// npm changes to the package's folder; files are named as seen from where the person stands.
const cwd = process.env.npm_lifecycle_event === 'cairn' && process.env.INIT_CWD ? process.env.INIT_CWD : process.cwd();
run([join(root, 'dist/commands.js'), ...process.argv.slice(2)], { cwd });
