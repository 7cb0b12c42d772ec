#!/usr/bin/env node
/**
 * One question of the suite for VC-JOSE-COSE, as it gives it to an implementation (`issue` or `verify`, `--input`, `--key`,
 * `--feature`, `--output`), put to the Cairn at CAIRN_AT. Run by `npm run conformance`, in the folder of the suite.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const { CAIRN_AT = '' } = process.env;
const args = process.argv.slice(2);
const wordAfter = (name) => args[args.indexOf(name) + 1] ?? '';
/** What the suite calls `/tests` is the folder of that name below it. */
const fileOf = (name) => join(process.cwd(), wordAfter(name));

const answer = await fetch(`${CAIRN_AT}/vc-api/tokens`, {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({
    act: args.includes('issue') ? 'issue' : 'verify',
    kind: wordAfter('--feature').startsWith('credential') ? 'credential' : 'presentation',
    input: readFileSync(fileOf('--input'), 'utf8'),
    key: JSON.parse(readFileSync(fileOf('--key'), 'utf8')),
  }),
});
const { result = 'error', token } = await answer.json();
writeFileSync(fileOf('--output'), JSON.stringify({ result, data: token ?? '' }));
