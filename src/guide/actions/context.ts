/** What the rules need to know beside the answers: today, the bodies that are named, the development that is named. */
import { findDevelopment } from '../../catalogue/index.js';
import type { Discovery } from '../../discovery/index.js';
import { findOrganisation } from '../../organisations/index.js';
import type { Clock } from '../../platform/clock/index.js';
import type { Db } from '../../platform/db/index.js';
import { type Compiled, compileGuide } from '../rules/compile.js';
import { GuideFault } from '../rules/faults.js';
import type { Context, DevelopmentBrief } from '../rules/parts/part.js';
import type { GuideQuestion } from '../schema.js';

export type GuideParts = { db: Db; discovery: Discovery; clock: Clock };

/**
 * The answers as a valuation of every course, for today. `keep`: how many of the best are wanted, at most 1,000.
 * @throws GuideFault where a name is not known or nothing was answered.
 */
export async function prepareGuide(
  { db, clock }: Pick<GuideParts, 'db' | 'clock'>,
  question: GuideQuestion,
  keep = 500,
): Promise<Compiled> {
  const { asked, bodies } = await readBodies(db, question);
  const context: Context = { today: clock.today(), bodies, development: await readDevelopment(db, question) };
  return compileGuide(asked, context, keep);
}

/** Bodies under the slug they have now: one that was merged into another is asked for as that. */
async function readBodies(
  db: Db,
  question: GuideQuestion,
): Promise<{ asked: GuideQuestion; bodies: Context['bodies'] }> {
  const { recognition } = question;
  if (!recognition?.bodies) return { asked: question, bodies: {} };
  const found = await Promise.all(
    recognition.bodies.value.map(async (slug) => ({ slug, body: await findOrganisation(db, slug) })),
  );
  const value = [...new Set(found.map(({ slug, body }) => body?.slug ?? slug))];
  return {
    asked: { ...question, recognition: { ...recognition, bodies: { ...recognition.bodies, value } } },
    bodies: Object.fromEntries(found.flatMap(({ body }) => (body ? [[body.slug, body.name]] : []))),
  };
}

async function readDevelopment(db: Db, { field }: GuideQuestion): Promise<DevelopmentBrief | null> {
  if (field?.development === undefined) return null;
  const found = await findDevelopment(db, field.development);
  if (found?.state === 'published') {
    return { slug: found.slug, title: found.title, day: found.day, skills: found.skills };
  }
  throw new GuideFault(
    'field.development',
    `“${field.development}” is no development that we know. Choose one from the list, or say it in your own words`,
  );
}
