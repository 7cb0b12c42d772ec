/** Assignments by their acts: handed in once, marked by one or two, settled, appealed; peers; whose eyes see what. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8 } from 'fflate';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openTestDatabase } from '../../../../tests/support/database.js';
import { addEnrolment, addHostedCourse, DEMO_CONTENT, type HostedTest } from '../../../../tests/support/learning.js';
import type { PersonActor } from '../../../accounts/index.js';
import type { Database } from '../../../platform/db/index.js';
import { listMail } from '../../../platform/mail/index.js';
import { getPlace, getStep } from '../../actions/learner.js';
import { appealMark, confirmMark, decideAppeal, proposeMark } from '../../actions/marking/agreeing.js';
import { readQueue, readSubmission } from '../../actions/marking/desk-view.js';
import { marksTable, tellOfWaiting } from '../../actions/marking/figures.js';
import { removeStored } from '../../actions/marking/files.js';
import { saveSubmissionDraft, submitWork } from '../../actions/marking/handing-in.js';
import { decideMark, returnSubmission, saveMarkDraft, takeSubmission } from '../../actions/marking/marking.js';
import { ownWork } from '../../actions/marking/own-work.js';
import { answerFeedback, askForPeer, decideFlagged, readPeer, writePeerFeedback } from '../../actions/marking/peers.js';
import { eraseMarking } from '../../actions/marking/personal.js';
import { resultsOf } from '../../queries/progress.js';
import type { AssignmentStep } from '../../schema/index.js';
import { type Demo, openDemo } from '../offerings/demo.js';

let database: Database;
let demo: Demo;
let parts: Demo['learning'] & { dataFolder: string };
let organisation: string;
let ada: PersonActor;
let ben: PersonActor;
let cem: PersonActor;

const NOW = '2026-11-24T09:00:00Z';
beforeAll(async () => {
  database = await openTestDatabase();
  demo = openDemo(database);
  parts = { ...demo.learning, dataFolder: mkdtempSync(join(tmpdir(), 'cairn-marking-')) };
  organisation = await demo.addOrganisation('Demo University');
  [ada, ben, cem] = (await Promise.all(['Demo Ada', 'Demo Ben', 'Demo Cem'].map((name) => demo.addPerson(name)))) as [
    PersonActor,
    PersonActor,
    PersonActor,
  ];
  for (const assessor of [ada, ben, cem]) await demo.addMember(organisation, assessor, 'assessor');
});
afterAll(async () => {
  await database.close();
  rmSync(parts.dataFolder, { recursive: true, force: true });
});
beforeEach(() => {
  demo.state.at = NOW;
});

let courses = 0;
const levels = [0, 3, 5, 6, 10].map((points) => ({ key: `p${points}`, text: `${points}`, points }));

/** A course with one assignment, as `more` says. */
async function addCourse(more: Partial<Record<string, unknown>> = {}, integrity?: string): Promise<HostedTest> {
  courses += 1;
  const rubric = [{ key: 'whole', text: 'The whole', levels }];
  const step = { key: 'plan', type: 'assignment', title: 'A plan', minutes: 30, rubric, ...more };
  const content = {
    ...DEMO_CONTENT,
    weeks: [{ key: 'one', title: 'One', steps: [step] }],
    ...(integrity && { integrity }),
  };
  return addHostedCourse(database.db, {
    organisationId: organisation,
    slug: `course-${courses}`,
    content: content as typeof DEMO_CONTENT,
  });
}

async function addLearner(course: HostedTest, name = 'Demo Learner') {
  const person = await demo.addPerson(name);
  const enrolment = await addEnrolment(database.db, course, person.id);
  return { person, enrolment, step: 'plan' };
}
type Learner = Awaited<ReturnType<typeof addLearner>>;

const writing = ({ enrolment, step }: Learner, more: object = {}) => ({
  ...{ enrolment, step, number: 1, saves: 0, words: 'My plan for one wound.', integrity: true, peers: true },
  ...more,
});
async function handIn(learner: Learner, more: object = {}): Promise<string> {
  await submitWork(parts, learner.person, writing(learner, more));
  const { handedIn } = await work(learner);
  return handedIn[0]?.submission.id ?? '';
}
async function work({ person, enrolment }: Learner) {
  const place = await getPlace(database.db, person, enrolment);
  return ownWork(database.db, place, getStep(place, 'plan', 'assignment') as AssignmentStep);
}
const asked = (submission: string) => ({ organisation, submission });
const markFor = (level: string) => ({ levels: { whole: [level] }, comments: {}, feedback: ['Go on.'] });
async function mark(assessor: PersonActor, submission: string, level: string) {
  await takeSubmission(parts, assessor, asked(submission));
  return decideMark(parts, assessor, asked(submission), { mark: markFor(level), identity: null });
}

describe('handing in', () => {
  test('happens once, however often it is sent, and never changes afterwards', async () => {
    const learner = await addLearner(await addCourse());
    const sent = writing(learner);
    await saveSubmissionDraft(parts, learner.person, sent);
    await Promise.allSettled(Array.from({ length: 4 }, () => submitWork(parts, learner.person, { ...sent, saves: 1 })));
    await submitWork(parts, learner.person, { ...sent, words: 'Something else' });
    const { handedIn, next } = await work(learner);
    expect(handedIn).toHaveLength(1);
    expect(handedIn[0]?.submission).toMatchObject({ words: sent.words, state: 'submitted', promisedBy: '2026-12-08' });
    expect(next).toBeNull();
    const late = saveSubmissionDraft(parts, learner.person, { ...sent, words: 'Later' });
    await expect(late).rejects.toMatchObject({ status: 409 });
    const { rows } = await database.pool.query('select how from learning.step_progress where enrolment_id = $1', [
      learner.enrolment,
    ]);
    expect(rows).toEqual([{ how: 'submitted' }]);
  });

  test('asks for what is missing, and keeps the draft', async () => {
    const learner = await addLearner(await addCourse({ words: { least: 4, most: 6 } }, 'This is my own work.'));
    const send = (more: object) => submitWork(parts, learner.person, writing(learner, more));
    await expect(send({ words: 'Too short' })).rejects.toMatchObject({ status: 422, field: 'words' });
    expect((await work(learner)).draft?.submission.words).toBe('Too short');
    await expect(send({ words: 'one two three four five six seven' })).rejects.toMatchObject({ field: 'words' });
    await expect(send({ integrity: false })).rejects.toMatchObject({ status: 422, field: 'integrity' });
    await send({});
    expect((await work(learner)).handedIn).toHaveLength(1);
  });

  test('ends with the last day of the run, by the clock of the server', async () => {
    const course = await addCourse();
    await database.pool.query(`update learning.offering set ends = '2026-11-24' where id = $1`, [course.offering]);
    const learner = await addLearner(course);
    demo.state.at = '2026-11-25T00:00:01Z';
    await expect(handIn(learner)).rejects.toMatchObject({ status: 409, field: 'time' });
    demo.state.at = '2026-11-24T23:59:59Z';
    expect(await handIn(learner)).not.toBe('');
  });

  test('two tabs lose nothing: one that saves by itself is told, one that presses the button keeps both', async () => {
    const learner = await addLearner(await addCourse());
    const save = (words: string, saves: number, careful: boolean) =>
      saveSubmissionDraft(parts, learner.person, writing(learner, { words, saves }), { careful });
    await save('In this tab', 0, true);
    await expect(save('In the other', 0, true)).rejects.toMatchObject({ status: 409 });
    await save('In the other', 0, false);
    expect((await work(learner)).draft?.submission).toMatchObject({ words: 'In the other', setAside: 'In this tab' });
  });

  test('takes files by their bytes; a refused one takes no words with it; what is erased leaves the disk', async () => {
    const learner = await addLearner(await addCourse({ files: { most: 2 } }));
    const save = (files: { name: string; content: Uint8Array }[], words = 'Words') =>
      saveSubmissionDraft(parts, learner.person, writing(learner, { words, files }));
    await save([{ name: 'plan.pdf', content: strToU8('%PDF-1.7 demo') }]);
    await save([{ name: 'plan.pdf', content: strToU8('%PDF-1.7 demo') }]);
    expect((await work(learner)).draft?.files).toHaveLength(1);
    const bad = save([{ name: 'plan.pdf', content: new Uint8Array([0, 1, 2]) }], 'Newer words');
    await expect(bad).rejects.toMatchObject({ status: 422, field: 'files' });
    expect((await work(learner)).draft?.submission.words).toBe('Newer words');
    const ids = (await work(learner)).draft?.files.map(({ id }) => id) ?? [];
    expect(readdirSync(join(parts.dataFolder, 'submissions'))).toContain(ids[0]);
    await removeStored(parts, ids);
    expect(readdirSync(join(parts.dataFolder, 'submissions'))).toContain(ids[0]);
    await database.db.transaction().execute((trx) => eraseMarking(trx, learner.person.id));
    await removeStored(parts, ids);
    expect(readdirSync(join(parts.dataFolder, 'submissions'))).not.toContain(ids[0]);
  });

  test('again is allowed as often as the step says; the best mark counts; what came back unmarked counts for nothing', async () => {
    const learner = await addLearner(await addCourse({ resubmissions: 1 }));
    const first = await handIn(learner);
    await takeSubmission(parts, ada, asked(first));
    await returnSubmission(parts, ada, asked(first), 'The file does not open.');
    expect(await mark(ada, await handIn(learner, { number: 2 }), 'p10')).toBe('stands');
    expect(await mark(ben, await handIn(learner, { number: 3 }), 'p3')).toBe('stands');
    expect(await resultsOf(database.db, learner.enrolment)).toMatchObject([{ score: 1, passed: true }]);
    expect((await work(learner)).next).toBeNull();
    await expect(handIn(learner, { number: 4 })).rejects.toMatchObject({ status: 409 });
  });
});

describe('marking', () => {
  test('one of two who take work at one moment has it; after an hour it goes back', async () => {
    const submission = await handIn(await addLearner(await addCourse()));
    const taken = await Promise.allSettled(
      [ada, ben].map((person) => takeSubmission(parts, person, asked(submission))),
    );
    expect(taken.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const [winner, other] = taken[0]?.status === 'fulfilled' ? [ada, ben] : [ben, ada];
    const given = { mark: markFor('p6'), identity: null };
    await saveMarkDraft(parts, winner, asked(submission), given);
    await expect(decideMark(parts, other, asked(submission), given)).rejects.toMatchObject({ status: 409 });
    demo.state.at = '2026-11-24T10:00:01Z';
    await takeSubmission(parts, other, asked(submission));
    await expect(decideMark(parts, winner, asked(submission), given)).rejects.toMatchObject({ status: 409 });
    expect((await readSubmission(parts, other, asked(submission))).draft?.levels).toEqual({});
    expect(await decideMark(parts, other, asked(submission), given)).toBe('stands');
  });

  test('nobody marks their own work, nor that of another organisation', async () => {
    const course = await addCourse();
    const enrolment = await addEnrolment(database.db, course, ada.id);
    const submission = await handIn({ person: ada, enrolment, step: 'plan' });
    await expect(takeSubmission(parts, ada, asked(submission))).rejects.toMatchObject({ status: 403 });
    const elsewhere = await demo.addOrganisation('Demo College');
    const stranger = await demo.addPerson('Demo Stranger');
    await demo.addMember(elsewhere, stranger, 'assessor');
    const there = { organisation: elsewhere, submission };
    await expect(takeSubmission(parts, stranger, there)).rejects.toMatchObject({ status: 404 });
    await expect(takeSubmission(parts, stranger, asked(submission))).rejects.toMatchObject({ status: 403 });
    await expect(readQueue(parts, stranger, organisation)).rejects.toMatchObject({ status: 403 });
  });

  test('the second marker does not see the first mark; near marks stand as their mean', async () => {
    const learner = await addLearner(await addCourse({ secondMarking: 'all' }));
    const submission = await handIn(learner);
    expect(await mark(ada, submission, 'p5')).toBe('second');
    expect((await work(learner)).handedIn[0]?.submission.mark).toBeNull();
    expect((await readSubmission(parts, ben, asked(submission))).shown).toEqual([]);
    await expect(takeSubmission(parts, ada, asked(submission))).rejects.toMatchObject({ status: 403 });
    expect(await mark(ben, submission, 'p6')).toBe('stands');
    const { submission: standing } = (await work(learner)).handedIn[0] ?? {};
    expect(standing).toMatchObject({ score: 0.55, passed: true, mark: { levels: { whole: ['p5', 'p6'] } } });
  });

  test('marks that differ are settled: one proposes and the other confirms, or a third decides', async () => {
    const course = await addCourse({ secondMarking: 'all' });
    const [one, other] = [await addLearner(course), await addLearner(course)];
    const [first, second] = [await handIn(one), await handIn(other)];
    for (const submission of [first, second]) {
      await mark(ada, submission, 'p10');
      expect(await mark(ben, submission, 'p3')).toBe('agreement');
    }
    const given = { mark: markFor('p6'), reason: 'We read it again together.' };
    expect(await proposeMark(parts, ben, asked(first), given)).toBe('proposed');
    await expect(confirmMark(parts, ben, asked(first))).rejects.toMatchObject({ status: 409 });
    expect((await work(one)).handedIn[0]?.submission.state).toBe('submitted');
    await confirmMark(parts, ada, asked(first));
    expect((await work(one)).handedIn[0]?.submission).toMatchObject({ state: 'marked', score: 0.6 });
    expect(await proposeMark(parts, cem, asked(second), given)).toBe('stands');
    expect(await resultsOf(database.db, other.enrolment)).toMatchObject([{ score: 0.6 }]);
  });

  test('an appeal is decided by whoever did not mark; it raises a mark or lets it stand, and never lowers it', async () => {
    const learner = await addLearner(await addCourse());
    const submission = await handIn(learner);
    await mark(ada, submission, 'p3');
    const appeal = { enrolment: learner.enrolment, step: 'plan', submission, words: 'The second page was missed.' };
    await appealMark(parts, learner.person, appeal);
    await expect(appealMark(parts, learner.person, appeal)).rejects.toMatchObject({ status: 409 });
    const decide = (person: PersonActor, level: string) =>
      decideAppeal(parts, person, asked(submission), { outcome: 'raised', mark: markFor(level), reason: 'It was.' });
    await expect(decide(ada, 'p10')).rejects.toMatchObject({ status: 403 });
    await expect(decide(ben, 'p0')).rejects.toMatchObject({ status: 422 });
    await decide(ben, 'p6');
    expect(await resultsOf(database.db, learner.enrolment)).toMatchObject([{ score: 0.6, passed: true }]);
    const letters = (await listMail(database.db, 50)).filter(({ recipient }) => recipient === learner.person.email);
    expect(letters.map(({ subject }) => subject)).toEqual([
      'Your appeal is decided: A plan',
      'Your work is marked: A plan',
    ]);
    expect(letters.map(({ text }) => text).join('')).not.toContain('0.6');
  });

  test('the queue has the promised day that is nearest first and says what is late; assessors are told, names stay out', async () => {
    const learner = await addLearner(await addCourse({ promisedDays: 1 }), '=Demo Formula');
    const submission = await handIn(learner);
    demo.state.at = '2026-11-30T09:00:00Z';
    const { entries, figures } = await readQueue(parts, ada, organisation);
    expect(entries[0]).toMatchObject({ row: { id: submission }, isLate: true });
    expect(figures.late).toBe(1);
    expect(JSON.stringify(entries.map(({ row }) => row))).not.toContain('Formula');
    expect(await tellOfWaiting(parts)).toBe(3);
    await mark(ada, submission, 'p10');
    const registrar = await demo.addPerson('Demo Registrar');
    await demo.addMember(organisation, registrar, 'registrar');
    const { rows } = await database.pool.query('select course_id from learning.submission where id = $1', [submission]);
    const { table } = await marksTable(database.db, registrar, { organisation, hosted: rows[0].course_id });
    expect(table).toContain("'=Demo Formula");
  });
});

describe('peers', () => {
  test('read others’ work without names, once they handed in their own; what is reported is hidden until staff decide', async () => {
    const course = await addCourse({ peers: 1 });
    const [one, other, silent] = [await addLearner(course), await addLearner(course), await addLearner(course)];
    await expect(askForPeer(parts, one.person, one)).rejects.toMatchObject({ status: 409 });
    await handIn(one);
    expect(await askForPeer(parts, one.person, one)).toBeNull();
    await handIn(silent, { peers: false });
    expect(await askForPeer(parts, one.person, one)).toBeNull();
    await handIn(other, { words: 'The work of another.' });
    const peer = (await askForPeer(parts, one.person, one)) ?? '';
    expect(await askForPeer(parts, one.person, one)).toBe(peer);
    const read = await readPeer(parts, one.person, { ...one, peer });
    expect(read.submission).toEqual({ words: 'The work of another.' });
    expect(JSON.stringify(read)).not.toContain(other.person.id);
    await expect(readPeer(parts, silent.person, { ...silent, peer })).rejects.toMatchObject({ status: 404 });
    const answers = { criteria: { whole: 'Clear.', unasked: 'x' }, overall: '' };
    await writePeerFeedback(parts, one.person, { ...one, peer }, answers);
    expect((await work(other)).feedback[0]?.answers).toEqual({ criteria: { whole: 'Clear.' }, overall: '' });
    await answerFeedback(parts, other.person, { ...other, peer }, { act: 'flag', words: 'Unkind' });
    expect((await work(other)).feedback).toEqual([]);
    await decideFlagged(parts, ada, { organisation, peer, decision: 'kept' });
    expect((await work(other)).feedback).toHaveLength(1);
    await expect(decideFlagged(parts, ben, { organisation, peer, decision: 'hidden' })).rejects.toMatchObject({
      status: 409,
    });
  });
});
