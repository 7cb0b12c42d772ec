/**
 * ESCO as its CSV has it, row by row, as rows of a taxonomy: skills with their other names, groups and broader skills;
 * occupations and what they need. Pure: a row that is broken gives the reason instead.
 */
import { listOccupations, listSkills } from './skills-vocabulary.js';

export type TextRow = Record<string, string>;
/** A row for one of the tables of a taxonomy. */
export type TaxonomyEntry = { table: Table; row: Record<string, string | null> };
export type TaxonomyPart = {
  file: string;
  columns: readonly string[];
  /** A string is why the row is refused. */
  read(row: TextRow): TaxonomyEntry[] | string;
};

const SKILL = 'http://data.europa.eu/esco/skill/';
const OCCUPATION = 'http://data.europa.eu/esco/occupation/';
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const LONGEST = 20_000;

type Table =
  | 'skill'
  | 'skill_label'
  | 'skill_group'
  | 'skill_in_group'
  | 'skill_broader'
  | 'occupation'
  | 'occupation_label'
  | 'occupation_skill';

/** What one file has said, for those that speak of it by number or code. */
type Known = {
  skills: Map<string, string>;
  occupations: Map<string, string>;
  groups: Set<string>;
  parents: Map<string, string>;
};

/** The files of ESCO in the order in which one may speak of another. For one reading: it remembers what it has read. */
export function partsOfEsco(): TaxonomyPart[] {
  const known: Known = { skills: new Map(), occupations: new Map(), groups: new Set(), parents: new Map() };
  return [
    skillsOf(known),
    groupParents(known),
    groupsOf(known),
    broaderOf(known),
    occupationsOf(known),
    needsOf(known),
  ];
}

function skillsOf({ skills }: Known): TaxonomyPart {
  const ours = new Map(listSkills().flatMap(({ esco, id }) => (esco ? [[esco, id] as const] : [])));
  return {
    file: 'skills.csv',
    columns: ['n', 'uuid', 'type', 'reuse', 'label', 'alt', 'description'],
    read(row) {
      const { type = '', reuse = '' } = row;
      // A few skills of ESCO state no type.
      const problem =
        problemOf(row, skills) ?? (/^(skill|knowledge)?$/.test(type) ? null : `the type "${clip(type)}" is unknown`);
      if (problem) return problem;
      const uri = SKILL + row.uuid;
      skills.set(row.n as string, uri);
      const [label, description] = [clean(row.label), clean(row.description)];
      return [
        { table: 'skill', row: { uri, label, kind: type || null, reuse, description, ours: ours.get(uri) ?? null } },
        ...otherNames(row.alt, label).map((name) => ({
          table: 'skill_label' as const,
          row: { skill: uri, label: name },
        })),
      ];
    },
  };
}

function groupParents({ parents }: Known): TaxonomyPart {
  return {
    file: 'group-broader.csv',
    columns: ['group', 'parent'],
    read({ group = '', parent = '' }) {
      if (!group || !parent) return 'group or parent is empty';
      if (!parents.has(group)) parents.set(group, parent);
      return [];
    },
  };
}

function groupsOf({ groups, parents }: Known): TaxonomyPart {
  return {
    file: 'skill-groups.csv',
    columns: ['uri', 'code', 'label', 'description'],
    read({ uri = '', code: stated = '', label, description }) {
      // Fields of ISCED-F have their code in the address alone.
      const code = stated || (uri.split('/').at(-1) ?? '');
      if (!/^https?:\/\//.test(uri) || !code) return `the address "${clip(uri)}" is none`;
      if (groups.has(code)) return `the group ${clip(code)} stands twice`;
      groups.add(code);
      const row = {
        code,
        uri,
        label: clean(label),
        description: clean(description),
        parent: parents.get(code) ?? null,
      };
      return [{ table: 'skill_group', row }];
    },
  };
}

/** `S1.2|#5164`: a group by its code, a broader skill by its number. */
function broaderOf({ skills, groups }: Known): TaxonomyPart {
  return {
    file: 'skill-broader.csv',
    columns: ['n', 'broader'],
    read({ n = '', broader = '' }) {
      const skill = skills.get(n);
      if (!skill) return `there is no skill ${clip(n)}`;
      return broader.split('|').flatMap((one): TaxonomyEntry[] => {
        const above = one.startsWith('#') ? skills.get(one.slice(1)) : undefined;
        if (above) return [{ table: 'skill_broader', row: { skill, broader: above } }];
        return groups.has(one) ? [{ table: 'skill_in_group', row: { skill, code: one } }] : [];
      });
    },
  };
}

function occupationsOf({ occupations }: Known): TaxonomyPart {
  const ours = new Map(listOccupations().flatMap(({ esco, id }) => (esco ? [[esco, id] as const] : [])));
  return {
    file: 'occupations.csv',
    columns: ['n', 'uuid', 'code', 'isco', 'label', 'alt', 'description'],
    read(row) {
      const problem = problemOf(row, occupations);
      if (problem) return problem;
      const uri = OCCUPATION + row.uuid;
      occupations.set(row.n as string, uri);
      const { code = '', isco = '' } = row;
      const [label, description] = [clean(row.label), clean(row.description)];
      return [
        { table: 'occupation', row: { uri, code, isco, label, description, ours: ours.get(uri) ?? null } },
        ...otherNames(row.alt, label).map((name) => ({
          table: 'occupation_label' as const,
          row: { occupation: uri, label: name },
        })),
      ];
    },
  };
}

function needsOf({ skills, occupations }: Known): TaxonomyPart {
  return {
    file: 'occupation-skills.csv',
    columns: ['occupation', 'essential', 'optional'],
    read({ occupation: number = '', essential = '', optional = '' }) {
      const occupation = occupations.get(number);
      if (!occupation) return `there is no occupation ${clip(number)}`;
      const needs = (numbers: string, need: string) =>
        numbers.split(/\s+/).flatMap((one) => {
          const skill = skills.get(one);
          return skill ? [{ table: 'occupation_skill' as const, row: { occupation, skill, need } }] : [];
        });
      return [...needs(essential, 'essential'), ...needs(optional, 'optional')];
    },
  };
}

function problemOf({ n = '', uuid = '', label }: TextRow, seen: ReadonlyMap<string, string>): string | null {
  if (!UUID.test(uuid)) return `the uuid "${clip(uuid)}" is none`;
  if (!n || seen.has(n)) return `the number "${clip(n)}" is missing or stands twice`;
  if (clean(label) === '') return 'it has no label';
  return null;
}

function otherNames(names: string | undefined, label: string): string[] {
  const unique = new Set((names ?? '').split('|').map(clean));
  unique.delete('');
  unique.delete(label);
  return [...unique];
}

/** Text that the database accepts. */
function clean(text: string | undefined): string {
  return (text ?? '').slice(0, LONGEST).toWellFormed().replaceAll('\0', '').trim();
}

function clip(text: string): string {
  return text.slice(0, 60);
}
