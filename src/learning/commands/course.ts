/** `cairn course`: a course written as a folder of Markdown files, pushed into its draft; and pulled back into a folder. */
import { OPERATOR } from '../../accounts/index.js';
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
import { openLog } from '../../platform/log/index.js';
import { type Pushed, type Pushing, pullCourse, pushCourse } from '../actions/content/pushing.js';
import { FolderError } from '../formats/folder/index.js';
import { minutesInWords } from '../rules/content/index.js';

const options = {
  organisation: {
    type: 'string',
    value: 'SLUG',
    summary: 'Whose course it is: the end of its address, /providers/SLUG',
  },
  publish: { type: 'boolean', summary: 'Publish it as the next edition, where it is another than the newest' },
  dryRun: { type: 'boolean', summary: 'Say what would happen and keep nothing' },
} as const;

export const courseCommand = defineCommand({
  name: 'course',
  summary: 'Push a course that is written as a folder of Markdown files, or pull one',
  args: [
    {
      name: 'ACT',
      summary: 'push FOLDER: into the draft of the course; pull COURSE FOLDER: the draft into a new folder',
    },
    { name: 'WHAT', summary: 'push: the folder; pull: the short name of the course' },
    { name: 'FOLDER', summary: 'pull: the folder that is written, new or empty', optional: true },
  ],
  options,
  run: runCourse,
});

type Input = CommandInput<typeof options>;

async function runCourse(input: Input): Promise<ExitCode> {
  const [act = '', , folder] = input.args;
  const { organisation } = input.options;
  if (act !== 'push' && act !== 'pull') throw new InputError(`cairn course ${act}: the acts are push and pull.`);
  if (organisation === undefined) throw new InputError('Say whose course it is: --organisation SLUG.');
  if (act === 'pull' && folder === undefined)
    throw new InputError('Say into which folder: cairn course pull COURSE FOLDER.');
  const config = readConfig(input.env);
  const database = await openDatabase(config, openLog({ level: 'warn', to: 2 }));
  const pushing: Pushing = { db: database.db, clock: systemClock, dataFolder: config.dataFolder };
  try {
    await migrate(database.pool);
    return act === 'push' ? await push(pushing, input, organisation) : await pull(pushing, input, organisation);
  } catch (error) {
    throw asInput(error);
  } finally {
    await database.close();
  }
}

/** What is wrong with the folder or with what was asked is the input's fault. */
function asInput(error: unknown): unknown {
  const status = error instanceof Error && 'status' in error ? Number(error.status) : 500;
  return error instanceof FolderError || status < 500 ? new InputError((error as Error).message) : error;
}

async function push(pushing: Pushing, { args, options: asked, out }: Input, organisation: string): Promise<ExitCode> {
  const { publish, dryRun } = asked;
  const pushed = await pushCourse(pushing, OPERATOR, { organisation, folder: args[1] as string, publish, dryRun });
  out.object(pushed);
  tell(pushed, { publish, dryRun }, out);
  return publish && pushed.faults.length > 0 ? 1 : 0;
}

function tell(pushed: Pushed, { publish, dryRun }: { publish: boolean; dryRun: boolean }, out: Output): void {
  const { slug, isNew, steps, changed, media, unused, minutes, faults, edition } = pushed;
  const would = dryRun ? 'would be ' : '';
  const of = (what: string): number => steps.filter((step) => step.what === what).length;
  out.line(`${slug}: ${minutesInWords(minutes)}${isNew ? `, ${would}begun` : ''}`);
  const counted = ['added', 'changed', 'moved', 'gone', 'same'].filter((what) => of(what) > 0);
  out.line(`  steps: ${counted.map((what) => `${of(what)} ${what === 'same' ? 'unchanged' : what}`).join(', ')}`);
  for (const { key, what, words } of steps)
    if (what === 'changed' || what === 'gone' || what === 'moved') out.line(`    ${key}: ${words}`);
  for (const name of media) out.line(`  media/${name} ${would}added`);
  for (const name of unused) out.line(`  media/${name} is named nowhere, and left out`);
  for (const { at, message } of faults) out.line(`  before it can be published: ${at}: ${message}`);
  if (edition !== null) out.line(`  edition ${edition} is published`);
  else if (publish && !dryRun && faults.length === 0)
    out.line('  nothing to publish: the newest edition says the same');
  if (!changed) out.line(dryRun ? '  nothing would change' : '  nothing changed');
}

async function pull(pushing: Pushing, { args, out }: Input, organisation: string): Promise<ExitCode> {
  const [, slug, folder] = args as [string, string, string];
  const { files } = await pullCourse(pushing, OPERATOR, { organisation, slug, folder });
  out.object({ slug, folder, files });
  out.line(`${slug}: ${files.length} files in ${folder}`);
  return 0;
}
