/** Drafts: a course as it is being written, complete or not. */
import { type Actor, recordAct } from '../../../accounts/index.js';
import { newId } from '../../../platform/crypto/index.js';
import type { Db } from '../../../platform/db/index.js';
import { deleteDraft, findDraft, findKnownCourse, lockPublisher, saveDraftRow } from '../../queries/index.js';
import type { CourseForm } from '../../rules/publishing/index.js';
import { clip, tidy } from '../../rules/text.js';
import { requirePublisher } from './publisher.js';
import { ChangedMeanwhileError, type FormFor, type Moment, NotOwnCourseError, versionOf } from './writing.js';

/** Keeps the form as it is. Returns the draft's id. @throws ChangedMeanwhileError, NotOwnCourseError */
export function saveDraft(
  db: Db,
  actor: Actor,
  about: FormFor,
  form: CourseForm,
  { now }: Moment,
): Promise<{ id: string }> {
  return db.transaction().execute(async (trx) => {
    const publisher = await requirePublisher(trx, actor, about.organisation, 'author');
    await lockPublisher(trx, publisher.id);
    const { version, listing, draftVersion } = await versionOf(trx, publisher, about.key);
    if (version !== about.version) throw new ChangedMeanwhileError(version);
    const courseId = listing?.courseId ?? about.course;
    if (courseId !== null && (await findKnownCourse(trx, courseId))?.providerId !== publisher.id)
      throw new NotOwnCourseError();
    const saved = await saveDraftRow(trx, {
      id: newId(),
      organisationId: publisher.id,
      externalId: about.key,
      courseId,
      title: clip(tidy(form.title.toWellFormed()), 200) || 'A course without a title',
      form,
      basedOn: listing?.contentHash ?? '',
      version: draftVersion,
      now,
    });
    if (!saved) throw new ChangedMeanwhileError(version);
    await recordAct(
      trx,
      actor,
      { act: 'catalogue.draft-saved', subject: `draft:${saved.id}`, detail: { organisation: publisher.id } },
      now,
    );
    return { id: saved.id };
  });
}

/** There is no such draft: it was published or thrown away. */
export class DraftUnknownError extends Error {
  override readonly name = 'DraftUnknownError';
  readonly status = 404;
  constructor() {
    super('There is no such draft. It may have been published or thrown away.');
  }
}

/** Throws a draft away; what is published stays. @throws DraftUnknownError */
export function dropDraft(
  db: Db,
  actor: Actor,
  { organisation, draft }: { organisation: string; draft: string },
  { now }: Moment,
): Promise<void> {
  return db.transaction().execute(async (trx) => {
    const publisher = await requirePublisher(trx, actor, organisation, 'author');
    await lockPublisher(trx, publisher.id);
    const found = await findDraft(trx, publisher.id, draft);
    if (!found) throw new DraftUnknownError();
    await deleteDraft(trx, publisher.id, found.externalId);
    await recordAct(
      trx,
      actor,
      { act: 'catalogue.draft-dropped', subject: `draft:${found.id}`, detail: { organisation: publisher.id } },
      now,
    );
  });
}
