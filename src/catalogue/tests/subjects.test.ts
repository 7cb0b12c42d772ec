/** Where courses stand in the browse tree: by codes, by the words of platforms, and by the title last of all. */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { browseSubjects, findSubject, parentSubject, subjectTree } from '../rules/subjects.js';
import { SubjectScheme } from '../schema.js';

const samples = resolve(process.env.CAIRN_SAMPLES ?? '../shared/data');
const coded = (scheme: 'cah' | 'hecos' | 'jacs3' | 'ldcs' | 'isced-f' | 'asced' | 'cip', code: string) =>
  browseSubjects({ title: '-', subjects: [{ scheme, code, label: '' }] }).map((one) => `${one.code} ${one.how}`);
const slugs = (labels: string[], title = '-') =>
  browseSubjects({ title, subjects: labels.map((label) => ({ scheme: 'keyword', label })) }).map(({ slug }) => slug);

describe('the tree', () => {
  it('has the 21 subjects of level 1, readable unique slugs and plain labels', () => {
    const all = subjectTree().flatMap((one) => [one, ...one.children]);
    expect(subjectTree()).toHaveLength(21);
    expect(new Set(all.map(({ slug }) => slug)).size).toBe(all.length);
    for (const { slug, label, code } of all) {
      expect(slug).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(label).toMatch(/^[A-Z][^&]*$/);
      expect(code).toMatch(/^\d{2}(-\d{2})?$/);
    }
    expect(findSubject('computing')?.code).toBe('11');
    expect(findSubject('02-04')?.label).toBe('Nursing and midwifery');
    expect(parentSubject('02-04')?.slug).toBe('health-professions');
    expect(findSubject('nothing')).toBeNull();
  });
});

describe('codes', () => {
  it('of CAH are taken as stated, in each way of writing them', () => {
    expect(coded('cah', 'CAH02-04-01')).toEqual(['02 stated', '02-04 stated']);
    expect(coded('cah', '17-01')).toEqual(['17 stated']);
    expect(coded('cah', '(11)')).toEqual(['11 stated']);
  });

  it('of others go by their crosswalk, or by their parent’s', () => {
    expect(coded('hecos', '100366')).toEqual(['11 parsed']);
    expect(coded('jacs3', 'N500')).toEqual(['17 parsed']);
    expect(coded('jacs3', 'L510')[0]).toMatch(/ parsed$/);
    expect(coded('ldcs', 'CB.')).toEqual(['11 parsed']);
    expect(coded('isced-f', '0913')).toEqual(['02 approximate', '02-04 approximate']);
    expect(coded('isced-f', 'http://data.europa.eu/snb/isced-f/0613')).toEqual(['11 approximate']);
    expect(coded('asced', '020103')).toEqual(['11 approximate']);
    expect(coded('cip', '51.3801')).toEqual(['02 approximate', '02-04 approximate']);
  });

  it('that nobody knows give nothing', () => {
    for (const scheme of ['cah', 'hecos', 'jacs3', 'ldcs', 'isced-f', 'asced', 'cip'] as const) {
      expect(coded(scheme, '??')).toEqual([]);
      expect(coded(scheme, '')).toEqual([]);
    }
  });
});

describe('labels of platforms', () => {
  it('are known', () => {
    expect(slugs(['Computer Science'])).toEqual(['computing']);
    expect(slugs(['Business & Management'])).toEqual(['business-and-management']);
    expect(slugs(['Psychology & Mental Health'])).toEqual(['psychology']);
    expect(slugs(['Business: Finance'])).toEqual(['business-and-management']);
    expect(slugs(['Ciencia de Datos'])).toContain('computing');
  });

  it('that span several subjects give way to a finer one, then to the title', () => {
    expect(slugs(['Physical Science and Engineering', 'Electrical Engineering'])).toEqual([
      'engineering-and-technology',
      'engineering',
    ]);
    expect(slugs(['Science, Engineering & Maths'], 'Maths for humans')).toEqual(['mathematical-sciences']);
    expect(slugs(['Health & Psychology'], 'Untitled')).toEqual(['health-professions', 'allied-health', 'psychology']);
  });

  it('may be the name of a skill', () => {
    expect(slugs(['Kubernetes'])).toEqual(['computing']);
  });
});

describe('a title', () => {
  it('speaks only where no source does, and is marked', () => {
    expect(browseSubjects({ title: 'Nursing in practice', subjects: [] })).toEqual([
      expect.objectContaining({ code: '02', how: 'inferred' }),
      expect.objectContaining({ code: '02-04', how: 'inferred' }),
    ]);
    expect(slugs(['Law'], 'Nursing in practice')).toEqual(['law']);
  });

  it('that says nothing gives nothing', () => {
    expect(browseSubjects({ title: 'A walk through it all', subjects: [] })).toEqual([]);
  });
});

it('a code that every object of JavaScript knows is no code', () => {
  for (const code of ['__proto__', 'constructor', 'toString'])
    expect(browseSubjects({ subjects: [{ scheme: 'ldcs', code, label: '' }], title: '' })).toEqual([]);
});

it('any input gives subjects of the tree, each once, level 2 beneath its level 1', () => {
  const subject = fc.record({
    scheme: fc.constantFrom(...SubjectScheme.options),
    code: fc.option(fc.oneof(fc.string({ maxLength: 12 }), fc.stringMatching(/^[A-Z]?[0-9]{1,6}$/)), {
      nil: undefined,
    }),
    label: fc.string({ maxLength: 40 }),
  });
  fc.assert(
    fc.property(fc.array(subject, { maxLength: 6 }), fc.string({ maxLength: 80 }), (subjects, title) => {
      const placed = browseSubjects({ subjects, title });
      expect(new Set(placed.map(({ code }) => code)).size).toBe(placed.length);
      for (const { code, slug } of placed) {
        expect(findSubject(code)?.slug).toBe(slug);
        if (code.length === 5) expect(placed.map((one) => one.code)).toContain(code.slice(0, 2));
      }
    }),
  );
});

describe.skipIf(!existsSync(samples))('real tables', () => {
  const rows = (file: string): Record<string, string>[] =>
    parse(readFileSync(resolve(samples, 'catalogues', file)), {
      columns: true,
      bom: true,
      relax_column_count: true,
      relax_quotes: true,
    });
  const unknown = (labels: (string | undefined)[]) =>
    [...new Set(labels)].filter((label) => label && slugs([label]).length === 0);

  it.each([
    ['coursera-2022-11-descriptions.csv', ['category', 'subcategory'], []],
    ['coursera-2021-10.csv', ['category', 'sub_category'], ['not-mentioned']],
    ['multi-platform-2023.csv', ['Category', 'Sub-Category'], []],
    ['edx-2020.csv', ['subject'], []],
    ['classcentral-2015.csv', ['Parent Subject', 'Child Subject'], []],
    ['futurelearn-2022-11.csv', ['category'], ['category']],
  ])('%s: every category has its subject', (file, columns, known) => {
    expect(unknown(rows(file).flatMap((row) => columns.map((column) => row[column])))).toEqual(known);
  });

  it('every Australian field of education that courses use has its subject', () => {
    const fields = rows('cricos-2023-01/courses.csv').map(
      (row) => row['Field of Education 1 Detailed Field']?.slice(0, 6) ?? '',
    );
    expect([...new Set(fields)].filter((code) => code && coded('asced', code).length === 0)).toEqual([]);
  });

  it('nearly every JACS and LDCS code of the Open University’s feed has its subject', () => {
    const feed = readFileSync(resolve(samples, 'feeds/xcri-cap/open-university-2012-08.xml'), 'utf8');
    const codes = [...feed.matchAll(/xsi:type="xcri:(JACS3|LDCS3)" identifier="([^"]+)"/g)];
    const missing = codes.filter(
      ([, scheme, code]) => coded(scheme === 'JACS3' ? 'jacs3' : 'ldcs', code ?? '').length === 0,
    );
    expect(codes.length).toBeGreaterThan(1000);
    expect(missing.map(([, , code]) => code)).toEqual([]);
  });
});
