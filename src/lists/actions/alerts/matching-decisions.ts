/** New courses that stand among the first of a saved decision now. */
import { GuideFault, prepareGuide } from '../../../guide/index.js';
import type { Db } from '../../../platform/db/index.js';
import { insertAlerts } from '../../queries/alerts.js';
import { MOST_NAMED } from '../../rules/new-courses.js';
import type { NewAlert } from '../../schema/alerts.js';
import { type Decision, decisionsKept } from './decisions.js';
import type { Alerting, Found } from './parts.js';

/**
 * The new courses alone are weighed first: only where one of them keeps every hard limit is the whole catalogue, to see
 * whether it comes among the first five.
 */
export async function matchDecisions(parts: Alerting, trx: Db, found: Found): Promise<void> {
  const alerts: NewAlert[] = [];
  for await (const decision of decisionsKept(trx)) {
    const courses = await amongTheFirst(parts, trx, decision, found);
    if (courses.length === 0) continue;
    const facts = { because: decision.name, total: courses.length, courses };
    alerts.push({ personId: decision.personId, kind: 'new', subject: `decision:${decision.id}`, event: '', facts });
  }
  await insertAlerts(trx, alerts, found.now);
}

async function amongTheFirst(
  { discovery, clock }: Alerting,
  trx: Db,
  { question }: Decision,
  { among, ids }: Found,
): Promise<string[]> {
  try {
    const { valuation } = await prepareGuide({ db: trx, clock }, question, MOST_NAMED);
    if (among.weigh(valuation).total === 0) return [];
    const { best } = await discovery.weigh(valuation);
    return best.flatMap(({ num }) => ids.get(num) ?? []);
  } catch (error) {
    // It names something that is gone: its owner is told so where the decision is shown.
    if (error instanceof GuideFault) return [];
    throw error;
  }
}
