/** A statement as it is kept: what came, with what the store adds (xAPI 1.0.3 Data 2.3, 2.4.7 to 2.4.10). */
import type { Version } from '../schema/index.js';
import { isPlain, type Plain } from './shapes.js';
import { isSubStatement } from './terms.js';

/** What a statement is given where it says nothing. */
const VERSION_KEPT: Record<Version, string> = { '1.0.3': '1.0.0', '2.0.0': '2.0.0' };

export type Given = { id: string; authority: unknown; stored: Date; version: Version };

/** Who vouches is always who sent it, whatever it says itself. */
export function asKept(statement: Plain, { id, authority, stored, version }: Given): Plain {
  const moment = stored.toISOString();
  return {
    ...inArrays(statement),
    id,
    timestamp: statement.timestamp ?? moment,
    stored: moment,
    authority,
    version: statement.version ?? VERSION_KEPT[version],
  };
}

/** Activities of a context are handed out in arrays, also where one came alone (Data 2.4.6.2). */
function inArrays(statement: Plain): Plain {
  const { context, object } = statement;
  const around = isPlain(context) ? context.contextActivities : undefined;
  const hasAround = isPlain(around) && Object.values(around).some((activities) => !Array.isArray(activities));
  if (!hasAround && !isSubStatement(object)) return statement;
  return {
    ...statement,
    ...(isSubStatement(object) && { object: inArrays(object) }),
    ...(hasAround && {
      context: {
        ...(context as Plain),
        contextActivities: Object.fromEntries(
          Object.entries(around as Plain).map(([name, part]) => [name, [part].flat()]),
        ),
      },
    }),
  };
}
