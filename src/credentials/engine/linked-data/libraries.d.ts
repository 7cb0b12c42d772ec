/** What we use of `jsonld` and `rdf-canonize`, which come without types. Both versions are pinned: our cache of contexts relies on the inside of the first. */
declare module 'jsonld' {
  const jsonld: {
    toRDF(document: unknown, options: object): Promise<import('./statements.js').Statement[]>;
  };
  export default jsonld;
}

declare module 'rdf-canonize' {
  const rdfCanonize: {
    canonize(statements: unknown, options: object): Promise<string>;
    _canonizeSync(statements: unknown, options: object): string;
    NQuads: {
      parse(text: string): import('./statements.js').Statement[];
      serializeQuadComponents(
        subject: import('./statements.js').Term,
        predicate: import('./statements.js').Term,
        object: import('./statements.js').Term,
        graph: import('./statements.js').Term,
      ): string;
      serialize(statements: readonly import('./statements.js').Statement[]): string;
    };
  };
  export default rdfCanonize;
}
