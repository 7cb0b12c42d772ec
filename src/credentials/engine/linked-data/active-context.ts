/**
 * Active contexts of `jsonld`, copied at less cost. It copies every definition of a term each time it meets a type with a context of its own,
 * only to look up what it knows of the copy. A definition is never changed once it is made, so the table alone has to be copied, and
 * that only where somebody looks at it. The members are those that `jsonld` copies, no more and no less.
 */

/** What `jsonld` knows of terms at a place of the document. */
export type ActiveContext = {
  mappings: Map<string, unknown>;
  protected: Record<string, boolean>;
  inverse: null;
  getInverse: unknown;
  previousContext?: ActiveContext;
  clone(this: ActiveContext): ActiveContext;
  revertToPreviousContext(this: ActiveContext): ActiveContext;
  '@base'?: unknown;
  '@language'?: unknown;
  '@vocab'?: unknown;
};

/** In place of the `clone` of a context that is finished and kept: what is copied later is still the same then. */
export function copyLater(this: ActiveContext): ActiveContext {
  return new LaterCopy(this);
}

class LaterCopy implements ActiveContext {
  readonly inverse = null;
  readonly getInverse: unknown;
  readonly revertToPreviousContext: ActiveContext['revertToPreviousContext'];
  readonly clone = copyNow;
  previousContext?: ActiveContext;
  readonly #source: ActiveContext;
  #mappings: Map<string, unknown> | undefined;
  #protected: Record<string, boolean> | undefined;

  constructor(source: ActiveContext) {
    this.#source = source;
    this.getInverse = source.getInverse;
    this.revertToPreviousContext = source.revertToPreviousContext;
    copySettings(source, this);
  }

  get mappings(): Map<string, unknown> {
    this.#mappings ??= new Map(this.#source.mappings);
    return this.#mappings;
  }

  get protected(): Record<string, boolean> {
    this.#protected ??= { ...this.#source.protected };
    return this.#protected;
  }
}

function copyNow(this: ActiveContext): ActiveContext {
  const child: ActiveContext = {
    mappings: new Map(this.mappings),
    protected: { ...this.protected },
    inverse: null,
    getInverse: this.getInverse,
    clone: copyNow,
    revertToPreviousContext: this.revertToPreviousContext,
  };
  copySettings(this, child);
  return child;
}

function copySettings(source: ActiveContext, child: ActiveContext): void {
  if (source.previousContext) child.previousContext = source.previousContext.clone();
  if ('@base' in source) child['@base'] = source['@base'];
  if ('@language' in source) child['@language'] = source['@language'];
  if ('@vocab' in source) child['@vocab'] = source['@vocab'];
}

/** `jsonld` goes back to a copy of the context before; this one goes back to itself, whose successors are known. */
export function revert(this: ActiveContext): ActiveContext {
  return this.previousContext ?? this;
}
