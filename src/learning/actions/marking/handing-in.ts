/** A learner writes, adds files and hands in: each act is one transaction on their own enrolment. */
import type { Actor } from '../../../accounts/index.js';
import { newId } from '../../../platform/crypto/index.js';
import type { Db } from '../../../platform/db/index.js';
import { enqueue } from '../../../platform/jobs/index.js';
import {
  deleteFile,
  filesOf,
  insertDraft,
  insertFile,
  markSubmitted,
  submissionsAt,
  updateDraft,
} from '../../queries/marking/submissions.js';
import { incompleteBecause } from '../../rules/marking/complete.js';
import { afterWorkingDays } from '../../rules/marking/days.js';
import { countWords, tidyWords } from '../../rules/marking/texts.js';
import { dayIn } from '../../rules/offerings/days.js';
import { type AssignmentStep, LearningError } from '../../schema/index.js';
import { forgetFiles, type Submission } from '../../schema/marking.js';
import { getEdition } from '../editions.js';
import { getPlace, getStep, type Place, refuseUnlessWorking } from '../learner.js';
import type { Learning } from '../parts.js';
import { completeStep } from '../progress.js';
import { storeFile } from './files.js';
import { requireTime } from './time-left.js';

export type Writing = {
  enrolment: string;
  step: string;
  /** Of the submission that the form was opened for: what arrives later changes nothing. */
  number: number;
  /** The count of saves that the form was opened with. */
  saves: number;
  words: string;
  integrity: boolean;
  peers: boolean;
  files?: readonly { name: string; content: Uint8Array }[];
};
export type Saved = { saves: number; words: number };

/** Characters; a paper of 20,000 words has about 130,000. */
const MOST_CHARACTERS = 400_000;
const SUBMITTED = 'This is handed in already. What you wrote since is not part of it.';

/**
 * Keeps a draft. `careful`: what was saved elsewhere meanwhile is not written over (409), as a page does that saves by itself; a
 * person who presses the button has their words kept, and what was there is set aside beside them.
 * @throws LearningError 404 | 409 | 413 | 422
 */
export async function saveSubmissionDraft(
  parts: Pick<Learning, 'db' | 'clock' | 'dataFolder'>,
  actor: Actor,
  writing: Writing,
  { careful = false } = {},
): Promise<Saved> {
  const draft = await parts.db.transaction().execute((trx) => keepDraft(parts, trx, actor, writing, careful));
  // A file that is refused must not take the words with it.
  const files = writing.files ?? [];
  if (files.length > 0)
    await parts.db.transaction().execute(async (trx) => {
      const { step } = await openAt(trx, actor, writing);
      await addFiles(parts, trx, { step, draft, files, now: parts.clock.now() });
    });
  return { saves: draft.saves, words: countWords(draft.words) };
}

/**
 * Hands in. Sent twice, it is handed in once. What is missing is refused, with the draft kept.
 * @throws LearningError 404 | 409 | 422: what was written is kept in each case.
 */
export async function submitWork(
  parts: Pick<Learning, 'db' | 'clock' | 'dataFolder'>,
  actor: Actor,
  writing: Writing,
): Promise<void> {
  const before = await parts.db.transaction().execute((trx) => currentAt(trx, actor, writing));
  if (before !== null && before.state !== 'draft') return;
  await saveSubmissionDraft(parts, actor, writing);
  await parts.db.transaction().execute(async (trx) => {
    const { place, step, all } = await openAt(trx, actor, writing);
    const draft = all.find(({ number }) => number === writing.number);
    if (draft?.state !== 'draft') return;
    const now = parts.clock.now();
    await requireTime(trx, place, now);
    const files = await filesOf(trx, [draft.id]);
    refuseIncomplete(place, step, draft, files.length);
    const promisedBy = afterWorkingDays(dayIn(now, place.offering.timeZone), step.promisedDays);
    await markSubmitted(trx, { id: draft.id, edition: place.edition.number, now, promisedBy });
    await completeStep(trx, place, { step: step.key, how: 'submitted', now });
  });
}

/** @throws LearningError 404 | 409 */
export async function removeDraftFile(
  { db }: Pick<Learning, 'db'>,
  actor: Actor,
  asked: { enrolment: string; step: string; file: string },
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const { all } = await openAt(trx, actor, asked);
    const draft = all.find(({ state }) => state === 'draft');
    if (!draft) throw new LearningError(409, SUBMITTED);
    if (await deleteFile(trx, draft.id, asked.file)) await enqueue(trx, forgetFiles, { ids: [asked.file] });
  });
}

/** Lets go what another tab had saved. */
export async function dropSetAside(
  { db, clock }: Pick<Learning, 'db' | 'clock'>,
  actor: Actor,
  asked: { enrolment: string; step: string },
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const { all } = await openAt(trx, actor, asked);
    const draft = all.find(({ state }) => state === 'draft');
    if (draft) await updateDraft(trx, { ...draft, setAside: null, now: clock.now() });
  });
}

/**
 * Which submission comes next at a step; null: no more are taken. What was returned unmarked counts for none, nor does what was handed in
 * before the assignment changed, which is asked for again.
 */
export async function nextNumber(
  db: Db,
  { edition }: Pick<Place, 'edition'>,
  step: AssignmentStep,
  all: readonly Submission[],
): Promise<number | null> {
  const last = all.at(-1);
  if (last?.state === 'draft') return last.number;
  const counted: Submission[] = [];
  for (const one of all) {
    const { digests } = await getEdition(db, one.courseId, one.edition);
    if (one.state !== 'returned' && digests[step.key] === edition.digests[step.key]) counted.push(one);
  }
  if (counted.at(-1)?.state === 'submitted') return null;
  return counted.length > step.resubmissions ? null : (last?.number ?? 0) + 1;
}

async function openAt(
  trx: Db,
  actor: Actor,
  asked: { enrolment: string; step: string },
): Promise<{ place: Place; step: AssignmentStep; all: Submission[] }> {
  const place = await getPlace(trx, actor, asked.enrolment, { hold: true });
  refuseUnlessWorking(place);
  const step = getStep(place, asked.step, 'assignment') as AssignmentStep;
  return { place, step, all: await submissionsAt(trx, asked.enrolment, step.key) };
}

async function currentAt(trx: Db, actor: Actor, writing: Writing): Promise<Submission | null> {
  const { all } = await openAt(trx, actor, writing);
  return all.find(({ number }) => number === writing.number) ?? null;
}

async function keepDraft(
  parts: Pick<Learning, 'clock' | 'dataFolder'>,
  trx: Db,
  actor: Actor,
  writing: Writing,
  careful: boolean,
): Promise<Submission> {
  const { place, step, all } = await openAt(trx, actor, writing);
  const draft = await draftAt(trx, place, step, all, writing.number, parts.clock.now());
  const words = tidyWords(writing.words);
  if (words.length > MOST_CHARACTERS)
    throw new LearningError(413, `Write at most ${step.words.most} words; this is far more.`, 'words');
  const isElsewhere = draft.saves !== writing.saves && draft.words !== words;
  if (isElsewhere && careful)
    throw new LearningError(
      409,
      'This was changed in another tab or on another device. Press “Save draft” to keep both.',
      'saves',
    );
  const setAside = isElsewhere && draft.words !== '' ? aside(draft) : draft.setAside;
  const now = parts.clock.now();
  const agreed = { integrityAgreed: writing.integrity, peersAgreed: writing.peers };
  await updateDraft(trx, { id: draft.id, words, setAside, ...agreed, now });
  return { ...draft, words, setAside, ...agreed, saves: draft.saves + 1 };
}

function aside({ words, setAside }: Submission): string {
  return [words, setAside].filter(Boolean).join('\n\n* * *\n\n').slice(0, MOST_CHARACTERS);
}

async function draftAt(
  trx: Db,
  place: Place,
  step: AssignmentStep,
  all: readonly Submission[],
  number: number,
  now: Date,
): Promise<Submission> {
  const found = all.find((submission) => submission.number === number);
  if (found?.state === 'draft') return found;
  if (found) throw new LearningError(409, SUBMITTED);
  if ((await nextNumber(trx, place, step, all)) !== number)
    throw new LearningError(409, 'No more can be handed in here. Look at the step again: it says where you are.');
  const { id: enrolmentId, courseId, edition } = place.enrolment;
  await insertDraft(trx, { id: newId(), enrolmentId, courseId, edition, step: step.key, number, now });
  const draft = (await submissionsAt(trx, enrolmentId, step.key)).find((submission) => submission.number === number);
  if (!draft) throw new LearningError(404, SUBMITTED);
  return draft;
}

async function addFiles(
  parts: Pick<Learning, 'dataFolder'>,
  trx: Db,
  added: {
    step: AssignmentStep;
    draft: Submission;
    files: readonly { name: string; content: Uint8Array }[];
    now: Date;
  },
): Promise<void> {
  const { step, draft, files, now } = added;
  if (files.length === 0) return;
  const there = await filesOf(trx, [draft.id]);
  if (there.length + files.length > step.files.most)
    throw new LearningError(422, `At most ${step.files.most} files are taken here. Remove one first.`, 'files');
  for (const sent of files) {
    const file = storeFile(parts, draft.id, sent);
    // The same file again, as a form that is sent twice does, is one file.
    if (!there.some(({ sha256 }) => sha256 === file.sha256)) await insertFile(trx, file, now);
  }
}

function refuseIncomplete(place: Place, step: AssignmentStep, draft: Submission, files: number): void {
  const because = incompleteBecause({ step, integrity: place.edition.content.integrity, draft, files });
  if (because) throw new LearningError(422, because.message, because.field);
}
