/** New courses that would stand among the first of a saved decision. */
import type { Db } from '../../../platform/db/index.js';
import type { Alerting, Found } from './parts.js';

/** Waits for the guide's saved decisions. */
export async function matchDecisions(_parts: Alerting, _trx: Db, _found: Found): Promise<void> {}
