/** /xapi/activities/state, /xapi/agents/profile, /xapi/activities/profile (xAPI 1.0.3 Communication 2.3, 2.6, 2.7). */
import {
  getDocument,
  mergeDocument,
  namesOfDocuments,
  removeDocument,
  removeDocuments,
  replaceDocument,
  type Sent,
} from '../actions/documents.js';
import { type Parts, reachOf, requireScope } from '../actions/parts.js';
import { agentIn, iriIn, momentIn, onlyKnown, required, uuidIn } from '../rules/parameters.js';
import type { DocumentKind, DocumentPlace } from '../schema/index.js';
import { type Answer, type Exchange, json, type Method, NOTHING } from './exchange.js';

type Kind = {
  kind: DocumentKind;
  /** The parameter that names one document. */
  name: 'stateId' | 'profileId';
  /** The parameters that say where documents lie. */
  place: readonly ('activityId' | 'agent' | 'registration')[];
};

export const STATE: Kind = { kind: 'state', name: 'stateId', place: ['activityId', 'agent', 'registration'] };
export const AGENT_PROFILE: Kind = { kind: 'agent', name: 'profileId', place: ['agent'] };
export const ACTIVITY_PROFILE: Kind = { kind: 'activity', name: 'profileId', place: ['activityId'] };

type Handler = (parts: Parts, exchange: Exchange) => Promise<Answer>;

export function documentMethods(kind: Kind): Record<Method, Handler> {
  return {
    GET: (parts, exchange) => getOneOrNames(parts, exchange, kind),
    PUT: (parts, exchange) => put(parts, exchange, kind),
    POST: (parts, exchange) => post(parts, exchange, kind),
    DELETE: (parts, exchange) => remove(parts, exchange, kind),
  };
}

async function getOneOrNames(parts: Parts, exchange: Exchange, kind: Kind): Promise<Answer> {
  requireScope(exchange.source, 'read-own', 'read-all');
  onlyKnown(exchange.parameters, [kind.name, ...kind.place, 'since']);
  const place = placeOf(exchange, kind);
  const name = exchange.parameters[kind.name];
  if (name === undefined) {
    const { names, updated } = await namesOfDocuments(parts, place, momentIn(exchange.parameters, 'since'));
    return json(names, updated ? { 'Last-Modified': updated.toUTCString() } : {});
  }
  const { contentType, content, etag, updated } = await getDocument(parts, place, name);
  const headers = { 'content-type': contentType, ETag: etag, 'Last-Modified': updated.toUTCString() };
  return { status: 200, headers, body: content };
}

/** In 1.0.3 whoever writes a profile must say what they have seen; in 2.0 whoever writes over any document. */
async function put(parts: Parts, exchange: Exchange, kind: Kind): Promise<Answer> {
  const { place, name, sent } = written(exchange, kind);
  const asked = exchange.version === '2.0.0' ? 'over' : kind.kind === 'state' ? 'never' : 'always';
  await replaceDocument(parts, place, name, sent, preconditionsOf(exchange), asked);
  return NOTHING;
}

async function post(parts: Parts, exchange: Exchange, kind: Kind): Promise<Answer> {
  const { place, name, sent } = written(exchange, kind);
  await mergeDocument(parts, place, name, sent, preconditionsOf(exchange));
  return NOTHING;
}

async function remove(parts: Parts, exchange: Exchange, kind: Kind): Promise<Answer> {
  requireScope(exchange.source, 'write');
  onlyKnown(exchange.parameters, [kind.name, ...kind.place]);
  const place = placeOf(exchange, kind);
  // Only of states may all go at once.
  if (kind.kind === 'state' && exchange.parameters[kind.name] === undefined) await removeDocuments(parts, place);
  else await removeDocument(parts, place, required(exchange.parameters, kind.name), preconditionsOf(exchange));
  return NOTHING;
}

function written(exchange: Exchange, kind: Kind): { place: DocumentPlace; name: string; sent: Sent } {
  const { source, parameters, contentType, body } = exchange;
  requireScope(source, 'write');
  onlyKnown(parameters, [kind.name, ...kind.place]);
  const sent = { contentType: contentType || 'application/octet-stream', content: body };
  return { place: placeOf(exchange, kind), name: required(parameters, kind.name), sent };
}

function placeOf({ source, parameters }: Exchange, { kind, place }: Kind): DocumentPlace {
  for (const name of place) if (name !== 'registration') required(parameters, name);
  return {
    organisationId: source.organisationId,
    kind,
    sourceId: reachOf(source),
    activity: iriIn(parameters, 'activityId'),
    agent: agentIn(parameters, 'agent')?.key ?? null,
    registration: place.includes('registration') ? uuidIn(parameters, 'registration') : null,
  };
}

function preconditionsOf({ header }: Exchange): { ifMatch: string | undefined; ifNoneMatch: string | undefined } {
  return { ifMatch: header('if-match'), ifNoneMatch: header('if-none-match') };
}
