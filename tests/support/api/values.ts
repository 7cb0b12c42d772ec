/** Values as a schema asks for, nearly so, and such as nobody in their right mind sends. */
import fc from 'fast-check';
import type { JsonSchema } from './description.js';

/** Texts that broke something somewhere once. */
export const HOSTILE_TEXTS: readonly string[] = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\ud800',
  'a\udfffb',
  '\u202e\u2066\ufeff',
  'é\u0301'.repeat(300),
  '__proto__',
  'constructor',
  'toString',
  'null',
  'undefined',
  'NaN',
  '-1',
  '0x10',
  '1e309',
  '-0',
  '99999999999999999999999999',
  '9007199254740993',
  '0.1',
  '٣',
  '2026-02-30',
  '0000-00-00',
  '+275760-09-13',
  '9999-12-31',
  '[]',
  '{}',
  '[object Object]',
  "' or 1=1 --",
  '"; drop table x; --',
  '%',
  '%00',
  '%s%n',
  '{{7*7}}',
  '<script>alert(1)</script>',
  '../../etc/passwd',
  '\\',
  '=cmd()',
  '00000000-0000-0000-0000-000000000000',
  '00000000-0000-4000-8000-00000000000G',
  'javascript:alert(1)',
  'http://[::1',
  'https://user:pass@example.org:99999/',
  'a@b',
  'ａ@example.org',
  '(((((((((((((((((((((((((',
  'a '.repeat(2_000),
  '"'.repeat(500),
  'x'.repeat(20_000),
];

export const hostileText = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...HOSTILE_TEXTS) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  { weight: 1, arbitrary: fc.string({ maxLength: 200 }) },
);

/** Any JSON at all, deep and oddly named too. */
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  hostileText,
  fc.constantFrom<unknown>(null, true, 0, -0, -1, 1e308, Number.MAX_SAFE_INTEGER, [], {}, [[[[[[]]]]]], [null]),
  fc.double(),
  fc.array(hostileText, { maxLength: 5 }),
  fc.dictionary(hostileText, hostileText, { maxKeys: 4 }),
  fc.jsonValue({ maxDepth: 4 }),
);

const FORMATS: Readonly<Record<string, fc.Arbitrary<string>>> = {
  uuid: fc.uuid({ version: 4 }),
  date: fc
    .date({ min: new Date('1990-01-01'), max: new Date('2040-01-01'), noInvalidDate: true })
    .map((day) => day.toISOString().slice(0, 10)),
  'date-time': fc
    .date({ min: new Date('1990-01-01'), max: new Date('2040-01-01'), noInvalidDate: true })
    .map((day) => day.toISOString()),
  email: fc.constantFrom('demo@example.org', 'a.b+c@sub.example.org'),
  uri: fc.constantFrom('https://example.org/', 'http://demo.example.org/a?b=c#d'),
};

/** Words that this product knows, so that a question finds something. */
const WORDS = ['health', 'law', 'data', 'leadership', 'online', '7', '15', 'GBP', 'London', 'nursing ethics', 'en'];

/** Values that a schema describes. */
export function valuesOf(schema: JsonSchema): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const either = schema.anyOf ?? schema.oneOf;
  if (either) return fc.oneof(...either.map(valuesOf));
  const types = [schema.type ?? 'string'].flat();
  return fc.oneof(...types.map((type) => valuesOfType(type, schema)));
}

function valuesOfType(type: string, schema: JsonSchema): fc.Arbitrary<unknown> {
  switch (type) {
    case 'null':
      return fc.constant(null);
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.integer({
        min: Math.max(schema.minimum ?? -1_000, -(2 ** 31)),
        max: Math.min(schema.maximum ?? 1_000, 2 ** 31 - 1),
      });
    case 'number':
      return fc.double({ min: schema.minimum ?? -1e6, max: schema.maximum ?? 1e6, noNaN: true });
    case 'array':
      return fc.array(valuesOf(schema.items ?? {}), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 4, (schema.minItems ?? 0) + 4),
      });
    case 'object':
      return objects(schema);
    default:
      return texts(schema);
  }
}

function texts({ format, pattern, minLength = 0, maxLength = 200 }: JsonSchema): fc.Arbitrary<string> {
  const made = FORMATS[format ?? ''];
  if (made) return made;
  if (pattern) return fc.stringMatching(new RegExp(pattern, 'u'));
  const words = WORDS.filter(({ length }) => length >= minLength && length <= maxLength);
  const any = fc.string({ minLength, maxLength: Math.min(maxLength, minLength + 30) });
  return words.length === 0 ? any : fc.oneof(fc.constantFrom(...words), any);
}

function objects({ properties = {}, required = [], additionalProperties }: JsonSchema): fc.Arbitrary<unknown> {
  const shape = Object.fromEntries(Object.entries(properties).map(([name, part]) => [name, valuesOf(part)]));
  const known = fc.record(shape, { requiredKeys: required });
  if (typeof additionalProperties !== 'object') return known;
  const others = fc.dictionary(fc.constantFrom(...WORDS), valuesOf(additionalProperties), { maxKeys: 3 });
  return fc.tuple(others, known).map(([more, rest]) => ({ ...more, ...rest }));
}
