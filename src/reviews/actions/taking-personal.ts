/** What is held of a person about the courses that they take. */
import type { Personal } from '../../accounts/index.js';
import { deleteTakingsOf, takingsOf } from '../queries/taking.js';

export const takingPersonal: Personal = {
  feature: 'reviews.taking',
  tables: ['reviews.taking'],
  async exportPerson(db, personId) {
    const takings = await takingsOf(db, personId);
    return [
      {
        path: 'reviews/courses-taken.json',
        about: 'The courses that you take with their providers, and the days that you noted.',
        data: takings.map(({ course, edition, step, dates, askedReview, askedEnd }) => ({
          course: { slug: course.slug, title: course.title, provider: course.provider },
          edition,
          step,
          ...dates,
          askedForReview: askedReview,
          askedWhetherFinished: askedEnd,
        })),
      },
    ];
  },
  async erasePerson(trx, personId) {
    await deleteTakingsOf(trx, personId);
    return [{ kept: false, what: 'The list of courses that you take, with its days.' }];
  },
};
