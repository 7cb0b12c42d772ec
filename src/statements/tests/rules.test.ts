/** What is a statement and what is not; when two are the same; multipart bodies whatever they hold. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { boundaryOf, readParts, writeParts } from '../formats/multipart.js';
import { withoutAgent } from '../rules/forgetting.js';
import { likenessOf } from '../rules/likeness.js';
import { openPace } from '../rules/pace.js';
import { checkStatement } from '../rules/statements.js';
import { termsOf } from '../rules/terms.js';
import { isDuration, isLanguage, momentOf } from '../rules/texts.js';
import { XapiError } from '../schema/index.js';

const agent = { mbox: 'mailto:demo@example.org' };
const whole = {
  actor: agent,
  verb: { id: 'https://example.org/verbs/did', display: { en: 'did' } },
  object: { id: 'https://example.org/a', definition: { name: { en: 'A' } } },
};
const faultOf = (statement: unknown, version: '1.0.3' | '2.0.0' = '2.0.0'): string | null => {
  try {
    checkStatement(statement, version);
    return null;
  } catch (error) {
    if (error instanceof XapiError) return error.message;
    throw error;
  }
};

describe('a statement', () => {
  test.each([
    ['statement.actor', { actor: {} }],
    ['statement.actor', { actor: { ...agent, openid: 'https://example.org/me' } }],
    ['statement.actor.mbox', { actor: { mbox: 'demo@example.org' } }],
    ['statement.actor.Name', { actor: { ...agent, Name: 'Demo' } }],
    ['statement.actor.name', { actor: { ...agent, name: null } }],
    ['statement.actor.member[0]', { actor: { objectType: 'Group', member: [{ objectType: 'Group', member: [] }] } }],
    ['statement.verb.id', { verb: { id: 'did' } }],
    ['statement.verb.display', { verb: { id: 'urn:x:y', display: { 'not-a-language-at-all-': 'x' } } }],
    [
      'statement.object',
      { object: { objectType: 'SubStatement', ...whole, object: { objectType: 'SubStatement', ...whole } } },
    ],
    ['statement.object', { verb: { id: 'http://adlnet.gov/expapi/verbs/voided' } }],
    [
      'statement.object.definition.choices',
      { object: { id: 'urn:x:y', definition: { interactionType: 'likert', choices: [] } } },
    ],
    ['statement.result.score.scaled', { result: { score: { scaled: 1.01 } } }],
    ['statement.result.score.raw', { result: { score: { raw: 11, max: 10 } } }],
    ['statement.result.completion', { result: { completion: 'true' } }],
    ['statement.context.revision', { object: agent && { objectType: 'Agent', ...agent }, context: { revision: '1' } }],
    ['statement.timestamp', { timestamp: '2026-02-30T00:00:00Z' }],
    ['statement.authority', { authority: { objectType: 'Group', member: [agent] } }],
    ['statement.version', { version: '0.9' }],
    ['statement.more', { more: 1 }],
  ])('with a fault at %s is refused there', (at, more) => {
    expect(faultOf({ ...whole, ...more })).toMatch(new RegExp(`^${at.replace(/[[\].]/g, '\\$&')}[:.[]`));
  });

  test('may hold null and anything else in extensions, and agents of a context in 2.0 alone', () => {
    expect(faultOf({ ...whole, result: { extensions: { 'urn:x:y': null } } })).toBe(null);
    const context = { contextAgents: [{ objectType: 'contextAgent', agent, relevantTypes: ['urn:x:y'] }] };
    expect(faultOf({ ...whole, context })).toBe(null);
    expect(faultOf({ ...whole, context }, '1.0.3')).toContain('statement.context.contextAgents');
  });

  test('of any shape is judged without failing', () => {
    fc.assert(
      fc.property(
        fc.record({ actor: fc.object(), verb: fc.object(), object: fc.anything(), context: fc.anything() }),
        (given) => {
          expect(faultOf(given)).not.toBe(null);
        },
      ),
    );
  });
});

test('texts of a form', () => {
  for (const good of ['PT1H', 'P1Y2M3DT4H5M6.78S', 'P4W', 'PT0.1S'])
    expect([good, isDuration(good)]).toEqual([good, true]);
  for (const bad of ['P', 'PT', 'P1H', 'P4W1D', 'P1DT', '1H']) expect([bad, isDuration(bad)]).toEqual([bad, false]);
  for (const good of ['en', 'zh-Hant-TW', 'x-demo', 'de-DE-1996'])
    expect([good, isLanguage(good)]).toEqual([good, true]);
  for (const bad of ['', 'a12345', 'en_GB', 'en-', 'e']) expect([bad, isLanguage(bad)]).toEqual([bad, false]);
  expect(momentOf('2026-11-23T10:00:00.5+01:30')).toBe(Date.parse('2026-11-23T08:30:00.500Z'));
  for (const bad of ['2026-11-23', '2026-11-23T10:00:00-00:00', '2026-13-01T00:00:00Z', '2026-11-23T24:01:00Z'])
    expect([bad, momentOf(bad)]).toEqual([bad, null]);
});

test('what the store adds, and words for people, make no other statement; anything else does', () => {
  const same = {
    ...whole,
    id: 'x',
    stored: '2026-11-23T10:00:00Z',
    authority: agent,
    version: '1.0.0',
    verb: { id: whole.verb.id },
    object: { objectType: 'Activity', id: whole.object.id },
  };
  expect(likenessOf(same).equals(likenessOf(whole))).toBe(true);
  const group = (members: object[]) => ({ ...whole, actor: { objectType: 'Group', member: members } });
  const other = { mbox: 'mailto:other@example.org' };
  expect(likenessOf(group([agent, other])).equals(likenessOf(group([other, agent])))).toBe(true);
  for (const more of [{ actor: other }, { result: { success: true } }, { timestamp: '2026-11-23T10:00:00Z' }])
    expect(likenessOf({ ...whole, ...more }).equals(likenessOf(whole))).toBe(false);
});

test('multipart bodies hold whatever bytes they hold, and never fail otherwise than in words', () => {
  const boundary = 'xyz';
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 60 }), { minLength: 1, maxLength: 5 }), (contents) => {
      const parts = contents.map((content) => ({ headers: { 'content-type': 'a/b' }, content: Buffer.from(content) }));
      expect(readParts(writeParts(parts, boundary), boundary)).toEqual(parts);
    }),
  );
  fc.assert(
    fc.property(fc.array(fc.constantFrom('--xyz', '\r\n', 'a: b', '--', ' ', ':'), { maxLength: 12 }), (pieces) => {
      try {
        readParts(Buffer.from(pieces.join('')), boundary);
      } catch (error) {
        expect(error).toBeInstanceOf(XapiError);
      }
    }),
  );
  expect(boundaryOf('multipart/mixed; boundary="a b"')).toBe('a b');
  expect(boundaryOf('multipart/mixed')).toBe(null);
});

test('an organisation’s terms are its own, and nothing names somebody who was forgotten', () => {
  const terms = (organisation: string) => new Set(termsOf(organisation, whole));
  expect([...terms('a')].filter((term) => terms('b').has(term))).toEqual([]);
  const within = { ...whole, context: { team: { objectType: 'Group', member: [{ ...agent, name: 'Demo' }] } } };
  const gone = JSON.stringify(withoutAgent(within, new Set(['mbox mailto:demo@example.org']), 'key'));
  expect(gone).not.toContain('demo@');
  expect(gone).not.toContain('Demo');
  expect(JSON.parse(gone).object).toEqual(whole.object);
});

test('a source may ask so often, and again after a while', () => {
  const pace = openPace({ burst: 3, perSecond: 1 });
  expect([1, 2, 3, 4].map(() => pace.take('a', 0))).toEqual([0, 0, 0, 1]);
  expect(pace.take('b', 0)).toBe(0);
  expect(pace.take('a', 1000)).toBe(0);
});
