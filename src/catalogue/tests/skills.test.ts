/** What a course teaches, asks for or mentions: read from its own words, with the words shown. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSkillMatcher, MOST_LINKS, matchSkills, skillsOfText } from '../rules/skills.js';
import type { Skill } from '../rules/skills-vocabulary.js';
import { SkillLink } from '../schema.js';

const relation = (course: Parameters<typeof matchSkills>[0], id: string) =>
  matchSkills(course).find((link) => link.id === id)?.relation;

describe('a skill in a title', () => {
  it('is taught, and the title is its evidence', () => {
    const [link] = matchSkills({ title: 'Introduction to Data Science' });
    expect(link).toMatchObject({ id: 'data-science', relation: 'taught', evidence: { field: 'title' } });
    expect(link?.evidence.words).toContain('Data Science');
  });

  it('is found under a synonym and either spelling', () => {
    expect(relation({ title: 'K8s in practice' }, 'kubernetes')).toBe('taught');
    expect(relation({ title: 'Data visualization' }, 'data-visualisation')).toBe('taught');
    expect(relation({ title: 'Behavioral economics' }, 'behavioural-economics')).toBe('taught');
    expect(relation({ title: 'Programme Evaluation' }, 'policy-evaluation')).toBe('taught');
    expect(relation({ title: 'Paediatric nursing' }, 'childrens-nursing')).toBe('taught');
    expect(relation({ title: 'Pediatric nursing' }, 'childrens-nursing')).toBe('taught');
  });

  it('is the longest phrase, not a part of it', () => {
    const ids = matchSkills({ title: 'Social media marketing' }).map(({ id }) => id);
    expect(ids).toEqual(['social-media-marketing']);
  });

  it('keeps signs that are part of a name', () => {
    expect(relation({ title: 'C++ for beginners' }, 'c-plus-plus')).toBe('taught');
    expect(relation({ title: 'Learn C# today' }, 'c-sharp')).toBe('taught');
    expect(relation({ title: 'Web APIs with ASP.NET Core' }, 'asp-dotnet')).toBe('taught');
    expect(relation({ title: 'R&D at www.example.net' }, 'asp-dotnet')).toBeUndefined();
  });
});

describe('words with another everyday meaning', () => {
  it('need their context', () => {
    expect(matchSkills({ title: 'Spring into action: go and excel' })).toEqual([]);
    expect(relation({ title: 'Concurrency in Go' }, 'go-programming')).toBe('taught');
    expect(relation({ title: 'Excel formulas and charts' }, 'microsoft-excel')).toBe('taught');
    expect(relation({ title: 'The French Revolution' }, 'french')).toBeUndefined();
    expect(relation({ title: 'French for beginners' }, 'french')).toBe('taught');
    expect(relation({ title: 'What will happen next?' }, 'wills-and-probate')).toBeUndefined();
  });

  it('are taken as meant in a source’s own list of skills', () => {
    const course = { title: 'Building services', skills: [{ label: 'Swift', relation: 'taught' as const }] };
    expect(relation(course, 'swift-programming')).toBe('taught');
  });

  it('are acronyms only in capitals', () => {
    expect(relation({ title: 'Aprenda sem medo' }, 'search-engine-marketing')).toBeUndefined();
    expect(relation({ title: 'SEM and paid ads' }, 'search-engine-marketing')).toBe('taught');
  });
});

describe('running text', () => {
  const told = (description: string, id: string) => relation({ title: 'A course', description }, id);

  it('teaches what it says one will learn', () => {
    expect(told('You will learn project management from scratch.', 'project-management')).toBe('taught');
    expect(told('By the end you will be able to apply risk assessment at work.', 'risk-assessment')).toBe('taught');
    expect(told('What you will learn:\n- data analysis\n- web scraping', 'web-scraping')).toBe('taught');
  });

  it('does not teach what it denies or asks for', () => {
    expect(told('No knowledge of machine learning is needed. Machine learning is fun.', 'machine-learning')).not.toBe(
      'taught',
    );
    expect(told('Familiarity with linear algebra is assumed.', 'linear-algebra')).toBe('required');
    expect(told('Working knowledge of Python programming is recommended.', 'python-programming')).toBe('required');
    expect(told('Linear algebra is recommended.', 'linear-algebra')).toBe('required');
  });

  it('does not teach what its provider is proud of', () => {
    expect(
      told('Our Faculty of Veterinary Science is a leading centre of animal health.', 'veterinary-medicine'),
    ).not.toBe('taught');
  });

  it('asks for what stands in its prerequisites', () => {
    const course = { title: 'Deep learning', prerequisites: 'Python programming; some linear algebra.' };
    expect(relation(course, 'python-programming')).toBe('required');
    expect(relation(course, 'linear-algebra')).toBe('required');
    expect(relation(course, 'deep-learning')).toBe('taught');
    const none = { title: 'Deep learning', prerequisites: 'No prior knowledge of statistical analysis is required.' };
    expect(relation(none, 'statistical-analysis')).not.toBe('required');
  });

  it('does not read one phrase across a comma', () => {
    expect(relation({ title: 'Time, management and you' }, 'time-management')).toBeUndefined();
  });
});

it('takes a source’s skill by its ESCO address, whatever its label', () => {
  const uri = 'http://data.europa.eu/esco/skill/ccd0a1d9-afda-43d9-b901-96344886e14d';
  const course = {
    title: 'Programmieren',
    skills: [{ label: 'Programmiersprache', uri, relation: 'required' as const }],
  };
  expect(matchSkills(course)).toEqual([
    {
      id: 'python-programming',
      label: 'Python programming',
      uri,
      relation: 'required',
      evidence: { field: 'skills', words: 'Programmiersprache' },
    },
  ]);
});

it('reads wishes in plain words', () => {
  const ids = skillsOfText('I am a nurse and want to move into data analysis or health informatics').map(
    ({ id }) => id,
  );
  expect(ids).toEqual(expect.arrayContaining(['data-analysis', 'health-informatics']));
});

it('keeps its promises on any text', () => {
  const course = fc.record({
    title: fc.oneof(fc.string({ maxLength: 200 }), fc.string({ unit: 'binary', maxLength: 100 })),
    description: fc
      .array(
        fc.constantFrom(
          'learn',
          'Python',
          '\n',
          'no knowledge of',
          ':',
          'data',
          'analysis',
          '•',
          'R',
          'ﬁ',
          '😀',
          'is required.',
        ),
        { maxLength: 60 },
      )
      .map((words) => words.join(' ')),
    outcomes: fc.array(fc.string({ maxLength: 80 }), { maxLength: 3 }),
  });
  fc.assert(
    fc.property(course, (one) => {
      const links = matchSkills(one);
      expect(links.length).toBeLessThanOrEqual(MOST_LINKS);
      expect(new Set(links.map(({ id }) => id)).size).toBe(links.length);
      const texts = [one.title, one.description, ...one.outcomes];
      for (const link of links) {
        SkillLink.parse(link);
        expect(texts.some((text) => text.includes(link.evidence.words))).toBe(true);
      }
      expect(matchSkills(one)).toEqual(links);
    }),
    { numRuns: 150 },
  );
});

it('reads megabytes of hostile text in linear time', () => {
  const long = 'data '.repeat(400_000);
  expect(matchSkills({ title: 'x', description: long }).length).toBeLessThanOrEqual(MOST_LINKS);
});

it('works for any vocabulary: the longer of two phrases, the label before the synonym', () => {
  const skill = (id: string, label: string, synonyms: string[] = []): Skill => ({
    id,
    label,
    synonyms,
    covers: [],
    type: 'skill',
    group: 'g',
    subjects: [],
  });
  const { match } = createSkillMatcher([skill('b', 'beta gamma', ['delta']), skill('d', 'delta'), skill('a', 'beta')]);
  expect(
    match({ title: 'beta gamma, beta; delta' })
      .map(({ id }) => id)
      .sort(),
  ).toEqual(['a', 'b', 'd']);
});
