/**
 * Reads fixtures of QTI 2.2 as far as our items mean the same: what is right stands in a declaration, and a response is compared with it or
 * mapped to points. Tests alone use it: QTI is not taken in here yet.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFile } from '../../../platform/files/index.js';
import { Item, type Response } from '../../schema/index.js';

export type Fixture = {
  name: string;
  /** Null: QTI says something here that no item of ours says. */
  item: Item | null;
  cases: { name: string; response: Response; score: number }[];
  /** Cases that are not compared. */
  left: number;
};
type Sent = { name: string; responses: Record<string, string | string[]>; expect: { outcomes: { SCORE?: number } } };
type Read = { item: Item; responseOf: (value: string | string[] | undefined) => Response | null };

export const FIXTURES = join(process.env.CAIRN_SAMPLES ?? projectFile('../shared/data'), 'packages/qti22');

export function readFixtures(): Fixture[] {
  return existsSync(FIXTURES) ? readdirSync(FIXTURES).map(readFixture) : [];
}

function readFixture(name: string): Fixture {
  const xml = readFileSync(join(FIXTURES, name, 'item.xml'), 'utf8').replace(/\s+/g, ' ');
  const sent = JSON.parse(readFileSync(join(FIXTURES, name, 'cases.json'), 'utf8')) as Sent[] | { cases: Sent[] };
  const all = Array.isArray(sent) ? sent : sent.cases;
  const read = readItem(xml);
  if (!read) return { name, item: null, cases: [], left: all.length };
  const cases = all.flatMap(({ name: title, responses, expect }) => {
    const response = read.responseOf(Object.values(responses)[0]);
    return response && expect.outcomes.SCORE !== undefined
      ? [{ name: title, response, score: expect.outcomes.SCORE }]
      : [];
  });
  return { name, item: read.item, cases, left: all.length - cases.length };
}

const COMPARED =
  /match_correct"|<match> ?<variable identifier="\w+" ?\/> ?<correct |<outcomeIf> ?<equal> ?<variable identifier="R"/;

function readItem(xml: string): Read | null {
  const declared = [...xml.matchAll(/<responseDeclaration .*?(?:\/>|<\/responseDeclaration>)/g)].map(([text]) => text);
  const [only = ''] = declared;
  if (declared.length !== 1 || /<template(Processing|Declaration)/.test(xml)) return null;
  const correct = valuesIn(only);
  if (correct.length > 0 && COMPARED.test(xml)) return compared(xml, only, correct);
  return /<mapResponse|<mapOutcome/.test(xml) ? mapped(xml) : null;
}

function compared(xml: string, declaration: string, correct: readonly string[]): Read {
  if (declaration.includes('baseType="pair"')) return pairs(correct);
  const options = optionsOf([...correct, ...choicesIn(xml)]);
  if (declaration.includes('cardinality="multiple"'))
    return {
      item: Item.parse({ ...common, type: 'multiple', options, answers: correct.map(keyOf) }),
      responseOf: (value) => ({ type: 'multiple', chosen: [value ?? []].flat().map(keyOf) }),
    };
  return {
    item: Item.parse({ ...common, type: 'choice', options, answer: keyOf(correct[0] ?? '') }),
    responseOf: (value) => ({ type: 'choice', chosen: typeof value === 'string' ? keyOf(value) : null }),
  };
}

/** A pair has no direction there; here the one that stands on the left is put there. */
function pairs(correct: readonly string[]): Read {
  const wanted = correct.map((pair) => pair.split(' ').map(keyOf));
  const lefts = wanted.map(([left = '']) => left);
  const item = Item.parse({
    ...{
      ...common,
      type: 'match',
      left: optionsOf(lefts),
      right: optionsOf([...wanted.map(([, right = '']) => right), 'e']),
    },
    pairs: wanted.map(([left, right]) => ({ left, right })),
  });
  const turned = (pair: string) => {
    const [one = '', other = ''] = pair.split(' ').map(keyOf);
    return lefts.includes(one) ? { left: one, right: other } : { left: other, right: one };
  };
  return { item, responseOf: (value) => ({ type: 'match', pairs: [value ?? []].flat().map(turned) }) };
}

/** Points by what was typed or chosen. What is mapped by default, to more than nothing, means nothing here: that case is left. */
function mapped(xml: string): Read {
  const attribute = (name: string) => new RegExp(`<mapping [^>]*${name}="([^"]*)"`).exec(xml)?.[1];
  const upper = Number(attribute('upperBound') ?? Infinity);
  const entries = [...xml.matchAll(/<mapEntry mapKey="([^"]*)" mappedValue="([^"]*)"/g)].map(([, key = '', value]) => ({
    key,
    value: Math.min(upper, Number(value)),
  }));
  const most = Math.max(...entries.map(({ value }) => value));
  const accepted = entries.map(({ key, value }) => ({ text: key, worth: value / most }));
  const item = Item.parse({
    ...{ ...common, type: 'short', points: most, accepted, caseCounts: attribute('caseSensitive') === 'true' },
  });
  const isKnown = (value: string) => entries.some(({ key }) => key.toLowerCase() === value.toLowerCase());
  const isMeant = (value: string) => attribute('defaultValue') === '0' || isKnown(value);
  return {
    item,
    responseOf: (value) => (typeof value === 'string' && isMeant(value) ? { type: 'short', typed: value } : null),
  };
}

const common = { key: 'fixture', prompt: 'As in the fixture.' };
const keyOf = (identifier: string) => identifier.toLowerCase();

function optionsOf(keys: readonly string[]) {
  const all = [...new Set(keys.map(keyOf))];
  return (all.length < 2 ? [...all, 'another'] : all).map((key) => ({ key, text: key }));
}

function valuesIn(declaration: string): string[] {
  const correct = /<correctResponse>(.*?)<\/correctResponse>/.exec(declaration)?.[1] ?? '';
  return [...correct.matchAll(/<value>(.*?)<\/value>/g)].map(([, value = '']) => value.trim());
}

function choicesIn(xml: string): string[] {
  return [...xml.matchAll(/<simpleChoice identifier="(\w+)"/g)].map(([, key = '']) => key);
}
