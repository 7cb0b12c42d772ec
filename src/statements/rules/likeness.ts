/**
 * When two statements are the same (xAPI 1.0.3 Data 2.3.1): what the store itself adds, and what may be said differently
 * of the same thing, does not count.
 */
import { hash } from 'node:crypto';
import { canonicalize } from '../../credentials/index.js';
import type { Json } from '../schema/index.js';
import { isGroup, keyOfAgent } from './agents.js';
import { isPlain, type Plain } from './shapes.js';
import { isActivity, isSubStatement } from './terms.js';
import { momentOf } from './texts.js';

/** SHA-256 of what makes it this statement. */
export function likenessOf(statement: Plain): Buffer {
  return hash('sha256', canonicalize(kernelOf(statement) as Json), 'buffer');
}

function kernelOf(statement: Plain): Plain {
  const { actor, verb, object, result, context, timestamp } = statement;
  return without({
    actor: whoOf(actor),
    verb: (verb as Plain).id,
    object: isSubStatement(object) ? kernelOf(object) : whatOf(object),
    result: resultOf(result),
    context: contextOf(context),
    timestamp: typeof timestamp === 'string' ? momentOf(timestamp) : undefined,
  });
}

/** Members in any order, names as they are written. */
function whoOf(who: unknown): unknown {
  if (!isPlain(who)) return undefined;
  const { objectType = 'Agent', name, member } = who;
  const members = (member as unknown[] | undefined)?.map((one) => canonicalize(whoOf(one) as Json)).sort();
  return without({ objectType, name, key: keyOfAgent(who), members });
}

function whatOf(object: unknown): unknown {
  if (isActivity(object)) return { id: object.id };
  if (isPlain(object) && object.objectType === 'StatementRef') return { statement: String(object.id).toLowerCase() };
  return whoOf(object);
}

/** A duration counts to the hundredth of a second. */
function resultOf(result: unknown): unknown {
  if (!isPlain(result)) return undefined;
  const { duration } = result;
  if (typeof duration !== 'string') return result;
  return { ...result, duration: duration.replace(/([.,]\d\d)\d+S$/, '$1S') };
}

function contextOf(context: unknown): unknown {
  if (!isPlain(context)) return undefined;
  const { instructor, team, contextActivities, contextAgents, contextGroups, registration, statement, ...rest } =
    context;
  const around = Object.entries((contextActivities ?? {}) as Plain).map(([name, activities]) => [
    name,
    [activities].flat().map((activity) => (activity as Plain).id as Json),
  ]);
  return without({
    ...rest,
    registration: registration === undefined ? undefined : String(registration).toLowerCase(),
    statement: statement === undefined ? undefined : whatOf(statement),
    instructor: whoOf(instructor),
    team: whoOf(team),
    contextActivities: contextActivities === undefined ? undefined : Object.fromEntries(around),
    contextAgents: (contextAgents as Plain[] | undefined)?.map((part) => ({ ...part, agent: whoOf(part.agent) })),
    contextGroups: (contextGroups as Plain[] | undefined)?.map((part) => ({ ...part, group: whoOf(part.group) })),
  });
}

function without(value: Plain): Plain {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined && !isEmptyGroup(part)));
}

/** A group of nobody says no more than none. */
function isEmptyGroup(part: unknown): boolean {
  return isGroup(part) && Object.keys(part).length === 1;
}
