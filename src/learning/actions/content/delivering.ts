/** A course from its folder to learners in one go: draft, edition, links, a run. By the acts that everybody uses; again it changes nothing. */
import type { Actor } from '../../../accounts/index.js';
import { projectFile } from '../../../platform/files/index.js';
import { runsOf } from '../../queries/offerings/runs.js';
import { LearningError } from '../../schema/index.js';
import type { RunInput } from '../../schema/runs.js';
import { linkCourse } from '../authoring/writing.js';
import { changeOffering, openOffering } from '../offerings/running.js';
import type { Learning } from '../parts.js';
import { pushCourse } from './pushing.js';

export type Delivering = Pick<Learning, 'db' | 'clock' | 'dataFolder' | 'letters' | 'origin'>;

/** “Choosing and evidencing your CPD”, an hour, which ships with Cairn: `cairn course push` puts it wherever it is wanted. */
export const STARTER_FOLDER = projectFile('src/learning/data/starter');

/**
 * `run`: opened where the course has none; one that there is takes new learners by the newest edition. Returns the hosted course's id.
 * @throws FolderError, LearningError 422 where the folder has faults
 */
export async function deliverCourse(
  delivering: Delivering,
  actor: Actor,
  asked: { organisation: string; folder: string; catalogueCourse: string; achievement: string; run: RunInput },
): Promise<string> {
  const { organisation, folder, catalogueCourse, achievement } = asked;
  const pushed = await pushCourse(delivering, actor, { organisation, folder, publish: true, dryRun: false });
  const [fault] = pushed.faults;
  if (fault || pushed.hosted === null) throw new LearningError(422, `${folder}: ${fault?.at}: ${fault?.message}`);
  const about = { organisation, hosted: pushed.hosted };
  await linkCourse(delivering, actor, { ...about, catalogueCourse, achievement });
  await runOnNewest(delivering, actor, { ...about, run: asked.run, edition: pushed.edition });
  return pushed.hosted;
}

/** `edition`: that was published just now; null: none was. */
async function runOnNewest(
  delivering: Delivering,
  actor: Actor,
  { run, edition, ...about }: { organisation: string; hosted: string; run: RunInput; edition: number | null },
): Promise<void> {
  const runs = await runsOf(delivering.db, about.hosted);
  if (runs.length === 0) await openOffering(delivering, actor, { ...about, run });
  if (edition === null) return;
  for (const { id, state, kind, edition: theirs, employerId, name, ...said } of runs) {
    if (state !== 'open' || kind !== 'self-paced' || theirs === edition) continue;
    const changed = { ...said, kind, name, employer: employerId, edition };
    await changeOffering(delivering, actor, { ...about, offering: id, run: changed });
  }
}
