import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { type Command, defineCommand, InputError, runCommands } from '../index.js';

const greet = defineCommand({
  name: 'greet',
  summary: 'Greet people',
  args: [{ name: 'NAME', summary: 'Whom', many: true }],
  options: {
    dryRun: { type: 'boolean', summary: 'Only say what would be said' },
    tone: { type: 'string', value: 'WORD', summary: 'How' },
    skip: { type: 'string', value: 'NAME', summary: 'Whom not', many: true },
  },
  async run({ args, options, out }) {
    const named = args.filter((name) => !options.skip.includes(name));
    if (named.length === 0) throw new InputError('nobody is left to greet.');
    if (options.tone === 'broken') throw new Error('the voice broke\nwith details');
    out.line(`Hello ${named.join(', ')}${options.dryRun ? ' (not said)' : ''}`);
    out.object({ named, tone: options.tone ?? null });
    return 0;
  },
});

async function run(...argv: string[]) {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const commands: Command[] = [greet];
  const code = await runCommands(commands, argv, { stdout, stderr, env: {} });
  return { code, out: String(stdout.read() ?? ''), err: String(stderr.read() ?? '') };
}

test('a person gets lines, a program gets one object a line', async () => {
  expect(await run('greet', 'Ann', 'Bo', '--skip', 'Bo', '--dry-run')).toEqual({
    code: 0,
    out: 'Hello Ann (not said)\n',
    err: '',
  });
  const { out } = await run('greet', 'Ann', '--json', '--tone=warm');
  expect(JSON.parse(out)).toEqual({ named: ['Ann'], tone: 'warm' });
});

test('help names every argument and option, and is asked for without arguments', async () => {
  const { code, out } = await run('greet', '--help');
  expect(code).toBe(0);
  for (const word of ['NAME', '--dry-run', '--tone WORD', '--json']) expect(out).toContain(word);
  expect((await run('--help')).out).toContain('greet  Greet people');
});

test.each([
  [['greet'], 1, 'NAME is missing'],
  [['greet', 'Ann', '--loud'], 1, '--loud'],
  [['greet', 'Ann', '--skip', 'Ann'], 1, 'nobody is left'],
  [['wave'], 1, 'no command wave'],
  [['greet', 'Ann', '--tone', 'broken'], 2, 'something went wrong: the voice broke'],
])('%j ends with %i in one sentence', async (argv, code, words) => {
  const answer = await run(...argv);
  expect(answer).toMatchObject({ code, out: '' });
  expect(answer.err).toContain(words);
  expect(answer.err.trim().split('\n')).toHaveLength(1);
});
