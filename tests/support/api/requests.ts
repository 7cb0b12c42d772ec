/** Requests made from the description: mostly right, often nearly, sometimes hostile; by everybody. */
import fc from 'fast-check';
import type { Asker } from '../roles.js';
import type { JsonSchema, Operation, Parameter } from './description.js';
import { HOSTILE_TEXTS, hostileText, hostileValue, valuesOf } from './values.js';

export type MadeRequest = {
  operation: Operation;
  asker: Asker;
  url: string;
  headers: Record<string, string>;
  payload?: string | Buffer;
};

/** What a request is made from: operations, askers, and values of parameters that exist, by the name of the parameter. */
export type Ground = {
  operations: readonly Operation[];
  askers: readonly Asker[];
  real: Readonly<Record<string, readonly string[]>>;
};

export function requestsOf({ operations, askers, real }: Ground): fc.Arbitrary<MadeRequest> {
  return fc.constantFrom(...operations).chain((operation) =>
    fc
      .record({
        asker: fc.constantFrom(...askers),
        path: pathOf(operation, real),
        query: queryOf(operation),
        headers: headersOf(operation),
        body: bodyOf(operation),
      })
      .map(({ asker, path, query, headers, body }) => ({
        operation,
        asker,
        url: query === '' ? path : `${path}?${query}`,
        headers: {
          ...headers,
          ...(body && { 'content-type': body.type }),
          ...(asker.cookie !== '' && { cookie: asker.cookie }),
        },
        ...(body && { payload: body.payload }),
      })),
  );
}

/** Percent-encodes any text, halves of characters too, which `encodeURIComponent` refuses. */
export function encoded(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}

/** Encodings that stand for no text. */
const TORN = ['%', '%zz', '%ED%A0%80', '%C0%AF', '%FF', '%F0%9F', '%u0041', '%00', '%25%30%30'];
const anyEncoded = fc.oneof(
  { weight: 4, arbitrary: hostileText.map(encoded).filter(({ length }) => length < 8_000) },
  { weight: 1, arbitrary: fc.constantFrom(...TORN) },
);

function pathOf({ path, parameters = [] }: Operation, real: Ground['real']): fc.Arbitrary<string> {
  const inPath = parameters.filter((parameter) => parameter.in === 'path');
  const values = inPath.map(({ name, schema }) => {
    const known = real[name];
    return fc.oneof(
      ...(known ? [{ weight: 5, arbitrary: fc.constantFrom(...known).map(encoded) }] : []),
      { weight: 1, arbitrary: valuesOf(schema).map((value) => encoded(String(value))) },
      { weight: 1, arbitrary: anyEncoded.filter((text) => text !== '' && !/^(\.|%2e){1,2}$/i.test(text)) },
    );
  });
  return fc
    .tuple(...values)
    .map((chosen) => inPath.reduce((found, { name }, at) => found.replace(`{${name}}`, () => chosen[at] ?? ''), path));
}

function queryOf({ parameters = [] }: Operation): fc.Arbitrary<string> {
  const inQuery = parameters.filter((parameter) => parameter.in === 'query');
  const described =
    inQuery.length === 0 ? fc.constant([]) : fc.subarray(inQuery, { maxLength: Math.min(5, inQuery.length) });
  return described
    .chain((some) => fc.tuple(...some.map(pairsOf), fc.oneof({ weight: 6, arbitrary: fc.constant('') }, strayPair)))
    .map((pairs) => pairs.filter((pair) => pair !== '').join('&'));
}

/** `name=value`, repeated for an array: as described, as anything else, or more than once where one is meant. */
function pairsOf({ name, schema }: Parameter): fc.Arbitrary<string> {
  const pairs = (values: readonly string[]) => values.map((value) => `${encoded(name)}=${value}`).join('&');
  const right = valuesOf(schema).map((value) => pairs([value].flat().map((one) => encoded(String(one)))));
  return fc.oneof(
    { weight: 6, arbitrary: right },
    { weight: 2, arbitrary: anyEncoded.map((value) => pairs([value])) },
    { weight: 1, arbitrary: fc.array(anyEncoded, { minLength: 2, maxLength: 4 }).map(pairs) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(`${name}[]=1`, `${name}[a]=1`, `${name}`, `${name}==`, `${name}=1;${name}=2`),
    },
  );
}

const strayPair = fc.oneof(
  fc.constantFrom(
    '__proto__=1',
    '__proto__[a]=1',
    'constructor=1',
    'hasOwnProperty=1',
    '=1',
    '&&&',
    '%=%',
    'a'.repeat(3_000),
  ),
  fc.tuple(anyEncoded, anyEncoded).map((pair) => pair.join('=').slice(0, 8_000)),
);

const STRAY_HEADERS: readonly (readonly [string, string])[] = [
  ['accept', 'text/html'],
  ['accept', 'application/json;q=oh'],
  ['accept-encoding', 'gzip;q=0, br;q=9, *'],
  ['accept-language', '\u0000'.repeat(3)],
  ['authorization', 'Bearer x'],
  ['content-encoding', 'gzip'],
  ['cookie', 'cairn.session_token=%00.%FF; cairn.session_token=__proto__'],
  ['expect', '100-continue'],
  ['if-modified-since', 'never'],
  ['if-none-match', '*'],
  ['if-none-match', 'W/"x", "y'],
  ['origin', 'https://elsewhere.example.org'],
  ['origin', 'null'],
  ['range', 'bytes=0-1,-99999999999999'],
  ['sec-fetch-site', 'cross-site'],
  ['x-forwarded-for', `'"<, 999.1.1.1, ${'1,'.repeat(500)}`],
  ['x-http-method-override', 'DELETE'],
  ['x-request-id', 'é\r\n'],
];

function headersOf({ parameters = [] }: Operation): fc.Arbitrary<Record<string, string>> {
  const described = parameters.filter((parameter) => parameter.in === 'header');
  const right = fc.tuple(
    ...described.map(({ name, schema }) =>
      fc
        .option(
          fc.oneof({ weight: 3, arbitrary: valuesOf(schema).map(String) }, { weight: 1, arbitrary: hostileText }),
          {
            nil: null,
          },
        )
        .map((value) => [name, value] as const),
    ),
  );
  const stray = fc.oneof(
    { weight: 4, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.subarray([...STRAY_HEADERS], { maxLength: 3 }) },
  );
  return fc
    .tuple(right, stray)
    .map(([known, others]) =>
      Object.fromEntries([...known, ...others].filter((pair): pair is [string, string] => pair[1] !== null)),
    );
}

type Body = { type: string; payload: string | Buffer };

/** A body as described, one that nearly is, or none that any program would send. None: the operation takes none. */
function bodyOf({ requestBody }: Operation): fc.Arbitrary<Body | null> {
  const [described] = Object.entries(requestBody?.content ?? {});
  if (!described) return fc.constant(null);
  const [type, { schema = {} }] = described;
  const right = valuesOf(schema);
  const json = (value: unknown): Body => ({ type, payload: JSON.stringify(value) ?? 'null' });
  return fc.oneof(
    { weight: 4, arbitrary: right.map(json) },
    { weight: 4, arbitrary: fc.tuple(right, nearly(schema)).map(([value, change]) => json(change(value))) },
    { weight: 2, arbitrary: hostileValue.map(json) },
    {
      weight: 1,
      arbitrary: fc.tuple(fc.constantFrom(...ODD_TYPES), hostileText).map(([odd, payload]) => ({ type: odd, payload })),
    },
    { weight: 1, arbitrary: fc.constantFrom(...TORN_JSON).map((payload) => ({ type, payload })) },
  );
}

const ODD_TYPES = [
  'text/plain',
  'application/xml',
  'application/json; charset=utf-16',
  'application/x-www-form-urlencoded',
  'multipart/form-data',
  'multipart/form-data; boundary=',
  '*/*',
  'json',
  '',
];
const TORN_JSON: (string | Buffer)[] = [
  '',
  '{',
  '{"a":1}{',
  '\ufeff{}',
  '{"__proto__":{"isStaff":true}}',
  '{"constructor":{"prototype":{"isStaff":true}}}',
  '1e999',
  `${'['.repeat(20_000)}${']'.repeat(20_000)}`,
  Buffer.from([0xff, 0xfe, 0x00]),
  Buffer.from('{"a":"\xed\xa0\x80"}', 'latin1'),
];

/** One property of what was right is taken away, replaced, or another added. */
function nearly({ properties = {} }: JsonSchema): fc.Arbitrary<(value: unknown) => unknown> {
  const names = [...Object.keys(properties), ...HOSTILE_TEXTS.slice(8, 11)];
  return fc
    .tuple(fc.constantFrom(...names), fc.option(hostileValue, { nil: undefined }))
    .map(([name, given]) => (value) => {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return given;
      return Object.fromEntries([...Object.entries(value).filter(([key]) => key !== name), [name, given]]);
    });
}
