/** What is held about a person while they learn: how far they are, what they wrote for themselves, what they completed. */
import type { ErasureNote, ExportPart } from '../../../accounts/index.js';
import type { Db } from '../../../platform/db/index.js';
import { playerHeld, removeLearnt } from '../../queries/player/personal.js';
import { writingsOf } from '../../queries/player/writing.js';

export const PLAYER_TABLES: readonly string[] = [
  ...['learning.writing', 'learning.playback', 'learning.step_progress', 'learning.step_result'],
  ...['learning.completion', 'learning.untold'],
];

const ABOUT = {
  progress: 'Steps of courses that you opened and did, where you are in them, and the time observed, in seconds.',
  results: 'The best result that stands of each test and assignment.',
  completions: 'Courses that you completed, by what, what was issued for it, and how long you say it took.',
  playback: 'How you like recordings played.',
};

export async function exportPlayer(db: Db, personId: string): Promise<ExportPart[]> {
  const held = await playerHeld(db, personId);
  return [
    {
      path: 'learning/notes-and-reflections.json',
      about: 'Your notes on steps of courses, and what you answered where they asked you to reflect.',
      data: await writingsOf(db, personId),
    },
    ...Object.entries(ABOUT).map(([name, about]) => ({
      path: `learning/${name}.json`,
      about,
      data: held[name as keyof typeof ABOUT],
    })),
  ];
}

export async function erasePlayer(trx: Db, personId: string): Promise<ErasureNote[]> {
  await removeLearnt(trx, personId);
  return [
    {
      kept: false,
      what: 'How far you are in the courses that you take here, your results in them, your notes and your reflections. What was issued to you stays good.',
    },
  ];
}
