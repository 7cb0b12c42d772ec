/**
 * What the store holds about a person. Cairn's own statements name a key of the enrolment alone, which learning destroys.
 * Other systems may name people by their mail addresses: those are found by the addresses that a person proved.
 */
import { randomUUID } from 'node:crypto';
import { type ErasureNote, type ExportPart, type Personal, provedAddresses } from '../../accounts/index.js';
import type { Db } from '../../platform/db/index.js';
import {
  deleteDocumentsOf,
  deleteFiles,
  documentsOf,
  type Held,
  keepingOrganisations,
  rewriteStatement,
  statementsWith,
} from '../queries/personal.js';
import { keysOfAddress } from '../rules/agents.js';
import { withoutAgent } from '../rules/forgetting.js';
import type { Plain } from '../rules/shapes.js';
import { SIGNATURE } from '../rules/signatures.js';
import { type TermKind, termOf, termsOf } from '../rules/terms.js';

export const personal: Personal = {
  feature: 'statements',
  tables: ['statements.statement', 'statements.document'],
  exportPerson,
  erasePerson,
};

async function exportPerson(db: Db, personId: string): Promise<ExportPart[]> {
  const keys = await keysOf(db, personId);
  const statements = await found(db, keys, 'actor');
  const documents = await documentsOf(db, keys);
  return [
    {
      path: 'statements/statements.json',
      about: 'What other systems told of your learning, by the mail addresses that you proved.',
      data: statements.map(({ statement }) => JSON.parse(statement)),
    },
    {
      path: 'statements/documents.json',
      about: 'What other systems noted about you beside that, as they wrote it.',
      data: documents.map(({ content, ...rest }) => ({ ...rest, content: content.toString('utf8') })),
    },
  ];
}

async function erasePerson(trx: Db, personId: string): Promise<ErasureNote[]> {
  const keys = await keysOf(trx, personId);
  const pseudonym = randomUUID();
  const statements = await found(trx, keys, 'agent');
  for (const held of statements) await forget(trx, held, new Set(keys), pseudonym);
  const documents = await deleteDocumentsOf(trx, keys);
  if (statements.length + documents === 0) return [];
  return [
    {
      kept: false,
      what: 'Your mail addresses in what other systems told of your learning, and their notes about you.',
    },
    {
      kept: true,
      what: 'What they told, under a key that nobody has',
      why: 'It is their record too. Words that others wrote freely into it are not looked through.',
    },
  ];
}

async function forget(trx: Db, held: Held, keys: ReadonlySet<string>, pseudonym: string): Promise<void> {
  const changed = withoutAgent(JSON.parse(held.statement) as Plain, keys, pseudonym);
  const statement = JSON.stringify(changed);
  const terms = termsOf(held.organisationId, changed);
  await rewriteStatement(trx, held, { statement, terms, bytes: statement.length });
  const signatures = ((changed.attachments ?? []) as Plain[]).filter(({ usageType }) => usageType === SIGNATURE);
  const hashes = signatures.map(({ sha2 }) => String(sha2).toLowerCase());
  if (hashes.length > 0) await deleteFiles(trx, held.organisationId, hashes);
}

async function keysOf(db: Db, personId: string): Promise<string[]> {
  return (await provedAddresses(db, personId)).flatMap(keysOfAddress);
}

async function found(db: Db, keys: readonly string[], kind: TermKind): Promise<Held[]> {
  const organisations = await keepingOrganisations(db);
  const terms = organisations.flatMap((organisation) => keys.map((key) => termOf(organisation, kind, key)));
  return terms.length === 0 ? [] : statementsWith(db, terms);
}
