/** `cairn issue`: the awards of a table, all of one achievement, signed and sent; goes on where it was stopped. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { systemClock } from '../../platform/clock/index.js';
import {
  type CommandInput,
  defineCommand,
  type ExitCode,
  InputError,
  type Output,
} from '../../platform/commands/index.js';
import { readConfig } from '../../platform/config/index.js';
import { migrate, openDatabase } from '../../platform/db/index.js';
import { codeOf } from '../../platform/files/index.js';
import { openLog } from '../../platform/log/index.js';
import { openPost } from '../../platform/mail/index.js';
import { runBatch } from '../actions/issuing/batches.js';
import { confirmChecked, dropChecked, type Issuance } from '../actions/issuing/issuing.js';
import { checkOrigin } from '../actions/issuing/origin.js';
import { type Issuing, openIssuing } from '../actions/issuing/parts.js';
import { sendAwardTable } from '../actions/issuing/tables.js';
import { findPublishedAchievement } from '../queries/achievements.js';
import { findBatch, unfinishedBatches } from '../queries/issuing/batches.js';
import { type Batch, SIGNED_AS } from '../schema/issuing.js';

const options = {
  achievement: {
    type: 'string',
    value: 'ID',
    summary: 'The achievement that is awarded, published by its organisation',
  },
  dryRun: { type: 'boolean', summary: 'Say what would be issued and keep nothing' },
  leaveOut: { type: 'boolean', summary: 'Leave out rows with faults, and issue the rest' },
  again: { type: 'boolean', summary: 'Issue also to people who hold it already' },
  suspendable: { type: 'boolean', summary: 'Let them be suspended later, not only revoked' },
  signedAs: {
    type: 'string',
    value: 'WAY',
    summary: 'proof (the usual way), or a token: vc-jwt (VC-JOSE-COSE), ob3-jwt (Open Badges)',
  },
  resume: { type: 'boolean', summary: 'Go on with every batch that was stopped' },
} as const;

export const issueCommand = defineCommand({
  name: 'issue',
  summary: 'Issue the credentials of a table',
  args: [
    {
      name: 'TABLE',
      summary: 'A file of comma-separated values: a row a person, “e-mail” or “did” a column',
      optional: true,
    },
  ],
  options,
  run: runIssue,
});

type Input = CommandInput<typeof options>;

async function runIssue({ args, options: asked, out, env, signal }: Input): Promise<ExitCode> {
  const config = readConfig(env);
  const log = openLog({ level: 'warn', to: 2 });
  const database = await openDatabase(config, log);
  const issuing = openIssuing({ db: database.db, clock: systemClock, post: openPost(config, database), config });
  try {
    await migrate(database.pool);
    await checkOrigin(database.db, config);
    if (asked.resume) return await resume(issuing, out, signal);
    return await issueTable(issuing, args[0], asked, out, signal);
  } finally {
    await issuing.close();
    await database.close();
  }
}

async function issueTable(
  issuing: Issuing,
  path: string | undefined,
  asked: Input['options'],
  out: Output,
  signal: AbortSignal,
): Promise<ExitCode> {
  if (path === undefined) throw new InputError('TABLE is missing. See cairn issue --help.');
  if (asked.achievement === undefined) throw new InputError('Say which achievement is awarded: --achievement ID.');
  const achievement = await findPublishedAchievement(issuing.db, asked.achievement);
  if (!achievement) throw new InputError(`There is no published achievement ${asked.achievement}.`);
  const who: Issuance = { organisationId: achievement.organisation.id, by: 'operator' };
  const { again, suspendable } = asked;
  const signedAs = SIGNED_AS.find((one) => one === (asked.signedAs ?? 'proof'));
  if (!signedAs) throw new InputError(`--signed-as takes ${SIGNED_AS.join(', ')}, and not “${asked.signedAs}”.`);
  const name = basename(path);
  const given = {
    achievement: achievement.id,
    name,
    content: readTable(path),
    way: 'command' as const,
    again,
    suspendable,
    signedAs,
  };
  const batch = await sendAwardTable(issuing, who, given);
  for (const { row, column, message } of batch.faults)
    out.line(`  row ${row}${column ? `, ${column}` : ''}: ${message}`);
  const isFaulty = batch.faults.some(({ row }) => row > 0);
  if (asked.dryRun || batch.total === 0 || (isFaulty && !asked.leaveOut)) {
    await dropChecked(issuing, who, batch.id);
    tell(out, { ...batch, state: 'checked' });
    if (!asked.dryRun) out.line('Nothing was issued. Mend the table, or leave out the rows with faults: --leave-out.');
    return asked.dryRun && !isFaulty ? 0 : 1;
  }
  await confirmChecked(issuing, who, { batch: batch.id, leaveOut: true });
  return watch(issuing, batch.id, batch.organisationId, out, signal);
}

function readTable(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new InputError(`${path} cannot be read (${codeOf(error)}).`);
  }
}

async function resume(issuing: Issuing, out: Output, signal: AbortSignal): Promise<ExitCode> {
  let code: ExitCode = 0;
  for (const { id, organisationId } of await unfinishedBatches(issuing.db)) {
    code = (await watch(issuing, id, organisationId, out, signal)) || code;
  }
  return code;
}

async function watch(
  issuing: Issuing,
  id: string,
  organisationId: string,
  out: Output,
  signal: AbortSignal,
): Promise<ExitCode> {
  const bar = out.progress('Issuing');
  try {
    await runBatch(issuing, id, {
      signal,
      onProgress: ({ done, total }) => bar.update(done, total, `${done} of ${total}`),
    });
  } finally {
    bar.stop();
  }
  const batch = await findBatch(issuing.db, organisationId, id);
  if (batch) tell(out, batch);
  return batch?.state === 'done' ? 0 : 2;
}

function tell(out: Output, { id, achievementId, state, total, done, faults, fault }: Batch): void {
  out.object({ batch: id, achievement: achievementId, state, total, issued: done, faults, fault });
  out.line(
    state === 'checked'
      ? `${total} would be issued.`
      : `${done} of ${total} issued${state === 'done' ? '.' : `; ${fault ?? 'go on with cairn issue --resume'}`}`,
  );
}
