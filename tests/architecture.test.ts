/** The shape of the house, as ARCHITECTURE.md says it: ladder, front doors, rooms, names, sizes, cycles, where SQL may be. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';
import { projectFile } from '../src/platform/files/index.js';

/** Top to bottom. A feature imports only what stands below it. */
const LADDER = [
  'main',
  'site',
  'funding',
  'lists',
  'guide',
  'discovery',
  'reviews',
  'credit',
  'record',
  'learning',
  'statements',
  'wallet',
  'credentials',
  'catalogue',
  'organisations',
  'discussion',
  'accounts',
  'ui',
  'platform',
];
const ROOMS = [
  'README.md',
  'index.ts',
  'schema.ts',
  'rules.ts',
  'queries.ts',
  'actions.ts',
  'routes.tsx',
  'jobs.ts',
  'mails.tsx',
  'commands.ts',
  'pages',
  'islands',
  'formats',
  'data',
  'engine',
  'tests',
];
const ENGINES = ['discovery', 'credentials', 'record', 'credit'];
const FORBIDDEN = /^(utils?|helpers?|commons?|misc|managers?|services?)$/;
const MOST_LINES = 400;
/** Composition: it lies at the foot of src/ and in src/main/, and sees everything. */
const COMPOSITION = /^src\/(main|commands)(\/[a-z-]+)*\.tsx?$/;

type Source = { path: string; feature: string; text: string; imports: string[] };

const files = walk('src').sort();
const sources = files.filter((path) => /\.tsx?$/.test(path)).map(readSource);

function walk(folder: string): string[] {
  return readdirSync(projectFile(folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? walk(path) : [path];
  });
}

function readSource(path: string): Source {
  const text = readFileSync(projectFile(path), 'utf8');
  return { path, feature: featureOf(path), text, imports: importsOf(path, text) };
}

function featureOf(path: string): string {
  return COMPOSITION.test(path) ? 'main' : (path.split('/')[1] ?? '');
}

/** The files of the project that a file imports, types included. */
function importsOf(path: string, text: string): string[] {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
  const found = [...code.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*['"](\.[^'"]+)['"]/g)].map((match) => match[1]!);
  return found.map((specifier) => resolveImport(path, specifier));
}

function resolveImport(path: string, specifier: string): string {
  const plain = normalize(join(dirname(path), specifier)).replaceAll('\\', '/');
  const stem = plain.replace(/\.js$/, '');
  return [`${stem}.ts`, `${stem}.tsx`, plain].find((candidate) => files.includes(candidate)) ?? plain;
}

function isTest(path: string): boolean {
  return path.includes('/tests/') || path.startsWith('tests/');
}

/** For the message of a failure: every offence at once, a line each. */
function expectNone(offences: string[], rule: string): void {
  expect(offences, rule).toEqual([]);
}

test('imports go down the ladder', () => {
  const offences = sources.flatMap(({ path, feature, imports }) =>
    imports
      .filter((target) => target.startsWith('src/') && featureOf(target) !== feature)
      .filter((target) => LADDER.indexOf(featureOf(target)) <= LADDER.indexOf(feature))
      .map((target) => `${path} imports ${target}`),
  );
  expectNone(offences, 'a feature imports only what stands below it');
  expectNone(
    [...new Set(sources.map(({ feature }) => feature))].filter((feature) => !LADDER.includes(feature)),
    'every feature is on the ladder',
  );
});

test('a feature, and each part of the platform, is entered by its front door', () => {
  const offences = sources.flatMap(({ path, imports }) =>
    imports
      .filter(
        (target) => target.startsWith('src/') && houseOf(target) !== houseOf(path) && !/\/index\.tsx?$/.test(target),
      )
      .map((target) => `${path} imports ${target}`),
  );
  expectNone(offences, 'others are entered by index.ts');
  const deep = sources.flatMap(({ path, imports }) =>
    imports
      .filter(
        (target) =>
          target.startsWith('src/') &&
          houseOf(target) !== houseOf(path) &&
          target.split('/').length !== houseOf(target).split('/').length + 1,
      )
      .map((target) => `${path} imports ${target}`),
  );
  expectNone(deep, 'the front door is the outermost index.ts');
});

/** The folder that has a front door: a feature, or a part of the platform. */
function houseOf(path: string): string {
  if (COMPOSITION.test(path)) return 'src';
  const parts = path.split('/');
  return parts.slice(0, parts[1] === 'platform' ? 3 : 2).join('/');
}

test('there are no cycles, not even of types', () => {
  const edges = new Map(sources.map(({ path, imports }) => [path, imports.filter((target) => files.includes(target))]));
  expectNone(cyclesOf(edges), 'imports make no circle');
});

function cyclesOf(edges: ReadonlyMap<string, string[]>): string[] {
  const state = new Map<string, 'open' | 'done'>();
  const cycles: string[] = [];
  const visit = (path: string, way: string[]): void => {
    if (state.get(path) === 'done') return;
    if (state.get(path) === 'open') {
      cycles.push([...way.slice(way.indexOf(path)), path].join(' > '));
      return;
    }
    state.set(path, 'open');
    for (const target of edges.get(path) ?? []) visit(target, [...way, path]);
    state.set(path, 'done');
  };
  for (const path of edges.keys()) visit(path, []);
  return cycles;
}

test('a feature has the rooms of the house and no others', () => {
  const offences = files
    .map((path) => path.split('/'))
    .filter(([, feature, room]) => feature && room && feature !== 'platform' && feature !== 'ui')
    .filter((parts) => !COMPOSITION.test(parts.join('/')))
    .filter(([, , room]) => !ROOMS.includes(room!) && !isOutgrown(room!))
    .map((parts) => parts.slice(0, 3).join('/'));
  expectNone([...new Set(offences)], `rooms are ${ROOMS.join(' ')}, or a folder of that name`);
  const engines = files.filter((path) => path.split('/')[2] === 'engine' && !ENGINES.includes(path.split('/')[1]!));
  expectNone(engines, `only ${ENGINES.join(', ')} have an engine`);
});

/** A room that outgrew its file is a folder of the same name: `rules/money.ts`. */
function isOutgrown(room: string): boolean {
  return ROOMS.some((known) => known.includes('.') && known.replace(/\.\w+$/, '') === room);
}

test('names are plain: kebab-case, and none that says nothing', () => {
  const places = [...files, ...walk('tests'), ...walk('bin'), ...walk('bench')].filter(
    (path) => !/\/(data|valid|invalid)\//.test(path),
  );
  const words = places.flatMap((path) => path.split('/').map((name) => ({ path, name: name.replace(/\..*$/, '') })));
  expectNone(
    [...new Set(words.filter(({ name }) => FORBIDDEN.test(name)).map(({ path }) => path))],
    'no utils, helpers, common, misc, manager, service',
  );
  const odd = words
    .filter(({ name }) => name !== 'README' && !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name))
    .map(({ path }) => path);
  expectNone([...new Set(odd)], 'files and folders are kebab-case');
});

test('no file is too long to read', () => {
  const own = [
    ...sources,
    ...[...walk('tests'), ...walk('bench')].filter((path) => /\.tsx?$/.test(path)).map(readSource),
  ];
  const offences = own
    .filter(({ path, text }) => !path.includes('/data/') && !/Generated by npm run check/.test(text.slice(0, 300)))
    .map(({ path, text }) => ({ path, lines: text.trimEnd().split('\n').length }))
    .filter(({ lines }) => lines > MOST_LINES)
    .map(({ path, lines }) => `${path} has ${lines} lines`);
  expectNone(offences, `at most ${MOST_LINES} lines`);
});

test('SQL is written in queries alone', () => {
  const offences = sources
    .filter(({ path }) => !isTest(path) && !/\/queries(\.ts$|\/)/.test(path) && !path.startsWith('src/platform/db/'))
    .filter(({ text }) =>
      /\bsql(<[^`]*>)?`|import\s*\{[^}]*\bsql\b[^}]*\}\s*from\s*'kysely'|\.query(<[^(]*>)?\(\s*[`'"]\s*(select|insert|update|delete|with|listen|notify)\b/i.test(
        text,
      ),
    )
    .map(({ path }) => path);
  expectNone(offences, 'SQL lives in queries.ts or queries/');
});

test('no default exports, enums, decorators or any', () => {
  const offences = sources
    .filter(({ path }) => !isTest(path))
    .filter(({ text }) => /^export default |^(export )?(const )?enum |^\s*@[A-Z]\w+\(/m.test(text))
    .map(({ path }) => path);
  expectNone(offences, 'named exports and plain functions');
});

test('every part and every feature says in a README what it is', () => {
  const houses = [...new Set(sources.map(({ feature }) => feature))].filter((feature) => feature !== 'main');
  expectNone(
    houses.filter((feature) => !files.includes(`src/${feature}/README.md`)),
    'README.md is missing',
  );
});
