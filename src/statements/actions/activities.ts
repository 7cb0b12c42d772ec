/** What an activity is, as the statements about it say. */
import type { Db } from '../../platform/db/index.js';
import { findStatements } from '../queries/reading.js';
import { isPlain, type Plain } from '../rules/shapes.js';
import { activitiesOf, termOf } from '../rules/terms.js';
import type { Source } from '../schema/index.js';
import { reachOf } from './parts.js';

/** The newest words count, and are not many. */
const LOOKED_AT = 50;

/** Woven from the newest statements that name it: languages are added up, of all else the newest stands. Null: none says. */
export async function definitionOf({ db }: { db: Db }, source: Source, id: string): Promise<Plain | null> {
  const { organisationId } = source;
  const { statements } = await findStatements(db, {
    ...{ organisationId, sourceId: reachOf(source), terms: [termOf(organisationId, 'any-activity', id)] },
    ...{ since: null, until: null, ascending: false, after: null, limit: LOOKED_AT, mostBytes: 4_000_000 },
  });
  const definitions = statements
    .toReversed()
    .flatMap(({ statement }) => activitiesOf(JSON.parse(statement) as Plain))
    .filter((activity) => activity.id === id)
    .map(({ definition }) => definition)
    .filter(isPlain);
  return definitions.length === 0 ? null : definitions.reduce(woven);
}

function woven(known: Plain, newer: Plain): Plain {
  const maps = ['name', 'description', 'extensions'].filter((name) => isPlain(known[name]) && isPlain(newer[name]));
  return {
    ...known,
    ...newer,
    ...Object.fromEntries(maps.map((name) => [name, { ...(known[name] as Plain), ...(newer[name] as Plain) }])),
  };
}
