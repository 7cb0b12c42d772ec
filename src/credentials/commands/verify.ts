/** `cairn verify`: is it real, is it current, who says so? Beside a running server and alone, with or without a database. */
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { systemClock } from '../../platform/clock/index.js';
import {
  type CommandInput,
  defineCommand,
  type ExitCode,
  InputError,
  type Output,
} from '../../platform/commands/index.js';
import { type Config, readConfig } from '../../platform/config/index.js';
import { type Database, openDatabase } from '../../platform/db/index.js';
import { createClient } from '../../platform/fetch/index.js';
import { codeOf } from '../../platform/files/index.js';
import { silentLog } from '../../platform/log/index.js';
import { openContexts } from '../actions/contexts.js';
import { openVerifier, type Verifier, type VerifyOptions } from '../actions/verifying.js';
import { nothingRead, type Verified } from '../engine/verify/index.js';
import { hasIssuers } from '../queries/verifying.js';
import { isDate, isDateTime } from '../rules/dates.js';

const options = {
  at: { type: 'string', value: 'DATE', summary: 'Ask about another day or moment, such as 2026-03-31' },
  documents: {
    type: 'string',
    value: 'MAP.json',
    summary: 'Documents at web addresses, taken from files: [{ "url", "file" }], each beside the map',
  },
  recipient: { type: 'string', value: 'ADDRESS', summary: 'Ask whether it was issued to this address, name or DID' },
} as const;

export const verifyCommand = defineCommand({
  name: 'verify',
  summary: 'Check credentials: 0 where all are authentic and current, 1 where one is not or cannot be checked',
  args: [{ name: 'FILE', summary: 'A credential: JSON, JWT, PNG, SVG or PDF', many: true }],
  options,
  run: runVerify,
});

async function runVerify({ args, options: asked, out, env }: CommandInput<typeof options>): Promise<ExitCode> {
  const { documents, recipient } = asked;
  const at = asked.at === undefined ? undefined : momentOfOption(asked.at);
  const known = documents === undefined ? undefined : readDocuments(documents);
  const config = readConfig(env);
  const database = await openKnown(config);
  const client = createClient(config.fetchAllow);
  const verifier = openVerifier({
    db: database?.db ?? null,
    origin: config.origin,
    clock: systemClock,
    client,
    contexts: openContexts(config.contextsFolder),
    ...(known && { documents: known }),
  });
  try {
    let code: ExitCode = 0;
    for (const file of args) {
      const verified = await verifyFile(verifier, file, {
        ...(at && { at }),
        ...(recipient !== undefined && { recipient }),
      });
      tell(file, verified, out);
      if (!isGood(verified)) code = 1;
    }
    return code;
  } finally {
    await verifier.close();
    await client.close();
    await database?.close();
  }
}

function momentOfOption(text: string): Date {
  if (isDate(text)) return new Date(`${text}T23:59:59Z`);
  if (isDateTime(text)) return new Date(text);
  throw new InputError(`--at is ${text}: give a day such as 2026-03-31, or a moment such as 2026-03-31T09:00:00Z.`);
}

const Documents = z.array(z.looseObject({ url: z.string(), file: z.string() }));

function readDocuments(path: string): (address: string) => Promise<Uint8Array | null> {
  let map: z.infer<typeof Documents>;
  try {
    map = Documents.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    const reason =
      error instanceof z.ZodError || error instanceof SyntaxError
        ? 'is no list of { "url", "file" }'
        : `cannot be read (${codeOf(error)})`;
    throw new InputError(`--documents: ${path} ${reason}.`);
  }
  const files = new Map(map.map(({ url, file }) => [url, resolve(dirname(path), file)]));
  return async (address) => {
    const file = files.get(address);
    if (file === undefined) return null;
    if (!existsSync(file)) throw new InputError(`--documents: ${file}, for ${address}, is not there.`);
    return readFileSync(file);
  };
}

/** The database, where there is one with issuers in it; looking must not make one. */
async function openKnown(config: Config): Promise<Database | null> {
  if (config.databaseUrl === undefined && !existsSync(join(config.dataFolder, 'database', 'cluster'))) return null;
  try {
    const database = await openDatabase(config, silentLog);
    if (await hasIssuers(database.db)) return database;
    await database.close();
  } catch {
    // Without it, only the issuers of this site are not known: the credential can still be judged.
  }
  return null;
}

async function verifyFile(verifier: Verifier, file: string, asked: VerifyOptions): Promise<Verified> {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    return nothingRead(
      'text',
      `${file} cannot be read (${codeOf(error)}).`,
      'Give a file that is there and may be read.',
    );
  }
  return verifier.verify(bytes, { ...asked, name: basename(file) });
}

/** What nobody signs (a badge class, a profile of an issuer) is good where nothing is wrong with it. */
function isGood({ verdict, checks }: Verified): boolean {
  if (Object.entries(verdict).some(([name, value]) => name !== 'issuerKnown' && value === false)) return false;
  return !checks.some(({ name, status }) => status === 'unknown' && DOUBTS.has(name));
}

const DOUBTS: ReadonlySet<string> = new Set([
  'format',
  'context',
  'proof',
  'status',
  'valid-from',
  'valid-until',
  'related-resource',
  'recipient',
  'policy',
]);

const MARKS = { passed: 'yes    ', failed: 'NO     ', unknown: 'open   ', skipped: '       ' } as const;
const VERDICTS = {
  authentic: 'Authentic',
  current: 'Current',
  issuerKnown: 'Issuer known',
  policy: 'As asked for',
} as const;

function tell(file: string, { format, verdict, checks, summary }: Verified, out: Output): void {
  out.object({ file, format, verdict, checks });
  out.line(`${file} (${format})`);
  if (summary)
    out.line(
      `  ${summary.name ?? 'Without a name'}, issued by ${summary.issuer.name ?? summary.issuer.id ?? 'nobody named'}`,
    );
  const verdicts = Object.entries(VERDICTS).map(
    ([name, words]) => `${words}: ${inWords(verdict[name as keyof typeof VERDICTS])}`,
  );
  out.line(`  ${verdicts.join(' · ')}`);
  for (const { name, status, message, fix } of checks) {
    if (status === 'skipped') continue;
    out.line(`    ${MARKS[status]} ${name}: ${message}`);
    if (fix !== null) out.line(`            → ${fix}`);
  }
}

function inWords(value: boolean | null): string {
  return value === null ? 'not known' : value ? 'yes' : 'NO';
}
