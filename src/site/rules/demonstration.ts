/** What a demonstration shows of credentials: an invented provider, an invented body, one badge, and how three of it stand. */

/** Both say in their names that they are made up. */
export const DEMO_PROVIDER = { name: 'Demo Northmoor University', kind: 'university', country: 'GB' } as const;
export const DEMO_BODY = {
  name: 'Demo Institute of Health Informatics',
  kind: 'professional-body',
  country: 'GB',
} as const;

/** The form of the achievement, as its editor would fill it in. */
export const DEMO_ACHIEVEMENT: Readonly<Record<string, string>> = {
  name: 'Demo: Safe Use of AI in Clinical Practice',
  description:
    'Can judge whether an AI tool is safe to use with patients, and lead its introduction on a ward. Made up for this demonstration: neither the course nor its provider exists.',
  type: 'MicroCredential',
  language: 'en',
  code: 'DEMO-7',
  field: 'Health informatics',
  criteria: 'Hand in a safety case for one AI tool, and pass the practical exam with 50% or more.',
  outcomes: [
    'Weigh the clinical evidence for an AI tool.',
    'Write a safety case that a board can decide on.',
    'Plan how a tool in use is watched over.',
  ].join('\n'),
  assessment: 'assignment\npractical',
  participation: 'blended',
  supervision: 'supervised-onsite-identified',
  prerequisites: 'A clinical post, and basic statistics.',
  evidence: 'The safety case.',
  taught_in: 'en',
  level: 'FHEQ 7',
  credit: '15 CATS at FHEQ 7',
  cpd_hours: '15',
  workload: '150',
  results: 'Mark | percent | 0 to 100 | 50',
  quality: 'institutional',
  quality_statement: 'Looked through by a panel every year.',
  stackability: 'stackable',
  stacks_into: 'Demo Postgraduate Certificate in Digital Health',
  months: '36',
  renewal: 'A refresher of one hour, with a short test.',
  shape: 'strata',
};

export const DEMO_ENDORSEMENT = {
  counts: { amount: 12, unit: 'hours' },
  words: 'Counts towards the yearly CPD of members who work with clinical data. Made up for this demonstration.',
} as const;
/** How long it counts. */
export const ENDORSED_DAYS = 730;

/** How the credentials of the demonstration stand, and what the link that checks each says. */
export const DEMO_STANDINGS = {
  valid: 'Check this credential',
  revoked: 'One that was revoked',
  ended: 'One that has ended',
} as const;
export type DemoStanding = keyof typeof DEMO_STANDINGS;
export const DEMO_KINDS = Object.keys(DEMO_STANDINGS) as DemoStanding[];

/** To whom each is issued: by this address it is found again. No letter goes there. */
export const addressOfDemo = (standing: DemoStanding): string => `demo-${standing}@demo.example.org`;
export const DEMO_LEARNER = 'Demo Learner';
