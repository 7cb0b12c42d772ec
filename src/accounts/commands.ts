/** `cairn staff`: who runs the site, beside a running server and alone. */
import { systemClock } from '../platform/clock/index.js';
import { type CommandInput, defineCommand, type ExitCode, InputError } from '../platform/commands/index.js';
import { readConfig } from '../platform/config/index.js';
import { type Db, migrate, openDatabase } from '../platform/db/index.js';
import { openLog } from '../platform/log/index.js';
import { inviteStaff, removeStaff } from './actions/staff.js';
import { listStaff } from './queries/staff.js';
import { Email } from './rules/addresses.js';

type Input = CommandInput<Record<never, never>>;
type Act = (db: Db, input: Input, origin: string) => Promise<ExitCode>;

export const staffCommand = defineCommand({
  name: 'staff',
  summary: 'Say who is staff of the site: add, list or remove them',
  args: [
    {
      name: 'ACT',
      summary: 'add: print a link that makes whoever opens it staff; list; remove: end their rights at once',
    },
    { name: 'EMAIL', summary: 'the address of the person, for add and remove', optional: true },
  ],
  run: runStaff,
});

async function runStaff(input: Input): Promise<ExitCode> {
  const asked = input.args[0] ?? '';
  const act = Object.hasOwn(acts, asked) ? acts[asked] : undefined;
  if (!act) throw new InputError(`cairn staff ${asked}: the acts are add, list and remove.`);
  const config = readConfig(input.env);
  const database = await openDatabase(config, openLog({ level: 'warn', to: 2 }));
  try {
    await migrate(database.pool);
    return await act(database.db, input, config.origin);
  } finally {
    await database.close();
  }
}

const acts: Record<string, Act> = {
  async add(db, { args, out }, origin) {
    const email = emailOf(args);
    const link = `${origin}/staff-link/${await inviteStaff(db, email, systemClock.now())}`;
    out.object({ email, link, hours: 48 });
    out.line(`Give this link to ${email}. It works once, for 48 hours:\n\n  ${link}\n`);
    out.line('They sign in with that address, or make an account with it, then press the button on the page.');
    return 0;
  },

  async list(db, { out }) {
    const staff = await listStaff(db);
    for (const { name, email, since } of staff) {
      out.object({ name, email, since });
      out.line(`${email}  ${name}, since ${since.toISOString().slice(0, 10)}`);
    }
    if (staff.length === 0) out.line('Nobody is staff yet: cairn staff add EMAIL');
    return 0;
  },

  async remove(db, { args, out }) {
    const email = emailOf(args);
    if (!(await removeStaff(db, email, systemClock.now())))
      throw new InputError(`Nobody with the address ${email} is staff. cairn staff list names those who are.`);
    out.object({ email, removed: true });
    out.line(`${email} is not staff any more, from this moment.`);
    return 0;
  },
};

function emailOf([act, given]: readonly string[]): string {
  const email = Email.safeParse(given ?? '');
  if (!email.success) throw new InputError(`cairn staff ${act} EMAIL: ${email.error.issues[0]?.message}`);
  return email.data;
}
