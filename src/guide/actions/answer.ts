/** The six questions answered: every course weighed in the index, the best read, and why they stand where they stand. */
import { coursesByNum } from '../../catalogue/index.js';
import { withSigned } from '../../discovery/index.js';
import { reviewSummaries } from '../../reviews/index.js';
import { answerOf, foundOf, numbersOf } from '../rules/answer-of.js';
import type { GuideAnswer, GuideQuestion, GuideRequest } from '../schema.js';
import { type GuideParts, prepareGuide } from './context.js';

/** Kept at least, so that it can be told how sure the first place is. */
const KEPT = 500;

/**
 * Ranks every course by the answers of `asked` (a question, with how much of the list is wanted). Nothing of it is stored
 * or logged.
 * @throws GuideFault where a name is not known or nothing was answered.
 */
export async function answerGuide(
  parts: GuideParts,
  asked: GuideQuestion & Partial<Pick<GuideRequest, 'page' | 'perPage' | 'candidates'>>,
): Promise<GuideAnswer> {
  const started = performance.now();
  const { page = 1, perPage = 20, candidates = 0, ...question } = asked;
  const compiled = await prepareGuide(parts, question, Math.min(1_000, Math.max(KEPT, page * perPage)));
  const valued = await parts.discovery.weigh(compiled.valuation);
  const found = foundOf(compiled, valued, { page, perPage, candidates });
  const read = await readCourses(parts, numbersOf(compiled, found));
  const tookMs = Math.round((performance.now() - started) * 10) / 10;
  return answerOf(compiled, found, read, { page, perPage, tookMs });
}

async function readCourses(
  { db, discovery, clock }: GuideParts,
  { whole, named }: { whole: number[]; named: number[] },
) {
  const [courses, cards] = await Promise.all([
    coursesByNum(db, [...new Set([...whole, ...named])]).then((read) => withSigned(db, read, clock.today())),
    discovery.items(whole),
  ]);
  const cardById = new Map(cards.map((card) => [card.id, card]));
  const shown = courses.filter(({ id }) => cardById.has(id));
  return {
    courses: new Map(courses.map((course) => [course.num, course])),
    cards: new Map(
      shown.flatMap(({ num, id }) => {
        const card = cardById.get(id);
        return card ? [[num, card] as const] : [];
      }),
    ),
    reviews: await reviewSummaries(
      db,
      shown.map(({ id }) => id),
    ),
  };
}
