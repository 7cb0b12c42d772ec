/**
 * The guide's form and the question it asks: two ways of saying the same, without loss. `formOf` writes a question as
 * fields, `readForm` reads fields as a question, or says at which field what is wrong. Pure; shapes of `schema.ts`.
 */
import { GuideQuestion, QUESTIONS, type QuestionName } from '../schema.js';
import { FORM_FIELDS, FormFault, sentName } from './form-fields.js';

/** A form as it was sent: a field that stands in it more than once has several values. */
export type SentForm = Readonly<Record<string, unknown>>;

export type ReadForm = {
  /** null: something is wrong, see `faults`. An empty question is none of that: nothing has been answered. */
  question: GuideQuestion | null;
  /** By the name of the field: what to write instead. */
  faults: Readonly<Record<string, string>>;
};

type Tree = { [key: string]: unknown };
type Faults = Record<string, string>;

/** The slug of a body by the name that a person wrote; null where nobody goes by it. */
export type BodyOf = (name: string) => string | null;

/** Reads a form of the guide. Fields that it does not know are left alone: buttons have names too. */
export function readForm(sent: SentForm, bodyOf: BodyOf = () => null): ReadForm {
  const faults: Faults = {};
  const tree: Tree = {};
  for (const field of FORM_FIELDS) {
    const { name, path, read } = field;
    put(
      tree,
      path,
      attempt(faults, name, () => read(valuesOf(sent, sentName(field)))),
    );
  }
  put(
    tree,
    ['recognition', 'bodies', 'value'],
    attempt(faults, 'recognition.bodies', () => readBodies(sent, bodyOf)),
  );
  put(
    tree,
    ['time', 'away'],
    attempt(faults, 'time.away', () => readAway(sent)),
  );
  put(
    tree,
    ['goals', 'gap'],
    attempt(faults, 'goals.gap', () => readGap(sent)),
  );
  const asked = { ...pruned(tree), ...attempt(faults, 'weights', () => readWeights(sent)) };
  const checked = GuideQuestion.safeParse(asked);
  if (checked.success && Object.keys(faults).length === 0) return { question: checked.data, faults };
  for (const { path } of checked.error?.issues ?? []) {
    const name = nameOf(path);
    faults[name] ??= wantedAt(name);
  }
  return { question: null, faults };
}

/** All values of a field, as text. What is no text (a file, a nested thing) is not there. */
export function valuesOf(sent: SentForm, name: string): string[] {
  const value = Object.hasOwn(sent, name) ? sent[name] : undefined;
  return (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string');
}

function attempt<Value>(faults: Faults, name: string, read: () => Value): Value | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof FormFault)) throw error;
    faults[name] = error.message;
    return undefined;
  }
}

function put(tree: Tree, path: readonly string[], value: unknown): void {
  if (value === undefined) return;
  let at = tree;
  for (const key of path.slice(0, -1)) {
    at[key] ??= {};
    at = at[key] as Tree;
  }
  at[path.at(-1) as string] = value;
}

/** Fields that say nothing alone: a currency without a price, "must" without what must be. */
const ALONE = new Set(['currency', 'hard', 'scheme', 'km']);

/** The tree without branches in which nothing was answered. */
function pruned(tree: Tree): Tree {
  const kept = Object.entries(tree).flatMap(([key, value]) => {
    const branch = isTree(value) ? pruned(value) : value;
    return isTree(branch) && saysNothing(branch) ? [] : [[key, branch]];
  });
  return Object.fromEntries(kept);
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function saysNothing(branch: Tree): boolean {
  return Object.keys(branch).every((key) => ALONE.has(key));
}

/** Those that were ticked, and those that were named. */
function readBodies(sent: SentForm, bodyOf: BodyOf): string[] | undefined {
  const named = valuesOf(sent, 'recognition.bodies.more').flatMap((value) => value.split(/[\n,;]/));
  const found = named
    .filter((name) => name.trim() !== '')
    .map((name) => {
      const slug = bodyOf(name.trim());
      if (slug === null)
        throw new FormFault(`We know no body called “${name.trim().slice(0, 80)}”. Choose one that is suggested.`);
      return slug;
    });
  const all = [...valuesOf(sent, 'recognition.bodies[]').filter((slug) => slug.trim() !== ''), ...found];
  return all.length === 0 ? undefined : all;
}

function readAway(sent: SentForm): { from: string; to: string }[] | undefined {
  const [from, to] = [valuesOf(sent, 'time.away.from[]'), valuesOf(sent, 'time.away.to[]')];
  const spans = Array.from({ length: Math.max(from.length, to.length) }, (_, at) => ({
    from: (from[at] ?? '').trim(),
    to: (to[at] ?? '').trim(),
  })).filter((span) => span.from !== '' || span.to !== '');
  if (spans.some((span) => span.from === '' || span.to === '' || span.from > span.to)) throw new FormFault(AWAY_WANTED);
  return spans.length === 0 ? undefined : spans;
}

const AWAY_WANTED = 'Give the first and the last day away, the first one first.';

/** The gap as she edited it: a weight and a skill in each value, "2 budgeting". It holds while her goals are what they were. */
function readGap(sent: SentForm): { skill: string; weight: number }[] | undefined {
  const lines = valuesOf(sent, 'goals.gap[]').filter((value) => value.trim() !== '');
  const more = valuesOf(sent, 'goals.gap.more').flatMap((value) => value.split(/[\n,;]/));
  const added = more.map((skill) => ({ skill: skill.trim(), weight: 2 })).filter(({ skill }) => skill !== '');
  const isShown = valuesOf(sent, 'goals.gap.of').length > 0;
  if (!isShown && lines.length === 0) return undefined;
  if (isShown && valuesOf(sent, 'goals.gap.of')[0] !== goalsKey(sent)) return undefined;
  const kept = lines.map((value) => {
    const [, weight, skill] = /^(\d+(?:\.\d+)?(?:e-\d+)?) (.+)$/s.exec(value) ?? [];
    if (weight === undefined || skill === undefined) throw new FormFault('Choose how much each skill matters.');
    return { skill, weight: Number(weight) };
  });
  const known = new Set(kept.map(({ skill }) => skill));
  return [...kept, ...added.filter(({ skill }) => !known.has(skill))];
}

const GOALS = ['now.occupation', 'now.skills[]', 'now.text', 'next.occupation', 'next.skills[]', 'next.text'];

/** Her goals as one text: a gap that was shown for other goals is worked out anew. */
function goalsKey(sent: SentForm): string {
  const values = GOALS.map((name) => valuesOf(sent, `goals.${name}`).map((value) => value.replace(/\s+/g, ' ').trim()));
  return String(hashOf(JSON.stringify(values.map((given) => given.filter((value) => value !== '')))));
}

/** FNV-1a over the units of a text: enough to tell that it changed. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

/**
 * What matters most. Sliders that were moved count first; then an order; then weights that were set before. The field
 * `sliders` holds where they stood when they were drawn: those show rounded figures, and unmoved they change nothing.
 */
function readWeights(sent: SentForm): Pick<GuideQuestion, 'order' | 'weights'> {
  const sliders = QUESTIONS.map((name) => valuesOf(sent, `slider.${name}`)[0] ?? '');
  const drawn = valuesOf(sent, 'sliders')[0];
  if (drawn !== undefined && sliders.join(' ') !== drawn)
    return { weights: weightsOf((name) => `slider.${name}`, sent) };
  const order = valuesOf(sent, 'order[]').filter((name) => name !== '') as QuestionName[];
  if (order.length > 0) return { order };
  const weights = weightsOf((name) => `weights.${name}`, sent);
  return Object.keys(weights).length > 0 || valuesOf(sent, 'weights').length > 0 ? { weights } : {};
}

function weightsOf(fieldOf: (name: QuestionName) => string, sent: SentForm): NonNullable<GuideQuestion['weights']> {
  const weights: NonNullable<GuideQuestion['weights']> = {};
  for (const name of QUESTIONS) {
    const text = valuesOf(sent, fieldOf(name))[0]?.trim() ?? '';
    if (text === '') continue;
    const weight = Number(text);
    if (!Number.isFinite(weight) || weight < 0) throw new FormFault('Write numbers from 0 to 1,000.');
    weights[name] = weight;
  }
  return weights;
}

/** The field at which a fault of the question stands. */
export function nameOf(path: readonly PropertyKey[]): string {
  const parts = path.filter((part) => typeof part === 'string' && part !== 'value' && !/^\d+$/.test(part));
  if (parts[0] === 'time' && parts[1] === 'away') return 'time.away';
  if (parts[0] === 'goals' && parts[1] === 'gap') return 'goals.gap';
  return parts[0] === 'order' ? 'weights' : parts.join('.');
}

function wantedAt(name: string): string {
  if (name === 'time.away') return AWAY_WANTED;
  if (name === 'goals.gap') return 'Choose at most 50 skills, each named in at most 200 characters.';
  return FORM_FIELDS.find((field) => field.name === name)?.wanted || 'Please check this answer.';
}

/** A question as fields, in the order of the page: `readForm` makes the same question of them. */
export function formOf(question: GuideQuestion): [name: string, value: string][] {
  const fields = FORM_FIELDS.flatMap((field) => {
    const value = field.path.reduce<unknown>((at, key) => (isTree(at) ? at[key] : undefined), question);
    if (value === undefined || value === false) return [];
    return field.write(value).map((one): [string, string] => [sentName(field), one]);
  });
  for (const { from, to } of question.time?.away ?? []) fields.push(['time.away.from[]', from], ['time.away.to[]', to]);
  if (question.goals?.gap) fields.push(...gapFields(question.goals.gap, fields));
  for (const name of question.order ?? []) fields.push(['order[]', name]);
  if (question.weights) fields.push(['weights', 'set'], ...weightFields(question.weights));
  return fields;
}

/** The fields of a gap: its lines, and for which goals they hold. */
export function gapFields(
  gap: readonly { skill: string; weight: number }[],
  fields: readonly (readonly [string, string])[],
): [string, string][] {
  const lines = gap.map(({ skill, weight }): [string, string] => ['goals.gap[]', `${weight} ${skill}`]);
  return [['goals.gap.of', goalsKey(sentOf(fields))], ...lines];
}

function weightFields(weights: NonNullable<GuideQuestion['weights']>): [string, string][] {
  return QUESTIONS.flatMap((name): [string, string][] => {
    const weight = weights[name];
    return weight === undefined ? [] : [[`weights.${name}`, String(weight)]];
  });
}

/** Fields as a browser sends them. */
export function sentOf(fields: readonly (readonly [string, string])[]): SentForm {
  const sent: Record<string, string[]> = {};
  for (const [name, value] of fields) {
    sent[name] ??= [];
    sent[name].push(value);
  }
  return sent;
}
