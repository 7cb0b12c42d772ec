#!/usr/bin/env node
/** `npm start`: from a fresh checkout to a running Cairn. Ctrl-C stops it, its database too. */
import { build, install, run } from './steps.mjs';

install();
build();
run(['dist/main.js', ...process.argv.slice(2)]);
