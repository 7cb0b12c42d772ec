/** /xapi/about, /xapi/agents, /xapi/activities: what is known of the store, of somebody, of an activity. */
import { definitionOf } from '../actions/activities.js';
import { type Parts, requireScope } from '../actions/parts.js';
import { agentIn, iriIn, onlyKnown, required } from '../rules/parameters.js';
import { VERSIONS } from '../schema/index.js';
import { type Answer, type Exchange, json } from './exchange.js';

export function about(): Answer {
  return json({ version: VERSIONS });
}

/** The person whom an agent stands for: here, that agent alone. Nobody is joined with anybody by guessing. */
export async function getAgent(_parts: Parts, { source, parameters }: Exchange): Promise<Answer> {
  requireScope(source, 'read-own', 'read-all');
  onlyKnown(parameters, ['agent']);
  required(parameters, 'agent');
  const { objectType: _, member: _members, ...known } = agentIn(parameters, 'agent')?.agent ?? {};
  return json({
    objectType: 'Person',
    ...Object.fromEntries(Object.entries(known).map(([name, value]) => [name, [value]])),
  });
}

export async function getActivity(parts: Parts, { source, parameters }: Exchange): Promise<Answer> {
  requireScope(source, 'read-own', 'read-all');
  onlyKnown(parameters, ['activityId']);
  required(parameters, 'activityId');
  const id = iriIn(parameters, 'activityId') as string;
  const definition = await definitionOf(parts, source, id);
  return json({ objectType: 'Activity', id, ...(definition && { definition }) });
}
