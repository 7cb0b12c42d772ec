/** Something new in the field of those who follow it. */
import { listOccupations } from '../../../catalogue/index.js';
import type { Db } from '../../../platform/db/index.js';
import { insertAlerts } from '../../queries/alerts.js';
import type { NewDevelopment } from '../../queries/following-changes.js';
import { followersOf } from '../../queries/watching.js';
import { topicsOf } from '../../rules/developments.js';
import type { Alerting } from './parts.js';

/** Each person is told of a development once, however many of their follows it meets. */
export async function matchDevelopments(
  { clock }: Pick<Alerting, 'clock'>,
  trx: Db,
  developments: readonly NewDevelopment[],
): Promise<void> {
  for (const development of developments) {
    const topics = topicsOf(development, listOccupations());
    const labels = new Map(topics.map(({ kind, key, label }) => [`${kind} ${key}`, label]));
    const followers = Map.groupBy(await followersOf(trx, topics), ({ personId }) => personId);
    const alerts = [...followers].map(([personId, follows]) => ({
      personId,
      kind: 'development' as const,
      subject: `development:${development.id}` as const,
      event: 'published',
      facts: { because: follows.flatMap(({ kind, key }) => labels.get(`${kind} ${key}`) ?? []).sort() },
    }));
    await insertAlerts(trx, alerts, clock.now());
  }
}
