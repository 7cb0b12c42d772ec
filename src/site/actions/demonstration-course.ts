/**
 * The starter course in a demonstration: found in the catalogue, taken free and at one's own pace, ending in a credential. Made once, by the
 * acts that everybody else uses; a newer folder of it becomes a new edition.
 */
import { OPERATOR } from '../../accounts/index.js';
import { CourseForm, publishOnce } from '../../catalogue/index.js';
import { deliverCourse, STARTER_FOLDER } from '../../learning/index.js';
import { DEMO_PROVIDER } from '../rules/demonstration.js';
import { STARTER_ACHIEVEMENT, STARTER_COURSE, STARTER_KEY } from '../rules/demonstration-course.js';
import { type DemonstrationParts, findOrMake, findOrPublish, keptPost } from './demonstration.js';

export async function makeDemonstrationCourse({ db, config, clock }: DemonstrationParts): Promise<void> {
  if (!config.demonstration) return;
  const { origin, secret, dataFolder } = config;
  const provider = await findOrMake(db, DEMO_PROVIDER, clock);
  const achievement = await findOrPublish({ db, clock, origin }, provider, STARTER_ACHIEVEMENT);
  const { slug: organisation } = provider;
  const moment = { now: clock.now(), today: clock.today() };
  const about = { organisation, key: STARTER_KEY };
  const catalogueCourse = await publishOnce(db, OPERATOR, about, CourseForm.parse(STARTER_COURSE), moment);
  const letters = { post: keptPost([]), origin, secret };
  const run = { kind: 'self-paced', name: 'At your own pace', places: 'free' } as const;
  await deliverCourse({ db, clock, dataFolder, letters, origin }, OPERATOR, {
    ...{ organisation, folder: STARTER_FOLDER, catalogueCourse, achievement, run },
  });
}
