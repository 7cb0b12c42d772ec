/**
 * What four frameworks ask a microcredential to say: as data, with where it comes from. A list is only called compared once
 * somebody has held it against the published text.
 */
import type { AchievementField } from '../achievement-fields.js';
import type { FactName } from './facts.js';

/** `where-it-applies`: asked for only where there is something to say, so that nothing is missing without it. */
export type Need = 'required' | 'recommended' | 'where-it-applies';

export type FrameworkElement = { fact: FactName; label: string; need: Need; field: AchievementField | null };

export type Framework = {
  key: 'eu' | 'au' | 'uk' | 'ob3';
  name: string;
  source: string;
  url: string | null;
  /** Of the text. */
  date: string;
  /** What is not sure of this list; null: it was compared with the text. */
  caution: string | null;
  elements: readonly FrameworkElement[];
  /** What it asks for that belongs on the page of the course, not into a credential. */
  elsewhere: readonly string[];
};

type Row = [fact: FactName, label: string, field?: AchievementField];

const rows = (need: Need, list: readonly Row[]): FrameworkElement[] =>
  list.map(([fact, label, field]) => ({ fact, label, need, field: field ?? null }));

/** Council Recommendation 2022/C 243/02, Annex I: eleven mandatory elements and the optional ones. */
const EU: Framework = {
  key: 'eu',
  name: 'European Union: Annex I',
  source: 'Council Recommendation on a European approach to micro-credentials, 2022/C 243/02, Annex I',
  url: 'https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:32022H0627(02)',
  date: '2022-06-16',
  caution: 'The list follows Cedefop and the Commission; not compared with the published table yet.',
  elements: [
    ...rows('required', [
      ['learner', 'Identification of the learner'],
      ['title', 'Title of the micro-credential', 'name'],
      ['country', 'Country or region of the issuer'],
      ['awarding-body', 'Awarding body'],
      ['issued', 'Date of issuing'],
      ['outcomes', 'Learning outcomes', 'outcomes'],
      ['workload', 'Notional workload (in ECTS wherever possible)', 'workload'],
    ]),
    ...rows('where-it-applies', [['level', 'Level of the learning experience, if applicable', 'level']]),
    ...rows('required', [
      ['assessment', 'Type of assessment', 'assessment'],
      ['participation', 'Form of participation', 'participation'],
      ['quality', 'Type of quality assurance', 'quality'],
    ]),
    ...rows('recommended', [
      ['prerequisites', 'Prerequisites needed to enrol', 'prerequisites'],
      ['supervision', 'Supervision and identity verification', 'supervision'],
      ['grade', 'Grade achieved', 'results'],
      ['stacking', 'Integration and stackability', 'stackability'],
    ]),
  ],
  elsewhere: [],
};

const AUSTRALIA: Framework = {
  key: 'au',
  name: 'Australia: National Microcredentials Framework',
  source: 'National Microcredentials Framework, critical information requirements',
  url: null,
  date: '2021-11-01',
  caution: 'Not compared with the published table yet.',
  elements: [
    ...rows('required', [
      ['title', 'Title', 'name'],
      ['awarding-body', 'Provider'],
      ['issued', 'Date'],
      ['description', 'Content', 'description'],
      ['taught-in', 'Language', 'taught_in'],
      ['participation', 'Delivery mode', 'participation'],
      ['outcomes', 'Learning outcomes', 'outcomes'],
      ['assessment', 'Assessment', 'assessment'],
      ['an-hour', 'Volume of learning, one hour at least', 'workload'],
      ['type', 'Certification', 'type'],
      ['quality', 'Quality assurance', 'quality'],
      ['recognition', 'Recognition: credit or industry', 'credit'],
      ['prerequisites', 'Prerequisites', 'prerequisites'],
    ]),
    ...rows('recommended', [
      ['level', 'Framework or level', 'level'],
      ['stacking', 'Stackability', 'stackability'],
      ['alignment', 'Skills and jobs', 'skills'],
    ]),
  ],
  elsewhere: ['price', 'technology needed', 'support', 'terms'],
};

/** The Characteristics Statement is prose: these are the characteristics that a credential can show. */
const UNITED_KINGDOM: Framework = {
  key: 'uk',
  name: 'United Kingdom: QAA',
  source: 'QAA Characteristics Statement: Micro-credentials',
  url: null,
  date: '2022-05-30',
  caution: 'Our reading of a text in prose; not compared with the whole published text yet.',
  elements: [
    ...rows('required', [
      ['awarding-body', 'Awarding body'],
      ['title', 'Title', 'name'],
      ['credit', 'Credit value with its scheme', 'credit'],
      ['level', 'Framework and level', 'level'],
      ['outcomes', 'Learning outcomes', 'outcomes'],
      ['assessment', 'Assessment', 'assessment'],
      ['issued', 'Date'],
    ]),
    ...rows('where-it-applies', [
      ['validity', 'How long the credit holds', 'months'],
      ['stacking-target', 'What it can count towards', 'stacks_into'],
    ]),
  ],
  elsewhere: [],
};

const OPEN_BADGES: Framework = {
  key: 'ob3',
  name: 'Open Badges 3.0',
  source: '1EdTech Open Badges 3.0, data model',
  url: 'https://www.imsglobal.org/spec/ob/v3p0/',
  date: '2025-09-01',
  caution: null,
  elements: [
    ...rows('required', [
      ['learner', 'Whom it is about'],
      ['awarding-body', 'Issuer'],
      ['issued', 'Valid from'],
      ['title', 'Name', 'name'],
      ['description', 'Description', 'description'],
      ['criteria', 'Criteria', 'criteria'],
    ]),
    ...rows('recommended', [
      ['picture', 'Picture'],
      ['type', 'Type of achievement', 'type'],
      ['language', 'Language', 'language'],
      ['alignment', 'Alignment with skills', 'skills'],
      ['tags', 'Tags', 'tags'],
      ['credit', 'Credit', 'credit'],
      ['grade', 'Results', 'results'],
      ['evidence', 'Evidence', 'evidence'],
    ]),
  ],
  elsewhere: [],
};

export const FRAMEWORKS: readonly Framework[] = [EU, AUSTRALIA, UNITED_KINGDOM, OPEN_BADGES];
