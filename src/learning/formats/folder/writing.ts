/** A course's content → a folder of Markdown files, which reads back as the same content. */
import type { z } from 'zod';
import { canonicalJson } from '../../rules/content/index.js';
import { type DraftContent, DraftStep } from '../../schema/draft.js';
import { CompletionPolicy, Item } from '../../schema/index.js';
import { bodyOf, writeYaml } from './yaml.js';

type Plain = Record<string, unknown>;

/** The texts of the folder by their paths; what lies in `media/` is not among them. */
export function courseFolderOf(content: DraftContent, { slug }: { slug: string | null }): Map<string, string> {
  const { weeks, banks, summary, outcomes, policy, ...said } = content;
  const head = {
    ...said,
    ...(slug === null ? {} : { slug }),
    ...(outcomes.length > 0 ? { outcomes: byKey(outcomes) } : {}),
    policy: withoutDefaults(CompletionPolicy, policy),
  };
  const files = new Map([['course.md', headed(head, 'summary', summary)]]);
  for (const [index, week] of weeks.entries()) addWeek(files, `${numbered(index)}-${week.key}`, week);
  for (const [index, { key, items, ...bank }] of banks.entries())
    files.set(`banks/${numbered(index)}-${key}.yaml`, writeYaml({ ...bank, questions: questionsOf(items) }));
  return files;
}

function addWeek(files: Map<string, string>, folder: string, week: DraftContent['weeks'][number]): void {
  const { key, steps, summary, ...head } = week;
  files.set(`${folder}/week.md`, headed(head, 'summary', summary));
  for (const [index, step] of steps.entries()) addStep(files, `${folder}/${numbered(index)}-${step.key}`, step);
}

function addStep(files: Map<string, string>, stem: string, step: z.infer<typeof DraftStep>): void {
  const { key, body = '', type, title, minutes, ...rest } = withoutDefaults(DraftStep, step);
  const said = { type, title, minutes, ...rest } as Plain;
  files.set(`${stem}.md`, headed({ ...said, ...apart(files, stem, step) }, 'body', String(body)));
}

/** What has a file of its own, or is written shorter. */
function apart(files: Map<string, string>, stem: string, step: z.infer<typeof DraftStep>): Plain {
  if (step.type === 'video' && step.transcript !== '' && isClean(step.transcript)) {
    files.set(`${stem}.transcript.md`, `${step.transcript}\n`);
    return { transcript: undefined };
  }
  if (step.type === 'assignment' && step.rubric.length > 0)
    return { rubric: byKey(step.rubric.map(({ levels, ...criterion }) => ({ ...criterion, levels: byKey(levels) }))) };
  if (step.type !== 'quiz' || step.draws.length === 0) return {};
  const draws = step.draws.map((draw) => ('items' in draw ? { questions: questionsOf(draw.items) } : draw));
  const [first, ...others] = draws;
  if (!first || !('questions' in first)) return { draws };
  files.set(`${stem}.questions.yaml`, writeYaml(first));
  return { draws: others.length > 0 ? others : undefined };
}

function questionsOf(items: readonly Item[]): unknown {
  return byKey(items.map((item) => ({ ...withoutDefaults(Item, item), ...shortly(item) }) as { key: string }));
}

const LISTS = ['options', 'left', 'right', 'areas', 'gaps'];

function shortly(item: Item): Plain {
  const lists = Object.entries(item).filter(([name]) => LISTS.includes(name));
  return Object.fromEntries(lists.map(([name, things]) => [name, byKey(things as { key: string }[])]));
}

/** From key to thing, or to its words where it has nothing else; as it is where two have one key. */
function byKey<T extends { key: string }>(things: readonly T[]): unknown {
  if (new Set(things.map(({ key }) => key)).size < things.length || things.length === 0) return things;
  return new Map(
    things.map(({ key, ...thing }) => [key, Object.keys(thing).join() === 'text' ? (thing as Plain).text : thing]),
  );
}

/** A file says what is particular: what would be so anyway is left out. */
function withoutDefaults<T extends Plain>(schema: z.ZodType<T>, value: T): Partial<T> {
  const [whole, kept] = [canonicalJson(value), { ...value }];
  for (const name of Object.keys(value)) {
    const { [name]: tried, ...rest } = kept;
    const read = schema.safeParse(rest);
    if (read.success && canonicalJson(read.data) === whole) delete kept[name];
  }
  return kept;
}

/** Words stand below the head, unless they begin or end with what nobody sees. */
function headed(head: Plain, field: string, words: string): string {
  const below = isClean(words);
  return `---\n${writeYaml(below ? head : { ...head, [field]: words })}---\n${below && words !== '' ? `\n${words}\n` : ''}`;
}

function isClean(words: string): boolean {
  return !words.includes('\r') && bodyOf(words) === words;
}

function numbered(index: number): string {
  return String(index + 1).padStart(2, '0');
}
