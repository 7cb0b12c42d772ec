/** What makes a statement a statement (xAPI 1.0.3 Data 2; IEEE 9274.1.1 §4.2). Pure, and exact about where a fault is. */
import type { Version } from '../schema/index.js';
import { activity } from './activities.js';
import { actor, agent, authority, group, isGroup } from './agents.js';
import {
  type Check,
  extensions,
  fault,
  isPlain,
  languageMap,
  listOf,
  number,
  object,
  oneOf,
  type Plain,
  text,
  textOf,
  wholeNumber,
  yesOrNo,
} from './shapes.js';
import { isDuration, isIri, isLanguage, isMediaType, isSha2, isUuid, momentOf } from './texts.js';

export const VOIDED = 'http://adlnet.gov/expapi/verbs/voided';

const iri = textOf(isIri, 'an IRI');
const uuid = textOf(isUuid, 'a UUID');
const moment = textOf((value) => momentOf(value) !== null, 'a moment as ISO 8601 writes it, 2026-11-23T09:30:00Z');
const verb = object({ id: iri, display: languageMap }, ['id']);
const reference = object({ objectType: oneOf('StatementRef'), id: uuid }, ['objectType', 'id']);

const score = object({ scaled: number, raw: number, min: number, max: number }, [], (value, at) => {
  const { scaled, raw, min = -Infinity, max = Infinity } = value as Record<string, number | undefined>;
  if (scaled !== undefined && (scaled < -1 || scaled > 1)) fault(`${at}.scaled`, 'must lie between -1 and 1.');
  if (min >= max) fault(`${at}.min`, 'must be less than max.');
  if (raw !== undefined && (raw < min || raw > max)) fault(`${at}.raw`, 'must lie between min and max.');
});

const result = object({
  score,
  success: yesOrNo,
  completion: yesOrNo,
  response: text,
  duration: textOf(isDuration, 'a duration as ISO 8601 writes it, PT1H30M'),
  extensions,
});

const oneOrMore: Check = (value, at) => (Array.isArray(value) ? listOf(activity)(value, at) : activity(value, at));
const contextActivities = object({ parent: oneOrMore, grouping: oneOrMore, category: oneOrMore, other: oneOrMore });
const relevantTypes = listOf(iri, 1);

const context = {
  registration: uuid,
  instructor: actor,
  team: group,
  contextActivities,
  revision: text,
  platform: text,
  language: textOf(isLanguage, 'a language of RFC 5646'),
  statement: reference,
  extensions,
};
const contextOf: Record<Version, Check> = {
  '1.0.3': object(context),
  '2.0.0': object({
    ...context,
    contextAgents: listOf(object({ objectType: oneOf('contextAgent'), agent, relevantTypes }, ['objectType', 'agent'])),
    contextGroups: listOf(object({ objectType: oneOf('contextGroup'), group, relevantTypes }, ['objectType', 'group'])),
  }),
};

const attachment = object(
  {
    usageType: iri,
    display: languageMap,
    description: languageMap,
    contentType: textOf(isMediaType, 'a media type, such as text/plain'),
    length: wholeNumber,
    sha2: textOf(isSha2, 'a SHA-2 in hexadecimal'),
    fileUrl: textOf(isIri, 'an address (IRL)'),
  },
  ['usageType', 'display', 'contentType', 'length', 'sha2'],
);

const KINDS = ['Activity', 'Agent', 'Group', 'StatementRef', 'SubStatement'];

/** The object of a statement, by the kind that it names. */
function objectOf(subStatement: Check | null): Check {
  return (value, at) => {
    if (!isPlain(value)) fault(at, 'must be an object.');
    const { objectType = 'Activity' } = value;
    if (objectType === 'Activity') return activity(value, at);
    if (objectType === 'Agent' || objectType === 'Group') return actor(value, at);
    if (objectType === 'StatementRef') return reference(value, at);
    if (objectType === 'SubStatement' && subStatement) return subStatement(value, at);
    if (objectType === 'SubStatement') fault(at, 'a SubStatement must not hold another.');
    fault(`${at}.objectType`, `must be one of ${KINDS.join(', ')}.`);
  };
}

function checksOf(version: Version): Check {
  const parts = {
    actor,
    verb,
    result,
    context: contextOf[version],
    timestamp: moment,
    attachments: listOf(attachment),
  };
  const required = ['actor', 'verb', 'object'];
  const subStatement = object(
    { ...parts, objectType: oneOf('SubStatement'), object: objectOf(null) },
    [...required, 'objectType'],
    checkWhole,
  );
  return object(
    {
      ...parts,
      id: uuid,
      object: objectOf(subStatement),
      stored: moment,
      authority,
      version: textOf(
        (value) => /^1\.0(\.\d+)?$/.test(value) || (version === '2.0.0' && /^2\.0(\.\d+)?$/.test(value)),
        'a version that is spoken here, 1.0.3 or 2.0.0',
      ),
    },
    required,
    checkWhole,
  );
}

/** What parts say about each other. */
function checkWhole(value: Plain, at: string): void {
  const { verb: done, object: what, context: where } = value as { verb: Plain; object: Plain; context?: Plain };
  const { objectType = 'Activity' } = what;
  if (done.id === VOIDED && objectType !== 'StatementRef')
    fault(`${at}.object`, 'must be a StatementRef, because the verb declares a statement void.');
  for (const name of ['revision', 'platform'])
    if (where && name in where && objectType !== 'Activity')
      fault(`${at}.context.${name}`, 'may stand only where the object is an Activity.');
}

const CHECKS: Record<Version, Check> = { '1.0.3': checksOf('1.0.3'), '2.0.0': checksOf('2.0.0') };

/** @throws XapiError (400) naming the place of the first fault. */
export function checkStatement(value: unknown, version: Version, at = 'statement'): asserts value is Plain {
  CHECKS[version](value, at);
}

/** @throws XapiError (400). A parameter that names an agent, or a group. */
export function checkAgent(value: unknown, at: string): asserts value is Plain {
  if (isGroup(value)) group(value, at);
  else agent(value, at);
}
