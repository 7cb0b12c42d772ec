/** What learners wrote for themselves: theirs alone, for pages here and for the CPD record above. */
import { type Actor, requirePerson } from '../../../accounts/index.js';
import type { Db } from '../../../platform/db/index.js';
import { type OwnWriting, writingsOf } from '../../queries/player/writing.js';
import type { WritingKind } from '../../schema/player.js';
import { type Edition, getEdition } from '../editions.js';
import { getPlace } from '../learner.js';

export type ListedWriting = { step: string; title: string | null; prompt: string | null; text: string; changed: Date };

/** In the order of the course; of steps that are no longer in it, last. @throws SignInNeededError, LearningError 404 */
export async function listWritings(
  db: Db,
  actor: Actor,
  { enrolment, kind }: { enrolment: string; kind: WritingKind },
): Promise<{ course: { title: string; home: string }; writings: ListedWriting[] }> {
  const { id: personId } = requirePerson(actor);
  const { edition } = await getPlace(db, actor, enrolment);
  const written = await writingsOf(db, personId, { enrolmentId: enrolment, kind });
  const listed = written.map((one) => ({ ...one, title: titleIn(edition, one.step) }));
  const placeOf = ({ step }: { step: string }) =>
    edition.steps.find((one) => one.step.key === step)?.number ?? Number.MAX_SAFE_INTEGER;
  return {
    course: { title: edition.content.title, home: `/learn/${enrolment}` },
    writings: listed.sort((a, b) => placeOf(a) - placeOf(b)),
  };
}

/** What somebody answered where a course asked them to reflect. `title`: of the step; null: it is in no edition of theirs any more. */
export type Reflection = {
  enrolment: string;
  course: string;
  step: string;
  title: string | null;
  prompt: string | null;
  text: string;
  written: Date;
};

/** For the CPD record of the same person, never of another: whoever calls has asked who they are. The earliest first. */
export async function reflectionsOf(db: Db, personId: string): Promise<Reflection[]> {
  const reflections: Reflection[] = [];
  for (const one of await writingsOf(db, personId, { kind: 'reflection' })) {
    const edition = await editionOf(db, one);
    const { enrolmentId: enrolment, step, prompt, text, written } = one;
    const course = edition.content.title;
    reflections.push({ enrolment, course, step, title: titleIn(edition, step), prompt, text, written });
  }
  return reflections;
}

function editionOf(db: Db, { courseId, edition }: OwnWriting): Promise<Edition> {
  return getEdition(db, courseId, edition);
}

function titleIn({ steps }: Edition, key: string): string | null {
  return steps.find(({ step }) => step.key === key)?.step.title ?? null;
}
