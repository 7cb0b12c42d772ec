#!/usr/bin/env node
/** `npm run conformance -- SUITE FOLDER`: points a public suite, in a folder of yours, at a running Cairn. */
import { fail } from './steps.mjs';

/** Name of a suite → what it needs. Each standard that Cairn speaks brings its own. */
const suites = new Map();

const [name] = process.argv.slice(2);
const known =
  suites.size === 0
    ? 'No suite is known yet: suites come with credentials and learning records.'
    : `Suites: ${[...suites.keys()].join(', ')}.`;
fail(
  name && !suites.has(name)
    ? `There is no suite ${name}. ${known}`
    : `Usage: npm run conformance -- SUITE FOLDER\n${known}`,
  1,
);
