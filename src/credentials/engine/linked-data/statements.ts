/** RDF statements (quads) as the libraries hand them over. */
type Name = { termType: 'NamedNode' | 'BlankNode' | 'DefaultGraph'; value: string };
export type Literal = {
  termType: 'Literal';
  value: string;
  datatype: { termType: string; value: string };
  language?: string;
};
export type Term = Name | Literal;
export type Statement = { subject: Name; predicate: Name; object: Term; graph: Name };
