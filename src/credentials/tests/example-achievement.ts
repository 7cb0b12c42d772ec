/** An achievement that says everything that one can, and an award of it. */
import { AchievementDraft } from '../schema/achievement.js';
import type { AchievementOfCredential, Award, IssuerOfCredential } from '../schema/award.js';

export const wholeDraft = AchievementDraft.parse({
  language: 'en',
  name: 'Demo: Safe Use of AI in Clinical Practice',
  description: 'Judge, introduce and watch over AI in a clinic.',
  criteria: { narrative: 'Pass the assignment and the exam.', url: 'https://demo.example.org/criteria' },
  translations: [{ language: 'cy', name: 'Demo: Defnydd diogel', description: 'Barnu a gwylio.', criteria: 'Pasio.' }],
  code: 'DEMO-7',
  field: 'Health',
  tags: ['AI', 'patient safety'],
  taughtIn: ['en', 'pt-br'],
  outcomes: ['Judge the evidence for a tool.', 'Watch over a tool in use.'],
  alignments: [
    {
      name: 'assess risks',
      url: 'https://demo.example.org/skill/1',
      framework: 'ESCO',
      code: '1',
      type: 'ext:ESCOSkill',
    },
  ],
  credits: [{ scheme: 'CATS', value: 15, level: { framework: 'FHEQ', value: '7', eqf: 7 } }],
  cpdHours: 7.5,
  workloadHours: 150,
  level: { framework: 'FHEQ', value: '7', eqf: 7 },
  assessment: ['assignment', 'exam'],
  participation: 'blended',
  supervision: 'supervised-online-identified',
  quality: { kinds: ['institutional'], statement: 'Reviewed each year.', url: 'https://demo.example.org/quality' },
  prerequisites: 'A clinical post.',
  stacking: { kind: 'stackable', towards: [{ name: 'Demo MSc', url: 'https://demo.example.org/msc' }] },
  validity: { months: 36, renewal: 'A refresher of one hour.' },
  evidence: 'The assignment.',
  results: [
    { name: 'Mark', type: 'Percent', min: '0', max: '100', required: '50' },
    {
      name: 'Judgement',
      type: 'RubricCriterionLevel',
      required: 'Pass',
      levels: [{ name: 'Pass' }, { name: 'Merit', points: '2' }],
    },
  ],
});

export const origin = 'https://demo.example.org';
export const achievement: AchievementOfCredential = {
  origin,
  id: '0193a5c4-0000-7000-8000-000000000001',
  version: 2,
  content: wholeDraft,
  course: { id: '0193a5c4-0000-7000-8000-000000000002', edition: 3 },
};
export const issuer: IssuerOfCredential = {
  id: 'did:web:demo.example.org:issuers:1',
  name: 'Demo Northmoor University',
  url: 'https://northmoor.example.org',
  country: 'GB',
};
export const award: Award = {
  id: `${origin}/credentials/0193a5c4-0000-7000-8000-000000000003`,
  recipient: { identifiers: [{ type: 'emailAddress', hash: `sha256$${'ab'.repeat(32)}`, salt: 'salt' }] },
  validFrom: '2026-11-23T12:00:00Z',
  validUntil: '2029-11-23T12:00:00Z',
  awardedDate: '2026-11-20T00:00:00Z',
  activityStart: '2026-09-01T00:00:00Z',
  activityEnd: '2026-11-01T00:00:00Z',
  creditsEarned: 15,
  cpdHoursEarned: 7.5,
  results: [
    { result: 1, value: '71', status: 'Completed' },
    { result: 2, level: 2 },
  ],
  evidence: [{ url: 'https://demo.example.org/work', name: 'Assignment', narrative: 'A plan for one ward.' }],
  narrative: 'Completed with merit.',
  status: [
    {
      id: `${origin}/status/1#94567`,
      type: 'BitstringStatusListEntry',
      statusPurpose: 'revocation',
      statusListIndex: '94567',
      statusListCredential: `${origin}/status/1`,
    },
  ],
};
