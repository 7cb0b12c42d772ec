/** What runs hold about a person: their places, their time, where they were. */
import type { ErasureNote, ExportPart } from '../../../accounts/index.js';
import type { Db } from '../../../platform/db/index.js';
import { heldInRuns, removeFromRuns } from '../../queries/offerings/personal.js';

export const RUN_TABLES: readonly string[] = [
  ...['learning.enrolment', 'learning.pause', 'learning.extension', 'learning.move', 'learning.attendance'],
  ...['learning.waiting', 'learning.code_try', 'learning.voucher_use', 'learning.invoice'],
];

const ABOUT: Readonly<Record<string, string>> = {
  enrolments: 'The courses that you take or took here: since when, how they stand, when you were there last.',
  pauses: 'Your pauses. No reason is kept.',
  'more-time-to-learn': 'More time that you asked for, and what was decided.',
  moves: 'When you moved to another run, or went over to a newer edition.',
  sessions: 'Live sessions that you said you come to, were at, or were excused from.',
  places: 'How you came by your places: vouchers and purchase orders.',
  waiting: 'Runs in which you wait for a seat.',
  'wrong-codes': 'How many codes were wrong of late, so that nobody finds one by guessing.',
};

export async function exportRuns(db: Db, personId: string): Promise<ExportPart[]> {
  const held = await heldInRuns(db, personId);
  return Object.entries(ABOUT).map(([name, about]) => ({
    path: `learning/${name}.json`,
    about,
    data: held[name] ?? [],
  }));
}

export async function eraseRuns(trx: Db, personId: string): Promise<ErasureNote[]> {
  const { invoices } = await removeFromRuns(trx, personId);
  const gone = { kept: false, what: 'Your places in courses here, with pauses, more time, moves and attendance.' };
  if (invoices === 0) return [gone];
  return [
    gone,
    {
      kept: true,
      what: 'Purchase orders for your places, without you: their number, who was billed, the amount.',
      why: 'They are records of money between organisations.',
    },
  ];
}
