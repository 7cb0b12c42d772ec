/**
 * A folder of Markdown files → a course's content.
 *
 *     course.md                       title, language, slug, outcomes, policy, integrity; then the summary
 *     01-start/week.md                title; then the summary
 *     01-start/01-why.md              type, title, minutes, …; then what is read
 *     01-start/02-check.questions.yaml   the questions of the quiz 02-check.md
 *     01-start/03-film.transcript.md  the transcript of the video 03-film.md
 *     banks/choosing.yaml             title, questions
 *     media/parts.png                 media:parts.png
 *
 * Keys are the names of files without their number. All that is wrong is said at once.
 */
import type { z } from 'zod';
import { DraftContent, DraftStep } from '../../schema/draft.js';
import { Bank, CourseContent, Week } from '../../schema/index.js';
import { FolderError, type FolderFault, issuesOf } from './faults.js';
import { bodyOf, readYaml } from './yaml.js';

/** By their paths below the folder, with `/`. Texts alone: of what lies in `media/`, the names are enough. */
export type Files = ReadonlyMap<string, Uint8Array>;
export type CourseFolder = {
  content: DraftContent;
  /** By it the folder is known again: the head of course.md says it. */
  slug: string | null;
};

/** `broken`: what could not be read at all, so that nothing more is said of it. */
type Reading = { files: Files; faults: FolderFault[]; read: Set<string>; broken: Set<string> };
type Plain = Record<string, unknown>;
type Head = { head: Plain; lines: ReadonlyMap<string, number> };

const COURSE = 'course.md';
const STEP = /^(?<week>[^/]+)\/(?<name>[^/.]+)\.md$/;
const BANK = /^banks\/(?<name>[^/.]+)\.yaml$/;
const ASIDE = /^media\/|^README\.md$|(^|\/)\./;
const SLUG = /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/;

/** @throws FolderError */
export function readCourseFolder(files: Files): CourseFolder {
  const reading: Reading = { files, faults: [], read: new Set(), broken: new Set() };
  const { slug, ...shell } = courseOf(reading);
  const content = { ...shell, weeks: weeksOf(reading), banks: banksOf(reading) };
  for (const path of files.keys())
    if (!reading.read.has(path) && !ASIDE.test(path))
      fault(
        reading,
        path,
        null,
        'Nothing in a course has this name. See the README of learning for how a folder is laid out.',
      );
  if (reading.faults.length === 0) {
    const whole = check(reading, DraftContent, content, COURSE, new Map());
    if (whole) return { content: whole, slug };
  }
  throw new FolderError(reading.faults.sort((a, b) => order(a.file, b.file) || (a.line ?? 0) - (b.line ?? 0)));
}

function courseOf(reading: Reading): Plain & { slug: string | null } {
  if (!reading.files.has(COURSE)) {
    fault(reading, COURSE, null, 'It is missing: it says what the course is called. Is this the right folder?');
    return { slug: null };
  }
  const { head, lines } = headed(reading, COURSE, 'summary');
  const { slug = null, ...said } = head;
  if (slug !== null && !(typeof slug === 'string' && SLUG.test(slug)))
    fault(reading, COURSE, lines.get('slug') ?? null, 'slug is 1 to 64 small letters, digits and hyphens.');
  for (const name of ['weeks', 'banks'].filter((name) => name in said))
    fault(reading, COURSE, lines.get(name) ?? null, `${name} are folders, and stand in no head.`);
  const given = { ...said, weeks: [], banks: [] };
  return { ...check(reading, CourseContent, given, COURSE, lines), slug: slug as string | null };
}

function weeksOf(reading: Reading): Plain[] {
  const paths = [...reading.files.keys()].filter((path) => !ASIDE.test(path) && !path.startsWith('banks/'));
  const folders = new Set(paths.filter((path) => path.split('/').length === 2).map((path) => path.split('/')[0]!));
  return [...folders].sort(order).map((folder) => {
    const file = `${folder}/week.md`;
    const { head, lines } = headed(reading, file, 'summary', 'It is missing: it says what the week is called (title).');
    const given = { ...head, key: keyOf(reading, file, folder), steps: [] };
    const week = !reading.files.has(file) ? {} : check(reading, Week, given, file, lines);
    return { ...week, steps: stepsOf(reading, folder) };
  });
}

function stepsOf(reading: Reading, folder: string): (z.infer<typeof DraftStep> | null)[] {
  const steps = [...reading.files.keys()].filter((path) => STEP.exec(path)?.groups?.week === folder);
  return steps
    .filter((path) => !path.endsWith('/week.md'))
    .sort(order)
    .map((file) => {
      const { head, lines } = headed(reading, file, 'body');
      const stem = file.slice(0, -'.md'.length);
      const beside = {
        ...questionsBeside(reading, `${stem}.questions.yaml`),
        ...transcriptBeside(reading, `${stem}.transcript.md`),
      };
      const key = keyOf(reading, file, STEP.exec(file)?.groups?.name ?? '');
      return check(reading, DraftStep, drawing({ ...head, ...beside, key }), file, renamed(lines, 'draws.0.items'));
    });
}

function questionsBeside(reading: Reading, file: string): Plain {
  if (!reading.files.has(file)) return {};
  const { value, lines } = yamlIn(reading, file, textOf(reading, file));
  const given = isPlain(value) && Array.isArray(value.questions) ? value.questions : value;
  if (!Array.isArray(given)) fault(reading, file, null, 'It begins with “questions:” and holds them by their keys.');
  // Judged here, so that the file and the line are of these questions.
  const bank = { key: 'questions', title: 'Questions', items: given };
  return {
    questions: Array.isArray(given) ? (check(reading, Bank, bank, file, renamed(lines, 'items'))?.items ?? []) : [],
  };
}

function transcriptBeside(reading: Reading, file: string): Plain {
  if (!reading.files.has(file)) return {};
  return { transcript: bodyOf(textOf(reading, file)) };
}

/** `questions` alone are what a quiz asks; with banks it says `draws`. */
function drawing(given: Plain): Plain {
  const { questions, ...step } = given;
  if (questions === undefined)
    return { ...step, ...(Array.isArray(step.draws) ? { draws: step.draws.map(drawn) } : {}) };
  const draws = Array.isArray(step.draws) ? step.draws.map(drawn) : [];
  return { ...step, draws: [{ items: questions }, ...draws] };
}

function drawn(draw: unknown): unknown {
  if (!isPlain(draw) || draw.questions === undefined) return draw;
  const { questions, ...rest } = draw;
  return { ...rest, items: questions };
}

function banksOf(reading: Reading): Plain[] {
  const paths = [...reading.files.keys()].filter((path) => BANK.test(path)).sort(order);
  return paths.map((file) => {
    const { value, lines } = yamlIn(reading, file, textOf(reading, file));
    const { questions, ...said } = isPlain(value) ? value : ({} as Plain);
    const given = { items: questions, ...said, key: keyOf(reading, file, BANK.exec(file)?.groups?.name ?? '') };
    return check(reading, Bank, given, file, renamed(lines, 'items')) ?? {};
  });
}

/** Lines by the paths of what is read, where files say `questions`. */
function renamed(lines: ReadonlyMap<string, number>, name: string): ReadonlyMap<string, number> {
  return new Map(
    [...lines].map(([path, line]) => [path.replace(/^questions\b/, name).replace(/\bquestions\b/, 'items'), line]),
  );
}

/** What stands between the first two lines of hyphens, with the words below them as `field`. */
function headed(reading: Reading, file: string, field: string, missing = 'It is missing.'): Head {
  const none = { head: {}, lines: new Map<string, number>() };
  if (!reading.files.has(file)) {
    fault(reading, file, null, missing);
    return none;
  }
  const text = textOf(reading, file);
  const end = text.startsWith('---\n') ? text.indexOf('\n---\n', 3) : -1;
  if (end < 0) {
    fault(
      reading,
      file,
      1,
      'It begins with its head: a line of three hyphens, title and the like, and another such line.',
    );
    return none;
  }
  const { value, lines } = yamlIn(reading, file, text.slice(4, end + 1), 2);
  const [head, words] = [isPlain(value) ? value : {}, bodyOf(text.slice(end + '\n---\n'.length))];
  if (value !== null && !isPlain(value)) fault(reading, file, 2, 'The head says “name: what”, a line each.');
  if (words !== '' && field in head)
    fault(reading, file, lines.get(field) ?? null, `${field} stands in the head and below it. Write it once.`);
  return { head: { [field]: words, ...head }, lines };
}

function yamlIn(
  reading: Reading,
  file: string,
  text: string,
  from = 1,
): { value: unknown; lines: ReadonlyMap<string, number> } {
  const { value, lines, faults } = readYaml(text, file, from);
  reading.faults.push(...faults);
  if (faults.length > 0) reading.broken.add(file);
  return { value, lines };
}

function textOf({ files, faults, read, broken }: Reading, file: string): string {
  read.add(file);
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(files.get(file));
    const plain = text.replaceAll('\r\n', '\n');
    return plain.endsWith('\n') ? plain : `${plain}\n`;
  } catch {
    broken.add(file);
    faults.push({ file, line: null, message: 'It is no text in UTF-8. Save it as such.' });
    return '---\n---\n';
  }
}

function keyOf(reading: Reading, file: string, name: string): string {
  const key = name.replace(/^\d{1,3}-/, '');
  if (!SLUG.test(key))
    fault(
      reading,
      file,
      null,
      `“${name}” is no name for it: a number, a hyphen, then up to 64 small letters, digits and hyphens.`,
    );
  return key;
}

/** The value as its schema has it; null and a fault for each thing that is wrong, what nothing reads included. */
function check<T extends z.ZodType>(
  reading: Reading,
  schema: T,
  given: Plain,
  file: string,
  lines: ReadonlyMap<string, number>,
): z.infer<T> | null {
  if (reading.broken.has(file)) return null;
  const before = reading.faults.length;
  const parsed = schema.safeParse(given);
  if (!parsed.success)
    for (const { path, message } of issuesOf(parsed.error))
      fault(reading, file, lineOf(lines, path), path.length > 0 ? `${path.join('.')}: ${message}` : message);
  else
    for (const path of unread(given, parsed.data))
      fault(reading, file, lineOf(lines, path), `${path.join('.')}: nothing has this name. Is it mistyped?`);
  return parsed.success && reading.faults.length === before ? parsed.data : null;
}

/** What was given and left out when it was read. */
function unread(given: unknown, read: unknown, path: PropertyKey[] = []): PropertyKey[][] {
  if (Array.isArray(given) && Array.isArray(read))
    return given.flatMap((value, index) => unread(value, read[index], [...path, index]));
  if (!isPlain(given) || !isPlain(read)) return [];
  return Object.entries(given).flatMap(([name, value]) =>
    Object.hasOwn(read, name) || value === undefined ? unread(value, read[name], [...path, name]) : [[...path, name]],
  );
}

/** Of the nearest that has a line, from the thing upwards. */
function lineOf(lines: ReadonlyMap<string, number>, path: readonly PropertyKey[]): number | null {
  for (let length = path.length; length > 0; length -= 1) {
    const line = lines.get(path.slice(0, length).join('.'));
    if (line !== undefined) return line;
  }
  return null;
}

function fault({ faults }: Reading, file: string, line: number | null, message: string): void {
  faults.push({ file, line, message });
}

function isPlain(value: unknown): value is Plain {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/** By the numbers that names begin with, then by name; what has none comes last. */
function order(a: string, b: string): number {
  return compareNames(a.split('/'), b.split('/'));
}

function compareNames([a = '', ...restA]: string[], [b = '', ...restB]: string[]): number {
  const [left, right] = [numberOf(a), numberOf(b)];
  const here = left - right || (a < b ? -1 : a > b ? 1 : 0);
  return here || (restA.length + restB.length === 0 ? 0 : compareNames(restA, restB));
}

function numberOf(name: string): number {
  const [, digits] = /^(\d{1,3})-/.exec(name) ?? [];
  return digits === undefined ? 1000 : Number(digits);
}
