/** A statement as somebody asks for it: as it is, by ids alone, or with one language (xAPI 1.0.3 Communication 2.1.3). */
import type { LanguageMap } from '../schema/index.js';
import { isGroup, keyOfAgent } from './agents.js';
import { isPlain, type Plain } from './shapes.js';
import { isActivity, isSubStatement } from './terms.js';

export type View = 'exact' | 'ids' | 'canonical';

/** Whatever says more than which agent, activity, verb or group it is, goes. */
export function byIds(statement: Plain): Plain {
  const { actor, verb, object, context, authority, ...rest } = statement;
  return {
    ...rest,
    ...(actor !== undefined && { actor: idOfAgent(actor) }),
    verb: { id: (verb as Plain).id },
    object: isSubStatement(object) ? byIds(object) : idOfObject(object),
    ...(isPlain(context) && { context: contextByIds(context) }),
    ...(authority !== undefined && { authority: idOfAgent(authority) }),
  };
}

function contextByIds(context: Plain): Plain {
  const { instructor, team, contextActivities } = context;
  return {
    ...context,
    ...(instructor !== undefined && { instructor: idOfAgent(instructor) }),
    ...(team !== undefined && { team: idOfAgent(team) }),
    ...(isPlain(contextActivities) && { contextActivities: eachActivity(contextActivities, idOfObject) }),
  };
}

function idOfObject(object: unknown): unknown {
  if (isActivity(object)) return { id: object.id };
  return isPlain(object) && object.objectType === 'StatementRef' ? object : idOfAgent(object);
}

/** A group that is known by nothing keeps its members, by what they are known by. */
function idOfAgent(who: unknown): unknown {
  if (!isPlain(who)) return who;
  const { name: _name, member, ...rest } = who;
  if (!isGroup(who) || keyOfAgent(who) !== null) return rest;
  return { ...rest, member: ((member ?? []) as unknown[]).map(idOfAgent) };
}

/** Every text in several languages is cut down to the one that is wanted most. `languages`: the best first. */
export function inOneLanguage(statement: Plain, languages: readonly string[]): Plain {
  const { verb, object, context } = statement;
  const one = (part: unknown): unknown => activityInOne(part, languages);
  const around = isPlain(context) ? context.contextActivities : undefined;
  return {
    ...statement,
    verb: withOne(verb as Plain, ['display'], languages),
    object: isSubStatement(object) ? inOneLanguage(object, languages) : one(object),
    ...(isPlain(around) && { context: { ...(context as Plain), contextActivities: eachActivity(around, one) } }),
  };
}

function activityInOne(activity: unknown, languages: readonly string[]): unknown {
  if (!isActivity(activity) || !isPlain(activity.definition)) return activity;
  const definition = withOne(activity.definition, ['name', 'description'], languages);
  for (const list of ['choices', 'scale', 'source', 'target', 'steps'])
    if (Array.isArray(definition[list]))
      definition[list] = definition[list].map((part) => withOne(part as Plain, ['description'], languages));
  return { ...activity, definition };
}

function withOne(value: Plain, names: readonly string[], languages: readonly string[]): Plain {
  const maps = names.filter((name) => isPlain(value[name]));
  return { ...value, ...Object.fromEntries(maps.map((name) => [name, oneOf(value[name] as LanguageMap, languages)])) };
}

function oneOf(map: LanguageMap, languages: readonly string[]): LanguageMap {
  const names = Object.keys(map);
  const fits = (wanted: string) => (name: string) =>
    name.toLowerCase() === wanted || name.toLowerCase().startsWith(`${wanted}-`);
  const found = languages.flatMap((wanted) => names.filter(fits(wanted)))[0] ?? names[0];
  return found === undefined ? {} : { [found]: map[found] as string };
}

function eachActivity(around: Plain, change: (activity: unknown) => unknown): Plain {
  return Object.fromEntries(Object.entries(around).map(([name, list]) => [name, [list].flat().map(change)]));
}

/** The languages of an Accept-Language header, the most wanted first, in lower case. */
export function languagesOf(header: string | undefined): string[] {
  return (header ?? '')
    .slice(0, 1000)
    .split(',')
    .map((part) => /^\s*([a-z0-9-]+)\s*(?:;\s*q=([\d.]+))?\s*$/i.exec(part))
    .filter((found) => found !== null)
    .map(([, language = '', weight = '1']) => ({ language: language.toLowerCase(), weight: Number(weight) }))
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map(({ language }) => language);
}
