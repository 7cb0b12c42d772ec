/** New courses that stand among the first of a saved decision now. */
import { WeighingTooSlow } from '../../../discovery/index.js';
import { GuideFault, prepareGuide } from '../../../guide/index.js';
import type { Db } from '../../../platform/db/index.js';
import { insertAlerts } from '../../queries/alerts.js';
import { MOST_NAMED } from '../../rules/new-courses.js';
import type { NewAlert } from '../../schema/alerts.js';
import { type Decision, decisionsKept } from './decisions.js';
import type { Alerting, Found, Late } from './parts.js';

/** So many in one step that took too long, and the others are not tried: the machine has too much to do. */
const MOST_SLOW = 3;

/**
 * The new courses alone are weighed first: only where one of them keeps every hard limit is the whole catalogue, to see
 * whether it comes among the first five. `found` null: nothing is new, and only what was late is asked again. Returns what is
 * late now, to be kept when the step is.
 */
export async function matchDecisions(parts: Alerting, trx: Db, found: Found | null): Promise<Late['decisions']> {
  const late = new Map<string, ReadonlyMap<number, string>>();
  const before = parts.late.decisions;
  if (found === null && before.size === 0) return late;
  const alerts: NewAlert[] = [];
  let slow = 0;
  for await (const decision of decisionsKept(trx)) {
    const waiting = before.get(decision.id);
    if (found === null && waiting === undefined) continue;
    const fresh = new Map([...(waiting ?? []), ...(found?.ids ?? [])]);
    const courses = await amongTheFirst(parts, trx, decision, {
      fresh,
      among: waiting === undefined ? (found?.among ?? null) : null,
      hasTime: slow < MOST_SLOW,
    });
    if (courses === null) {
      slow += 1;
      late.set(decision.id, fresh);
      continue;
    }
    if (courses.length === 0) continue;
    const facts = { because: decision.name, total: courses.length, courses };
    alerts.push({ personId: decision.personId, kind: 'new', subject: `decision:${decision.id}`, event: '', facts });
  }
  await insertAlerts(trx, alerts, parts.clock.now());
  if (slow > 0)
    parts.log.warn({ decisions: slow }, 'There was no time to weigh some saved decisions: at the next step.');
  return late;
}

type Asked = { fresh: ReadonlyMap<number, string>; among: Found['among'] | null; hasTime: boolean };

/** Ids of the new courses among the first; null: it took too long. */
async function amongTheFirst(
  { discovery, clock }: Alerting,
  trx: Db,
  { question }: Decision,
  { fresh, among, hasTime }: Asked,
): Promise<string[] | null> {
  try {
    const { valuation } = await prepareGuide({ db: trx, clock }, question, MOST_NAMED);
    if (among?.weigh(valuation).total === 0) return [];
    if (!hasTime) return null;
    const { best } = await discovery.weigh(valuation);
    return best.flatMap(({ num }) => fresh.get(num) ?? []);
  } catch (error) {
    if (error instanceof WeighingTooSlow) return null;
    // It names something that is gone: its owner is told so where the decision is shown.
    if (error instanceof GuideFault) return [];
    throw error;
  }
}
