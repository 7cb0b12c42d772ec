/** Attempts over a real database: begun within their number, saved in order, ended once, by the server's clock. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openTestDatabase } from '../../../../tests/support/database.js';
import { addEnrolment, addHostedCourse, type HostedTest } from '../../../../tests/support/learning.js';
import type { PersonActor } from '../../../accounts/index.js';
import { newId } from '../../../platform/crypto/index.js';
import type { Database } from '../../../platform/db/index.js';
import { endOverdue } from '../../actions/assessment/ending.js';
import { itemStatistics } from '../../actions/assessment/statistics.js';
import {
  type AtAttempt,
  lookAtAttempt,
  type Sent,
  saveAttempt,
  startAttempt,
  submitAttempt,
} from '../../actions/assessment/taking.js';
import { saveAccommodation } from '../../queries/assessment/granting.js';
import { progressOf, resultsOf } from '../../queries/progress.js';
import { fieldOf } from '../../rules/assessment/index.js';
import { type Demo, openDemo } from '../offerings/demo.js';
import { EIGHT_TYPES } from './eight-types.js';

let database: Database;
let demo: Demo;
let hosted: HostedTest;
let now = new Date('2026-11-10T09:00:00Z');
const clock = { now: () => now, today: () => now.toISOString().slice(0, 10) };
const later = (minutes: number) => {
  now = new Date(now.getTime() + minutes * 60_000);
};

beforeAll(async () => {
  database = await openTestDatabase();
  demo = openDemo(database);
  const organisation = await demo.addOrganisation('Demo College');
  hosted = await addHostedCourse(database.db, { organisationId: organisation, content: EIGHT_TYPES });
});
afterAll(() => database.close());

let learner: PersonActor;
let enrolment: string;
let learners = 0;
beforeEach(async () => {
  learner = await addLearner();
  enrolment = await addEnrolment(database.db, hosted, learner.id);
});

function addLearner(): Promise<PersonActor> {
  learners += 1;
  return demo.addPerson(`Demo Learner ${learners}`);
}

const parts = () => ({ db: database.db, clock });
const begin = (step = 'exam') => startAttempt(parts(), learner, { enrolment, step }, { agreed: true });
const at = (attempt: string, step = 'exam'): AtAttempt => ({ enrolment, step, attempt });
const page = newId();
const sent = (number: number, fields: Sent['fields'], given: Partial<Sent> = {}): Sent => ({
  ...{ base: number - 1, number, by: page, fields },
  ...given,
});
const sure = { isSure: true };

/** A form that answers all that is asked rightly, whatever the draw. */
async function rightAnswers(attempt: string, step = 'exam'): Promise<Record<string, string | string[]>> {
  const { asked } = await lookAtAttempt(parts(), learner, at(attempt, step));
  const fields: Record<string, string | string[]> = {};
  for (const [index, { item, order }] of asked.questions.entries()) {
    const code = (of: string, key: string) => String((order[of] ?? []).indexOf(key) + 1);
    if (item.type === 'choice') fields[fieldOf(index)] = code('options', item.answer);
    if (item.type === 'multiple') fields[fieldOf(index)] = item.answers.map((key) => code('options', key));
    if (item.type === 'hotspot') fields[fieldOf(index)] = item.answers.map((key) => code('areas', key));
    if (item.type === 'numeric') fields[fieldOf(index)] = String(item.answer);
    if (item.type === 'short') fields[fieldOf(index)] = item.accepted[0]!.text;
    if (item.type === 'match')
      for (const { left, right } of item.pairs)
        fields[fieldOf(index, (order.left ?? []).indexOf(left))] = code('right', right);
    if (item.type === 'order')
      for (const [place, { key }] of item.options.entries())
        fields[fieldOf(index, (order.options ?? []).indexOf(key))] = String(place + 1);
    if (item.type === 'cloze')
      for (const [part, gap] of item.gaps.entries())
        fields[fieldOf(index, part)] =
          gap.kind === 'choice'
            ? code(gap.key, gap.answer)
            : gap.kind === 'numeric'
              ? String(gap.answer)
              : gap.accepted[0]!.text;
  }
  return fields;
}

describe('beginning', () => {
  test('a test asks for agreement first, and notes when it was given', async () => {
    await expect(startAttempt(parts(), learner, { enrolment, step: 'exam' }, { agreed: false })).rejects.toMatchObject({
      status: 422,
      field: 'agreed',
    });
    const id = await begin();
    const { rows } = await database.pool.query('select agreed_at from learning.attempt where id = $1', [id]);
    expect(rows[0].agreed_at).toEqual(now);
    // Practice counts for nothing, and asks for nothing.
    await startAttempt(parts(), learner, { enrolment, step: 'practice' }, { agreed: false });
  });

  test('twelve beginnings at once are one attempt, and never more than there are', async () => {
    const first = await Promise.all(Array.from({ length: 12 }, () => begin()));
    expect(new Set(first).size).toBe(1);
    await submitAttempt(parts(), learner, at(first[0]!), { ...sent(1, {}), ...sure });
    const second = await Promise.all(Array.from({ length: 12 }, () => begin()));
    expect(new Set(second).size).toBe(1);
    await submitAttempt(parts(), learner, at(second[0]!), { ...sent(1, {}), ...sure });
    const third = await Promise.allSettled(Array.from({ length: 4 }, () => begin()));
    expect(third.every((one) => one.status === 'rejected' && one.reason.status === 409)).toBe(true);
  });

  test('practice may be taken without end', async () => {
    for (let go = 0; go < 5; go++) {
      const id = await begin('practice');
      expect((await submitAttempt(parts(), learner, at(id, 'practice'), { ...sent(1, {}), ...sure })).state).toBe(
        'ended',
      );
    }
  });

  test('more time lengthens what is due, and shows as that alone', async () => {
    await saveAccommodation(database.db, {
      ...{ personId: learner.id, courseId: hosted.course, multiplier: 1.5, setBy: learner.id, now },
    });
    const { attempt } = await lookAtAttempt(parts(), learner, at(await begin()));
    expect(attempt.dueAt?.getTime()).toBe(now.getTime() + 45 * 60_000);
  });
});

describe('saving', () => {
  test('what comes earlier and arrives later changes nothing, and what is sent twice is kept once', async () => {
    const id = await begin('practice');
    const save = (number: number, typed: string, given?: Partial<Sent>) =>
      saveAttempt(parts(), learner, at(id, 'practice'), sent(number, { q7: typed }, given));
    expect((await save(2, 'second', { base: 0 })).state).toBe('saved');
    expect((await save(1, 'first', { base: 0 })).state).toBe('older');
    expect((await save(2, 'second', { base: 0 })).state).toBe('saved');
    expect((await save(3, 'elsewhere', { by: newId(), base: 0 })).state).toBe('elsewhere');
    expect((await save(3, 'seen first', { by: newId(), base: 2 })).state).toBe('saved');
    const { attempt } = await lookAtAttempt(parts(), learner, at(id, 'practice'));
    expect(attempt.answers).toEqual({ q7: ['seen first'] });
  });

  test('what was not asked, not offered or is too long is left out', async () => {
    const id = await begin('practice');
    const fields = {
      q1: '9',
      q2: ['1', '1', '4', '2'],
      q7: 'x'.repeat(501),
      q99: '1',
      __proto__: { q7: 'no' },
      constructor: 'no',
      q6: ' 3.25 ',
    };
    await saveAttempt(parts(), learner, at(id, 'practice'), sent(1, fields));
    const { attempt } = await lookAtAttempt(parts(), learner, at(id, 'practice'));
    expect(attempt.answers).toEqual({ q2: ['1', '2'], q6: [' 3.25 '] });
  });

  test('nobody else’s attempt, step or enrolment is there', async () => {
    const id = await begin();
    const stranger = await addLearner();
    const theirs = await addEnrolment(database.db, hosted, stranger.id);
    for (const [actor, place] of [
      [stranger, at(id)],
      [stranger, { ...at(id), enrolment: theirs }],
      [learner, at(id, 'practice')],
      [learner, at(newId())],
    ] as const) {
      await expect(saveAttempt(parts(), actor, place, sent(1, {}))).rejects.toMatchObject({ status: 404 });
      await expect(lookAtAttempt(parts(), actor, place)).rejects.toMatchObject({ status: 404 });
    }
  });
});

describe('the end', () => {
  test('all right earns all; twice is once; the best result goes to the course', async () => {
    const id = await begin();
    const fields = await rightAnswers(id);
    const ends = await Promise.all(
      Array.from({ length: 6 }, () => submitAttempt(parts(), learner, at(id), { ...sent(1, fields), ...sure })),
    );
    expect(ends.every(({ state }) => state === 'ended')).toBe(true);
    const { attempt, standing } = await lookAtAttempt(parts(), learner, at(id));
    expect(attempt.ended).toMatchObject({ how: 'submitted', points: 8, most: 8, score: 1, passed: true });
    expect(standing).toMatchObject({ passed: true, tells: true, mayStart: false });
    expect(await resultsOf(database.db, enrolment)).toMatchObject([
      { step: 'exam', score: 1, passed: true, reference: id },
    ]);
    expect(await progressOf(database.db, enrolment)).toMatchObject([{ step: 'exam', how: 'passed', doneAt: now }]);
    // What is sent afterwards changes nothing.
    expect((await saveAttempt(parts(), learner, at(id), sent(9, {}))).state).toBe('ended');
    expect((await lookAtAttempt(parts(), learner, at(id))).attempt.answers).toEqual(attempt.answers);
  });

  test('whoever is not sure is asked first where something is open', async () => {
    const id = await begin();
    const asked = await submitAttempt(parts(), learner, at(id), { ...sent(1, { q1: '1' }), isSure: false });
    expect(asked.state).toBe('check');
    expect((await lookAtAttempt(parts(), learner, at(id))).attempt.ended).toBe(null);
  });

  test('after the time what was saved by then is scored, to the second', async () => {
    const id = await begin();
    const due = new Date(now.getTime() + 30 * 60_000);
    await saveAttempt(parts(), learner, at(id), sent(1, await rightAnswers(id)));
    later(30);
    const late = await submitAttempt(parts(), learner, at(id), { ...sent(2, {}), ...sure });
    expect(late.state).toBe('ended');
    const { attempt } = await lookAtAttempt(parts(), learner, at(id));
    expect(attempt.ended).toMatchObject({ how: 'time', at: due, score: 1 });
  });

  test('nobody has to come back for it', async () => {
    later(60);
    await endOverdue(parts());
    const id = await begin();
    later(31);
    expect(await Promise.all([endOverdue(parts()), endOverdue(parts())]).then(([a, b]) => a + b)).toBe(1);
    const { attempt } = await lookAtAttempt(parts(), learner, at(id));
    expect(attempt.ended).toMatchObject({ how: 'time', score: 0, passed: false });
    expect(await progressOf(database.db, enrolment)).toMatchObject([{ step: 'exam', how: 'attempted' }]);
  });

  test('after the last day nothing is begun or handed in, and what was saved is kept for more time', async () => {
    await database.pool.query(
      `update learning.offering set pace = '{"deadlines":"relative","daysAWeek":14,"grace":0}'`,
    );
    const id = await begin('practice');
    await saveAttempt(parts(), learner, at(id, 'practice'), sent(1, { q7: 'slough' }));
    later(8 * 24 * 60);
    const hand = () => submitAttempt(parts(), learner, at(id, 'practice'), { ...sent(2, { q7: 'slough' }), ...sure });
    await expect(hand()).rejects.toMatchObject({ status: 409 });
    await expect(begin()).rejects.toMatchObject({ status: 409 });
    await database.pool.query('update learning.enrolment set extension_days = 30 where id = $1', [enrolment]);
    expect((await hand()).state).toBe('ended');
    await database.pool.query(`update learning.offering set pace = '{"deadlines":"none","daysAWeek":7,"grace":0}'`);
  });

  test('an attempt at a test that has changed since is history', async () => {
    const id = await begin();
    const fields = await rightAnswers(id);
    await database.pool.query(`update learning.attempt set digest = 'of-another-test' where id = $1`, [id]);
    await submitAttempt(parts(), learner, at(id), { ...sent(1, fields), ...sure });
    expect(await resultsOf(database.db, enrolment)).toEqual([]);
    expect(await progressOf(database.db, enrolment)).toEqual([]);
  });
});

test('figures say what questions are like, and are of the edition', async () => {
  const quizzes = await itemStatistics(database.db, hosted.course, hosted.edition);
  const exam = quizzes.find(({ step }) => step === 'exam')!;
  expect(exam.attempts).toBeGreaterThan(4);
  const item = exam.items.find(({ type }) => type === 'choice')!;
  expect(item.asked).toBe(exam.attempts);
  expect(item.omitted).toBeGreaterThan(0);
  expect(item.difficulty).toBeGreaterThan(0);
  expect(item.difficulty).toBeLessThan(1);
  expect(item.discrimination).toBeGreaterThan(0.9);
  expect(item.options.find(({ right }) => right)?.chosen).toBe(item.asked - item.omitted);
});
