/** Random credentials for comparing signers: odd Unicode, language maps, lists, nodes without an id, contexts of their own. */
import fc from 'fast-check';
import type { Json, JsonObject } from '../engine/types.js';

export const OWN_CONTEXT: JsonObject = {
  '@version': 1.1,
  textIn: { '@id': 'https://terms.test/text', '@container': '@language' },
  ordered: { '@id': 'https://terms.test/ordered', '@container': '@list' },
  about: { '@id': 'https://terms.test/about', '@type': '@id' },
  amount: 'https://terms.test/amount',
  knows: 'https://terms.test/knows',
  plain: 'https://terms.test/plain',
  raw: { '@id': 'https://terms.test/raw', '@type': '@json' },
  Person: { '@id': 'https://terms.test/Person', '@context': { plain: 'https://terms.test/person-plain' } },
};

/** Well-formed, as half a character cannot be signed at all. */
const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom('', '"', '\\', '\n\r\t', '\u0000', '\u007f', '\u2028', '𝒳', '\uffff', 'e\u0301', '@id', '_:b0'),
);
const address = fc.oneof(
  fc.uuid().map((id) => `urn:uuid:${id}`),
  fc.nat(5).map((n) => `https://node.test/${n}`),
);
const languages = fc.dictionary(fc.constantFrom('en', 'cy', 'de-at', 'zh-hant'), text, { maxKeys: 3 });
const amount = fc.oneof(
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 }),
  fc.boolean(),
);

const { node } = fc.letrec<{ node: JsonObject; value: Json }>((tie) => ({
  node: fc.record(
    {
      id: address,
      type: fc.constant('Person'),
      plain: fc.oneof(text, fc.array(text, { minLength: 1, maxLength: 3 })),
      textIn: languages,
      ordered: fc.array(text, { maxLength: 3 }),
      about: address,
      amount,
      raw: fc
        .jsonValue({ maxDepth: 2 })
        .filter((json) => !JSON.stringify(json).includes('__proto__')) as fc.Arbitrary<Json>,
      knows: fc.array(tie('node'), { minLength: 1, maxLength: 3, depthIdentifier: 'node' }),
    },
    { requiredKeys: [] },
  ) as fc.Arbitrary<JsonObject>,
  value: text,
}));

/** Unsigned, on VC 2.0; the subject says something, as the usual library asks. */
export function randomCredential(issuer: string): fc.Arbitrary<JsonObject> {
  return fc.record({ id: address, name: text, subject: node }).map(({ id, name, subject }) => ({
    '@context': ['https://www.w3.org/ns/credentials/v2', OWN_CONTEXT],
    id,
    type: ['VerifiableCredential'],
    issuer,
    name,
    validFrom: '2026-11-01T00:00:00Z',
    credentialSubject: { amount: 1, ...subject },
  }));
}
