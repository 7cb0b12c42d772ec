#!/usr/bin/env node
/**
 * A throw-away source of statements in the database that CAIRN_DATA names, for `npm run conformance` and the benchmark: prints
 * `key:secret`. Takes the version in which requests without one are answered.
 */
import { OPERATOR } from '../dist/accounts/index.js';
import { resolveOrganisations } from '../dist/organisations/index.js';
import { readConfig } from '../dist/platform/config/index.js';
import { openDatabase } from '../dist/platform/db/index.js';
import { openLog } from '../dist/platform/log/index.js';
import { makeSource } from '../dist/statements/index.js';

const database = await openDatabase(readConfig(process.env), openLog({ level: 'warn', to: 2 }));
try {
  const demo = { name: 'Demo Record Store', kind: 'university', country: 'GB' };
  const [{ slug }] = await database.db.transaction().execute((trx) => resolveOrganisations(trx, [demo]));
  const asked = { name: 'Demo Suite', scopes: ['write', 'read-all'], version: process.argv[2], retentionMonths: null };
  const { source, secret } = await makeSource(database.db, OPERATOR, { organisation: slug, asked }, new Date());
  process.stdout.write(`${source.keyId}:${secret}\n`);
} finally {
  await database.close();
}
