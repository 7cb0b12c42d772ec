/** What assessment holds about a person. More time that was granted is their own datum, so their export has it. */
import type { ErasureNote, ExportPart } from '../../../accounts/index.js';
import type { Db } from '../../../platform/db/index.js';
import { deleteAssessmentOf, heldOfAssessment, unlinkAssessor } from '../../queries/assessment/personal.js';

export const ASSESSMENT_TABLES = ['learning.attempt', 'learning.accommodation', 'learning.assurance'] as const;

const ABOUT: Readonly<Record<string, string>> = {
  attempts: 'Your attempts at quizzes and tests: what you answered, when, and what it earned.',
  'more-time': 'More time for tests that an assessor granted you: the factor alone, no reason is kept.',
  assurances: 'How your tests were supervised and your identity was checked: the way and the day, never a document.',
  'recorded-as-assessor': 'That you granted more time or recorded supervision as an assessor, without whose it was.',
};

export async function exportAssessment(db: Db, personId: string): Promise<ExportPart[]> {
  const held = await heldOfAssessment(db, personId);
  return Object.entries(ABOUT).map(([name, about]) => ({
    path: `learning/${name}.json`,
    about,
    data: held[name] ?? [],
  }));
}

export async function eraseAssessment(trx: Db, personId: string): Promise<ErasureNote[]> {
  await deleteAssessmentOf(trx, personId);
  await unlinkAssessor(trx, personId);
  return [
    { kept: false, what: 'Your attempts at quizzes and tests, and what was recorded of them.' },
    {
      kept: true,
      what: 'More time and supervision that you recorded for others as an assessor, without you.',
      why: 'They are what those learners’ results rest on.',
    },
  ];
}
