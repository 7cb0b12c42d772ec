/** Marking in figures and as a table, and the daily letter to assessors. */
import { type Actor, findPerson, sendToPerson } from '../../../accounts/index.js';
import { csvTable } from '../../../catalogue/index.js';
import { allows, findOrganisation, listMembers, requireRole } from '../../../organisations/index.js';
import type { Db } from '../../../platform/db/index.js';
import { MARKING, waitingLetter } from '../../mails/index.js';
import { findHostedCourse, type HostedCourse } from '../../queries/courses.js';
import { figuresOf, marksOfCourse, organisationsWaiting, waitingFigures } from '../../queries/marking/queue.js';
import { LearningError } from '../../schema/index.js';
import type { MarkingFigures } from '../../schema/marking.js';
import type { Learning } from '../parts.js';

/** What waits at a course, what is late, and how long marking takes. `today`: `2026-11-24`. */
export function markingFigures(db: Db, courseId: string, today: string): Promise<MarkingFigures> {
  return figuresOf(db, courseId, today);
}

const HEAD = [
  'name,email,step,edition,number,submitted,promised,marked,score,passed,first mark,second mark,appeal',
  'supervision,identity checked,identity checked on',
].join(',');

/** Marks of a course that stand, with names, as a table for spreadsheets: cells that could act as formulas are made harmless. */
export async function marksTable(
  db: Db,
  actor: Actor,
  asked: { organisation: string; hosted: string },
): Promise<{ course: HostedCourse; table: string }> {
  await requireRole(db, actor, asked.organisation, 'registrar');
  const organisation = await findOrganisation(db, asked.organisation);
  const course = await findHostedCourse(db, asked.hosted);
  if (!organisation || course?.organisationId !== organisation.id)
    throw new LearningError(404, 'There is no such course at this organisation.');
  const people = new Map<string, { name: string; email: string } | null>();
  const rows: string[][] = [HEAD.split(',')];
  for (const mark of await marksOfCourse(db, course.id)) {
    if (!people.has(mark.personId)) people.set(mark.personId, await findPerson(db, mark.personId));
    const person = people.get(mark.personId);
    const number = (value: number | null) => (value === null ? '' : String(Math.round(value * 10_000) / 10_000));
    rows.push([
      ...[person?.name ?? '', person?.email ?? '', mark.step, String(mark.edition), String(mark.number)],
      ...[mark.submittedAt.toISOString(), mark.promisedBy, mark.decidedAt.toISOString(), number(mark.score)],
      ...[mark.passed ? 'yes' : 'no', number(mark.first), number(mark.second), mark.appeal ?? ''],
      ...[mark.supervision ?? '', mark.identityMethod ?? '', mark.identityOn ?? ''],
    ]);
  }
  return { course, table: csvTable(rows) };
}

/** One letter to each assessor of an organisation in which something waits. Returns how many were sent. */
export async function tellOfWaiting({
  db,
  clock,
  letters,
  origin,
}: Pick<Learning, 'db' | 'clock' | 'letters' | 'origin'>): Promise<number> {
  let sent = 0;
  for (const organisation of await organisationsWaiting(db)) {
    const figures = await waitingFigures(db, organisation.id, clock.today());
    const link = `${origin}/organisations/${organisation.slug}/marking`;
    const letter = waitingLetter({ organisation: organisation.name, ...figures, link });
    const assessors = (await listMembers(db, organisation.id)).filter(({ roles }) => allows(roles, 'assessor'));
    for (const { personId } of assessors)
      if (await db.transaction().execute((trx) => sendToPerson(trx, letters, personId, MARKING, letter))) sent += 1;
  }
  return sent;
}
