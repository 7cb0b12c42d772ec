/** What the ranking promises, on invented courses that went the whole way through import, index and guide. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestDatabase } from '../../../tests/support/database.js';
import { type Course, importReadings, type Reading, streamCourses } from '../../catalogue/index.js';
import { type Discovery, type Fit, openDiscovery, type Valued } from '../../discovery/index.js';
import { fixedClock } from '../../platform/clock/index.js';
import type { Database } from '../../platform/db/index.js';
import { silentLog } from '../../platform/log/index.js';
import { answerGuide } from '../actions/answer.js';
import { prepareGuide } from '../actions/context.js';
import type { Compiled } from '../rules/compile.js';
import { GuideFault } from '../rules/faults.js';
import { GuideQuestion, type QuestionName } from '../schema.js';
import { wrongFacts } from './facts.js';
import { naiveValue } from './naive.js';
import { randomQuestion, randomRecords, TODAY } from './random.js';

const clock = fixedClock(TODAY);
let database: Database;
let discovery: Discovery;
let courses: Course[];
let bodies: string[];

beforeAll(async () => {
  database = await openTestDatabase();
  const { db, pool } = database;
  async function* readings(): AsyncGenerator<Reading> {
    for (const [at, record] of randomRecords(240).entries()) yield { type: 'course', at: `record ${at}`, record };
  }
  const report = await importReadings({
    db,
    source: { key: 'demo', name: 'Demo list' },
    format: 'demo',
    readings: readings(),
    today: TODAY,
  });
  expect(report).toMatchObject({ added: 240, refused: 0 });
  discovery = await openDiscovery({ db, pool, clock, log: silentLog, folder: null });
  courses = [];
  for await (const some of streamCourses(db, 500)) courses.push(...some);
  bodies = [...new Set(courses.flatMap(({ recognition }) => recognition.map(({ body }) => body.slug)))].sort();
  expect(bodies).toHaveLength(2);
});
afterAll(async () => {
  await discovery?.close();
  await database?.close();
});

/** null: nothing in the question can be weighed. */
async function compiled(question: GuideQuestion): Promise<Compiled | null> {
  try {
    return await prepareGuide({ db: database.db, clock }, question, 1_000);
  } catch (error) {
    if (error instanceof GuideFault) return null;
    throw error;
  }
}

/** Asks random questions, one after the other. */
async function eachQuestion(
  runs: number,
  holds: (question: GuideQuestion, made: Compiled) => Promise<void>,
): Promise<void> {
  let asked = 0;
  await fc.assert(
    fc.asyncProperty(randomQuestion(bodies), async (input) => {
      const question = GuideQuestion.parse(input);
      const made = await compiled(question);
      if (!made) return;
      asked += 1;
      await holds(question, made);
    }),
    { numRuns: runs },
  );
  expect(asked).toBeGreaterThan(runs / 2);
}

describe('the ranking', () => {
  test('is that of a naive reading of each course, and nothing in it breaks a hard limit', async () => {
    await eachQuestion(100, async (question, made) => {
      const valued: Valued = await discovery.weigh(made.valuation);
      const weights = Object.fromEntries(made.weights.map(({ question: name, weight }) => [name, weight])) as Partial<
        Record<QuestionName, number>
      >;
      const all = courses.map((course) =>
        naiveValue(course, { question, gap: made.gap?.gap ?? [], weights, today: TODAY }),
      );
      const fitting = all.filter(({ out }) => !out);
      expect(valued.total).toBe(fitting.length);
      expect(valued.considered).toBe(courses.length);
      const byNum = new Map(fitting.map((one) => [one.num, one.points]));
      for (const [at, { num, points }] of valued.best.entries()) {
        expect(byNum.get(num), `course ${num}`).toBeCloseTo(points, 4);
        if (at > 0) expect(valued.best[at - 1]?.points).toBeGreaterThanOrEqual(points);
      }
    });
  });

  test('states only facts of the course, and compares them rightly', async () => {
    await eachQuestion(40, async (question) => {
      const answer = await answerGuide({ db: database.db, discovery, clock }, { ...question, perPage: 10 });
      const byId = new Map(courses.map((course) => [course.id, course]));
      for (const item of answer.items) {
        const course = byId.get(item.course.id);
        expect(course && wrongFacts(course, item, answer, question, TODAY)).toEqual([]);
      }
    });
  });

  test('eases a limit as a question that is asked anew would find', async () => {
    await eachQuestion(20, async (question) => {
      const answer = await answerGuide({ db: database.db, discovery, clock }, question);
      for (const { set, adds, limit } of answer.relax) {
        // Fewer bodies, or fewer things to end with, have no limit of their own to set.
        if (set.path.endsWith('.hard')) continue;
        const eased = structuredClone(question) as Record<string, unknown>;
        const keys = set.path.split('.');
        const last = keys.pop() ?? '';
        const at = keys.reduce((tree, key) => tree[key] as Record<string, unknown>, eased);
        at[last] = set.value;
        const again = await answerGuide({ db: database.db, discovery, clock }, GuideQuestion.parse(eased));
        if (limit !== 'time.deadline' && limit !== 'time.weeks') expect(again.total, limit).toBe(answer.total + adds);
        else expect(again.total, limit).toBeGreaterThanOrEqual(answer.total + adds);
      }
    });
  });
});

/** Facts from worse to better, by what is judged. */
const BETTER: Record<string, readonly number[]> = {
  price: [900_000, 120_000, 60_000, 40_000, 20_000, 5_000, 100, 0],
  weekly: [60, 31, 29, 14, 9, 5, 2, 1],
  hours: [5_000, 400, 100, 40, 10, 1],
  weeks: [80, 41, 21, 12, 6, 2, 1],
  credit: [0.5, 2, 5, 7.5, 10, 60],
  cpdHours: [0.5, 2, 5, 12, 20, 60],
  rating: [0, 1, 2.9, 3.4, 3.9, 4, 4.2, 4.6, 5],
  reviews: [0, 1, 4, 5, 20, 49, 50, 99, 100, 5_000],
  refreshed: [17_000, 19_000, 19_500, 20_000, 20_500, 20_700],
};

test('a better fact never lowers a course, on any question that can be asked', async () => {
  const worth = (fit: Fit) => fit.low + 0.35 * (fit.high - fit.low);
  await eachQuestion(80, async (_, { parts, valuation }) => {
    for (const { weight } of valuation.attributes) expect(weight).toBeGreaterThanOrEqual(0);
    expect(valuation.attributes.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 9);
    for (const { judge, limit } of parts) {
      const facts = judge.of === 'number' ? (BETTER[judge.name] ?? []) : [];
      const fits = judge.of === 'number' ? facts.map((value) => judge.judge(value)) : [];
      const sums = judge.of === 'skills' ? [0, 0.1, 0.5, 0.9, 1, 2, 3].map((sum) => judge.judge(sum, false)) : [];
      for (const some of [fits, sums]) {
        for (const [at, fit] of some.entries()) {
          const before = some[at - 1];
          if (before) {
            expect(worth(fit), `${limit} ${at}`).toBeGreaterThanOrEqual(worth(before) - 1e-12);
            expect(fit.ease, `${limit} ${at}`).toBeLessThanOrEqual(before.ease);
          }
        }
      }
    }
  });
});
