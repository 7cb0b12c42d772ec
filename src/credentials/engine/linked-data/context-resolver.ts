/**
 * Contexts for `jsonld`, with a memory of its own. Open Badges 3.0 scopes contexts to types, for each of which `jsonld` clones the active
 * context; its own memory goes by the identity of that clone and so never finds anything: nine tenths of the time go there. This one goes
 * by the context that was cloned. It relies on the inside of `jsonld` 9.0.0, whose version is pinned; tests compare the two on real credentials.
 *
 * Only what follows from pinned contexts alone is kept. What follows from a context that stands in the document is worked out each time:
 * slower, and nothing that a stranger writes can grow the memory or change what is kept.
 */
import { type Contexts, type Json, type JsonObject, LinkedDataError } from '../types.js';
import { type ActiveContext, copyLater, revert } from './active-context.js';
import { Given } from './given.js';

type Processed = { context: ActiveContext; events: unknown[] };
/** The interface that `jsonld` asks of a resolved context. */
type Resolved = {
  document: Json;
  getProcessed(active: ActiveContext): Processed | undefined;
  setProcessed(active: ActiveContext, processed: Processed): void;
};
/** Where a context stands: in a node of the document, or in the definition of a term. */
type Place = 'given' | 'scoped';

export type ContextResolver = { resolve(request: { context: unknown }): Promise<Resolved[]> };

/** @param trusted contexts that stand in documents as objects, and are known as well as those with an address. */
export function createContextResolver(contexts: Contexts, trusted: readonly JsonObject[]): ContextResolver {
  const lineage = createLineage();
  const kept = new Map<string, Resolved[]>();
  /** Contexts of terms stay the same objects inside of `jsonld`; looking at one spares writing it out. */
  const keptByIdentity = new WeakMap<object, Resolved[]>();
  /** The JSON texts of contexts inside contexts that are known. */
  const texts: Record<Place, Set<string>> = {
    given: new Set(trusted.map((one) => JSON.stringify(one))),
    scoped: new Set(),
  };
  for (const one of trusted) collectScoped(one, texts.scoped);

  return {
    resolve: async ({ context }) =>
      context instanceof Given ? resolveAll(context.context, 'given', []) : resolveAll(context as Json, 'scoped', []),
  };

  function resolveAll(context: Json, place: Place, way: readonly string[]): Resolved[] {
    const whole = isObject(context) && context['@context'] !== undefined ? context['@context'] : context;
    return (Array.isArray(whole) ? whole : [whole]).flatMap((one) => resolveOne(one, place, way));
  }

  function resolveOne(context: Json, place: Place, way: readonly string[]): Resolved[] {
    if (context === null) return [forgetful(null)];
    if (typeof context === 'string') return resolveAddress(context, place, way);
    if (!isObject(context)) throw new LinkedDataError('context', 'A context is neither an address nor an object.');
    const known = place === 'scoped' && keptByIdentity.get(context);
    if (known) return known;
    refuseImport(context);
    const text = JSON.stringify(context);
    if (way.length === 0 && !texts[place].has(text)) return [forgetful(context)];
    const resolved = keep(`${place} ${text}`, () => [remembering(context, lineage)]);
    if (place === 'scoped') keptByIdentity.set(context, resolved);
    return resolved;
  }

  function resolveAddress(address: string, place: Place, way: readonly string[]): Resolved[] {
    return keep(`${place} ${address}`, () => {
      const document = contexts.get(address);
      if (!document)
        throw new LinkedDataError('context', `The context ${address} is not one that is pinned here.`, address);
      if (way.includes(address))
        throw new LinkedDataError('context', `The context ${address} refers to itself.`, address);
      const inner = document['@context'];
      if (inner === undefined) throw new LinkedDataError('context', `${address} holds no context.`, address);
      collectScoped(inner, texts.scoped);
      return resolveAll(inner, place, [...way, address]);
    });
  }

  function keep(key: string, make: () => Resolved[]): Resolved[] {
    const known = kept.get(key);
    if (known) return known;
    const made = make();
    kept.set(key, made);
    return made;
  }
}

function isObject(value: Json): value is JsonObject {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/** None of the pinned contexts imports another, and what an import does to our memory was never looked into. */
function refuseImport(context: JsonObject): void {
  if ('@import' in context)
    throw new LinkedDataError('context', 'A context of the document uses @import, which is not taken here.', '@import');
}

function collectScoped(value: Json, texts: Set<string>): void {
  if (value === null || typeof value !== 'object') return;
  if (Array.isArray(value)) {
    for (const one of value) collectScoped(one, texts);
    return;
  }
  for (const [key, inner] of Object.entries(value)) {
    if (key === '@context') for (const one of [inner].flat()) texts.add(JSON.stringify(one));
    collectScoped(inner, texts);
  }
}

/** Which active contexts follow from known contexts alone. */
type Lineage = {
  isKnown(active: ActiveContext): boolean;
  /** A clone that `jsonld` has just made for contexts that do not propagate. */
  isFreshClone(active: ActiveContext): boolean;
  add(active: ActiveContext): void;
};

function createLineage(): Lineage {
  const known = new WeakSet<ActiveContext>();
  return {
    isKnown(active) {
      if (known.has(active)) return true;
      // What follows from a stranger's context has a clone for its previous one, which is not known.
      if (active.previousContext) return known.has(active.previousContext);
      if (!isInitial(active)) return false;
      known.add(active);
      return true;
    },
    isFreshClone,
    add: (active) => known.add(active),
  };

  function isFreshClone(active: ActiveContext): boolean {
    return active.previousContext !== undefined && !known.has(active);
  }
}

function isInitial(active: ActiveContext): boolean {
  const changed = '@vocab' in active || '@language' in active || '@direction' in active || '@base' in active;
  return active.mappings.size === 0 && !active.previousContext && !changed;
}

function forgetful(document: Json): Resolved {
  return { document, getProcessed: () => undefined, setProcessed: () => {} };
}

function remembering(document: Json, lineage: Lineage): Resolved {
  const byActive = new WeakMap<ActiveContext, Processed>();
  const byPrevious = new WeakMap<ActiveContext, Processed>();
  return { document, getProcessed, setProcessed };

  function getProcessed(active: ActiveContext): Processed | undefined {
    if (!lineage.isKnown(active)) return undefined;
    return lineage.isFreshClone(active) ? byPrevious.get(active.previousContext!) : byActive.get(active);
  }

  function setProcessed(active: ActiveContext, processed: Processed): void {
    if (!lineage.isKnown(active)) return;
    if (lineage.isFreshClone(active)) byPrevious.set(active.previousContext!, processed);
    else byActive.set(active, processed);
    const { context } = processed;
    // `jsonld` has cloned it; the original is the one whose successors are known.
    if (active.previousContext) context.previousContext = active.previousContext;
    context.revertToPreviousContext = revert;
    context.clone = copyLater;
    lineage.add(context);
  }
}
