/** Something new in the field of those who follow it, or who keep a decision whose gap it is about. */
import { listOccupations } from '../../../catalogue/index.js';
import { GuideFault, gapOf } from '../../../guide/index.js';
import type { Db } from '../../../platform/db/index.js';
import { insertAlerts } from '../../queries/alerts.js';
import type { NewDevelopment } from '../../queries/following-changes.js';
import { followersOf } from '../../queries/watching.js';
import { topicsOf } from '../../rules/developments.js';
import type { NamedTarget } from '../../rules/new-courses.js';
import { type Decision, decisionsKept } from './decisions.js';
import type { Alerting } from './parts.js';

/** Why whom is told. */
type Told = { personId: string; because: string };

/** Each person is told of a development once, however many of their follows and decisions it meets. */
export async function matchDevelopments(
  { clock }: Pick<Alerting, 'clock'>,
  trx: Db,
  developments: readonly NewDevelopment[],
): Promise<void> {
  if (developments.length === 0) return;
  const topics = new Map(developments.map((development) => [development.id, topicsOf(development, listOccupations())]));
  const told = new Map<string, Told[]>();
  for (const [id, of] of topics) told.set(id, await byFollows(trx, of));
  for await (const decision of decisionsKept(trx))
    for (const [id, of] of topics) if (meetsGap(decision, of)) told.get(id)?.push(ofDecision(decision));
  for (const [id, all] of told) {
    const persons = Map.groupBy(all, ({ personId }) => personId);
    const alerts = [...persons].map(([personId, why]) => ({
      personId,
      kind: 'development' as const,
      subject: `development:${id}` as const,
      event: 'published',
      facts: { because: [...new Set(why.map(({ because }) => because))].sort() },
    }));
    await insertAlerts(trx, alerts, clock.now());
  }
}

async function byFollows(trx: Db, topics: readonly NamedTarget[]): Promise<Told[]> {
  const labels = new Map(topics.map(({ kind, key, label }) => [`${kind} ${key}`, label]));
  const followers = await followersOf(trx, topics);
  return followers.map(({ personId, kind, key }) => ({ personId, because: labels.get(`${kind} ${key}`) ?? key }));
}

function ofDecision({ personId, name }: Decision): Told {
  return { personId, because: name };
}

function meetsGap({ question: { goals } }: Decision, topics: readonly NamedTarget[]): boolean {
  if (!goals) return false;
  const skills = new Set(topics.flatMap(({ kind, key }) => (kind === 'skill' ? [key] : [])));
  try {
    return gapOf(goals).gap.some(({ skill, weight }) => weight > 0 && skills.has(skill));
  } catch (error) {
    // It names an occupation that is gone: its owner is told so where the decision is shown.
    if (error instanceof GuideFault) return false;
    throw error;
  }
}
