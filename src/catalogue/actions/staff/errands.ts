/** What staff ask for that takes a while: written down, given to a job, stopped, asked for again. */
import { z } from 'zod';
import { type Actor, recordAct } from '../../../accounts/index.js';
import { requireStaff } from '../../../organisations/index.js';
import { newId } from '../../../platform/crypto/index.js';
import type { Db } from '../../../platform/db/index.js';
import { defineTask, enqueue } from '../../../platform/jobs/index.js';
import {
  askToStop,
  copyErrandFiles,
  findErrand,
  findSource,
  insertErrand,
  insertErrandFiles,
  keepSourceFacts,
} from '../../queries/index.js';
import type { Errand, ErrandAsked, SentFile } from '../../schema.js';
import { whoOf } from './merge-courses.js';

export const doErrandTask = defineTask('catalogue.do-errand', z.object({ id: z.uuid() }));

/** There is no such errand or source, or it cannot be done as things stand. */
export class ErrandError extends Error {
  override readonly name = 'ErrandError';
  readonly status: 404 | 409 | 422;
  constructor(message: string, status: 404 | 409 | 422 = 422) {
    super(message);
    this.status = status;
  }
}

/** Writes an errand down and gives it to a job. Returns its id. @throws ErrandError */
export function askErrand(
  db: Db,
  actor: Actor,
  asked: ErrandAsked & { files: readonly SentFile[] },
  now: Date,
): Promise<string> {
  const by = requireStaff(actor);
  if (asked.kind !== 'withdrawal' && asked.address === null && asked.files.length === 0)
    throw new ErrandError('Choose a file, or give an address.');
  const names = asked.files.map(({ name }) => name);
  if (new Set(names).size < names.length) throw new ErrandError('Two of the files have one name. Rename one of them.');
  return db.transaction().execute(async (trx) => {
    if (asked.kind === 'withdrawal') await getSource(trx, asked.source ?? '');
    return begin(trx, by, asked, now, (id) => insertErrandFiles(trx, id, asked.files));
  });
}

/** The same once more, with the same files; `keep`: what was a dry run is kept this time. @throws ErrandError */
export function repeatErrand(
  db: Db,
  actor: Actor,
  id: string,
  { keep }: { keep: boolean },
  now: Date,
): Promise<string> {
  const by = requireStaff(actor);
  return db.transaction().execute(async (trx) => {
    const errand = await getErrand(trx, id);
    if (errand.kind !== 'withdrawal' && errand.address === null && errand.files.length === 0)
      throw new ErrandError('Its files are kept no more. Send them again.', 409);
    const asked = keep ? { ...errand, dryRun: false } : errand;
    return begin(trx, by, asked, now, (again) => copyErrandFiles(trx, errand.id, again));
  });
}

async function begin(
  trx: Db,
  by: Exclude<Actor, { kind: 'nobody' }>,
  { kind, source, address, format, dryRun, force }: ErrandAsked,
  now: Date,
  keepFiles: (id: string) => Promise<void>,
): Promise<string> {
  const id = newId();
  await insertErrand(trx, { id, kind, source, address, format, dryRun, force, who: await whoOf(trx, by), now });
  await keepFiles(id);
  await enqueue(trx, doErrandTask, { id }, { key: `errand ${id}`, queue: 'catalogue-errands' });
  const detail = { kind, dryRun, force };
  await recordAct(trx, by, { act: 'catalogue.errand-asked', subject: `errand:${id}`, detail }, now);
  return id;
}

/** What is done by then stays. @throws ErrandError where it has ended. */
export function stopErrand(db: Db, actor: Actor, id: string, now: Date): Promise<void> {
  const by = requireStaff(actor);
  return db.transaction().execute(async (trx) => {
    await getErrand(trx, id);
    if (!(await askToStop(trx, id))) throw new ErrandError('It has ended already.', 409);
    await recordAct(trx, by, { act: 'catalogue.errand-stopped', subject: `errand:${id}` }, now);
  });
}

/** Name, address and licence of a source, which no import replaces from then on. @throws ErrandError */
export function renameSource(
  db: Db,
  actor: Actor,
  key: string,
  facts: { name: string; url: string | null; licence: string | null },
  now: Date,
): Promise<void> {
  const by = requireStaff(actor);
  return db.transaction().execute(async (trx) => {
    if (!(await keepSourceFacts(trx, key, facts))) throw new ErrandError(`There is no source ${key}.`, 404);
    await recordAct(trx, by, { act: 'catalogue.source-renamed', subject: `source:${key}` }, now);
  });
}

/** @throws ErrandError (404) */
export async function getErrand(db: Db, id: string): Promise<Errand> {
  const errand = await findErrand(db, id);
  if (!errand) throw new ErrandError('There is no such import here.', 404);
  return errand;
}

/** @throws ErrandError (404) */
export async function getSource(db: Db, key: string): Promise<{ id: number; key: string; name: string }> {
  const source = await findSource(db, key);
  if (!source) throw new ErrandError('There is no source of this key.', 404);
  return source;
}
