/**
 * Skills: how well a sentence's skills are ranked, and how fast courses are read.
 *
 * R-precision@5 on public job-advert sentences whose ESCO skills were marked by hand (`judgements/esco-skill-extraction`, the
 * validation halves): of the first five skills, the share that is right, over min(5, number of right ones); the mean over
 * sentences, as in the literature. Rows marked LABEL NOT PRESENT or UNDERSPECIFIED are left out, and with them sentences
 * that have no other. `sentence`: the whole sentence is given and its skills are asked for, which is the literature's
 * task; `span`: only the words that the annotator marked. All of ESCO 1.1.1 is the vocabulary. No label is used but to score;
 * the ranker's few weights were chosen on these very halves, since the test halves are not in the sample data.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { parse } from 'csv-parse/sync';
import MiniSearch from 'minisearch';
import {
  browseSubjects,
  createSkillRanker,
  listOccupations,
  listSkills,
  matchSkills,
  type RankedName,
} from '../src/catalogue/index.js';
import { type Figure, print } from './support/figures.js';
import { readRows } from './support/rows.js';

const { values: options } = parseArgs({
  options: { json: { type: 'boolean', default: false }, samples: { type: 'string' } },
});
const samples = options.samples ?? process.env.CAIRN_SAMPLES ?? '../shared/data';
const LIMIT = 5;
const figures: Figure[] = [];

const table = (file: string): Record<string, string>[] =>
  parse(readFileSync(`${samples}/${file}`), { columns: true, bom: true });

/** All of ESCO, a skill of ours lending the same skill there its synonyms. */
type EscoSkill = RankedName & { description: string };

function readEsco(): EscoSkill[] {
  const needed = new Map<string, number>();
  for (const { essential, optional } of table('taxonomies/esco-1.1.1/occupation-skills.csv')) {
    for (const n of `${essential} ${optional}`.split(' ')) needed.set(n, (needed.get(n) ?? 0) + 1);
  }
  const ours = new Map(listSkills().flatMap((skill) => (skill.esco ? [[skill.esco, skill.synonyms] as const] : [])));
  return table('taxonomies/esco-1.1.1/skills.csv').map(({ n = '', uuid, label = '', alt = '', description = '' }) => ({
    id: label.trim().toLowerCase(),
    label: label.trim(),
    names: [...alt.split('|').filter(Boolean), ...(ours.get(`http://data.europa.eu/esco/skill/${uuid}`) ?? [])],
    description,
    needed: needed.get(n) ?? 0,
  }));
}

type Asked = { text: string; right: Set<string> };

function readAsked(set: string, by: 'sentence' | 'span'): Asked[] {
  const asked = new Map<string, Set<string>>();
  for (const row of table(`judgements/esco-skill-extraction/${set}_validation_annotations.csv`)) {
    if (!row.label || row.label === 'LABEL NOT PRESENT' || row.label === 'UNDERSPECIFIED') continue;
    const text = (by === 'sentence' ? row.sentence : row.sub_span || row.span) ?? '';
    asked.set(text, (asked.get(text) ?? new Set()).add(row.label.toLowerCase()));
  }
  return [...asked].map(([text, right]) => ({ text, right }));
}

type Rank = (text: string) => string[];

/** Per cent. */
function precisionOf(rank: Rank, asked: readonly Asked[]): number {
  const sum = asked.reduce((total, { text, right }) => {
    const hits = rank(text).filter((id) => right.has(id)).length;
    return total + hits / Math.min(LIMIT, right.size);
  }, 0);
  return (100 * sum) / asked.length;
}

/** The simplest peer: names that stand in the text letter for letter, the longest first. */
function literally(skills: readonly RankedName[]): Rank {
  const names = skills.flatMap(({ id, label, names }) =>
    [label, ...names].map((name) => ({ id, name: ` ${name.toLowerCase()} ` })),
  );
  names.sort((a, b) => b.name.length - a.name.length);
  return (text) => {
    const whole = ` ${text.toLowerCase().replace(/[^\p{L}\p{N}+#.]+/gu, ' ')} `;
    const found = new Set<string>();
    for (const { id, name } of names) {
      if (found.size < LIMIT && whole.includes(name)) found.add(id);
    }
    return [...found];
  };
}

function withMiniSearch(skills: readonly EscoSkill[]): Rank {
  const index = new MiniSearch<{ id: number; label: string; names: string; description: string }>({
    fields: ['label', 'names', 'description'],
  });
  index.addAll(
    skills.map(({ label, names, description }, id) => ({ id, label, names: names.join('\n'), description })),
  );
  const boost = { label: 3, names: 1.5, description: 0.3 };
  return (text) =>
    index
      .search(text, { boost })
      .slice(0, LIMIT)
      .flatMap(({ id }) => skills[id as number]?.id ?? []);
}

const esco = readEsco();
const ranker = createSkillRanker(esco);
const ours: Rank = (text) => ranker.rank(text, LIMIT).map(({ id }) => id);
const literal = literally(esco);
const mini = withMiniSearch(esco);
for (const by of ['sentence', 'span'] as const) {
  for (const set of ['house', 'tech']) {
    const asked = readAsked(set, by);
    const value = precisionOf(ours, asked);
    for (const [name, peer] of [
      ['MiniSearch over labels, names, descriptions', mini],
      ['names found letter for letter', literal],
    ] as const) {
      const other = precisionOf(peer, asked);
      figures.push({
        name: `skills ${set} by ${by}: R-precision@5`,
        value,
        unit: '%',
        target: null,
        met: null,
        peer: { name, value: other },
        ratio: value / other,
        n: asked.length,
      });
    }
  }
}

const courses = readRows(samples).map(({ text }) => ({
  title: text.title,
  summary: text.summary,
  description: text.description,
  skills: text.skills.slice(0, 20).map((label) => ({ label, relation: 'taught' as const })),
  subjects: text.subjects.map((label) => ({ scheme: 'keyword' as const, label })),
}));
const characters = courses.reduce(
  (sum, { title, summary, description }) => sum + title.length + summary.length + description.length,
  0,
);

/** Courses a second; the second pass, when the words have been met. */
function speedOf(read: (course: (typeof courses)[number]) => unknown): number {
  for (const course of courses) read(course);
  const started = performance.now();
  for (const course of courses) read(course);
  return courses.length / ((performance.now() - started) / 1000);
}

const plain = { target: null, met: null, n: courses.length };
const speed = speedOf(matchSkills);
figures.push(
  { name: 'skills of a course (matcher)', value: speed, unit: '/s', ...plain, target: '20000', met: speed >= 20_000 },
  { name: 'subjects of a course', value: 1e6 / speedOf(browseSubjects), unit: 'µs', ...plain },
  { name: 'characters of a course, mean', value: characters / courses.length, unit: '', ...plain },
  {
    name: 'courses with a skill',
    value: (100 * courses.filter((course) => matchSkills(course).length > 0).length) / courses.length,
    unit: '%',
    ...plain,
  },
  {
    name: 'courses with a subject',
    value: (100 * courses.filter((course) => browseSubjects(course).length > 0).length) / courses.length,
    unit: '%',
    ...plain,
  },
  { ...atLeast('skills in the vocabulary', listSkills().length, 400), n: 1 },
  { ...atLeast('skills with a synonym', listSkills().filter(({ synonyms }) => synonyms.length > 0).length, 300), n: 1 },
  { ...atLeast('occupations', listOccupations().length, 80), n: 1 },
);
print(figures, options.json);

function atLeast(name: string, value: number, least: number): Omit<Figure, 'n'> {
  return { name, value, unit: '', target: `>= ${least}`, met: value >= least };
}
