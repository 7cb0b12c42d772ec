/** Our classes accept and refuse what the published JSON Schemas of Open Badges 3.0 and CLR 2.0 do. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2019, type ValidateFunction } from 'ajv/dist/2019.js';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readConfig } from '../../platform/config/index.js';
import { modelFaults, type OpenBadgesClass } from '../schema/open-badges/index.js';

const folder = join(readConfig(process.env).samplesFolder, 'credentials');
const there = existsSync(folder);
const SCHEMAS: Record<string, OpenBadgesClass> = {
  'ob_v3p0_achievementcredential_schema.json': 'AchievementCredential',
  'ob_v3p0_endorsementcredential_schema.json': 'EndorsementCredential',
  'clr_v2p0_clrcredential_schema.json': 'ClrCredential',
  'ob_v3p0_profile_schema.json': 'Profile',
};

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Judge = { name: OpenBadgesClass; published: ValidateFunction };

function publishedSchema(file: string): ValidateFunction {
  const schema = JSON.parse(readFileSync(join(folder, 'schemas', file), 'utf8'));
  const ajv = new Ajv2019({ strict: false });
  addFormats.default(ajv);
  return ajv.compile({ ...schema, $schema: schema.$schema.replace(/#$/, '') });
}

function readDocuments(): { file: string; document: Json }[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => /^(openbadges[\\/](ob30|clr20)|fixtures[\\/]credentials).*\.json$/.test(file))
    .map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') }))
    .filter(({ text }) => text !== '')
    .map(({ file, text }) => ({ file, document: JSON.parse(text) as Json }));
}

const judges: Judge[] = there
  ? Object.entries(SCHEMAS).map(([file, name]) => ({ name, published: publishedSchema(file) }))
  : [];

test.skipIf(!there)('every real credential is judged as the published schemas judge it', () => {
  for (const { file, document } of readDocuments()) {
    for (const { name, published } of judges) {
      expect.soft(modelFaults(document, name).length === 0, `${file} as ${name}`).toBe(published(document));
    }
  }
});

test.skipIf(!there)('so is whatever becomes of one when a value is taken out, replaced, wrapped or added', () => {
  const documents = readDocuments().map(({ document }) => document);
  const change = fc.record({ at: fc.nat(), how: fc.constantFrom(...CHANGES) });
  const changed = fc
    .tuple(fc.constantFrom(...documents), fc.array(change, { minLength: 1, maxLength: 2 }))
    .map(([document, changes]) =>
      changes.reduce((now, { at, how }) => changeAt(now, at, how), structuredClone(document)),
    );
  fc.assert(
    fc.property(changed, fc.constantFrom(...judges), (document, { name, published }) => {
      expect(modelFaults(document, name).length === 0).toBe(published(document));
    }),
    { numRuns: 1500 },
  );
});

test('a fault is told where it is, in plain words; a word of one’s own is told apart', () => {
  const document = {
    '@context': ['https://www.w3.org/ns/credentials/v2', 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'],
    id: 'urn:uuid:1',
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    issuer: { id: 'https://issuer.example.org', type: 'Profile', image: { id: 'x', type: 'Image', size: 3 } },
    validFrom: '2026-02-30T00:00:00Z',
    credentialSubject: {
      type: 'AchievementSubject',
      achievement: { id: 'urn:uuid:2', type: 'Achievement', achievementType: 'Webinar', description: 7, criteria: {} },
    },
  };
  expect(modelFaults(document, 'AchievementCredential')).toEqual([
    { at: 'validFrom', reason: 'is not a date and time such as 2026-11-23T09:00:00Z', vocabulary: false },
    { at: 'issuer.image.size', reason: 'is not allowed here', vocabulary: false },
    {
      at: 'credentialSubject.achievement.achievementType',
      reason: 'is not a word of the standard, nor one that starts with ext:',
      vocabulary: true,
    },
    { at: 'credentialSubject.achievement.description', reason: 'must be a text', vocabulary: false },
    { at: 'credentialSubject.achievement.name', reason: 'is missing', vocabulary: false },
  ]);
});

type Change = 'remove' | 'wrap' | 'add' | { put: Json };
const CHANGES: Change[] = [
  'remove',
  'wrap',
  'add',
  { put: null },
  { put: 7 },
  { put: true },
  { put: '' },
  { put: 'ext:own' },
  { put: '2026-11-23T09:00:00Z' },
  { put: '2026-02-30T09:00:00Z' },
  { put: 'a.b.c' },
  { put: 'en-GB' },
  { put: {} },
  { put: { en: 'text', 'cy-GB': 'testun' } },
  { put: { english: 'text' } },
  { put: { id: 'urn:uuid:1', type: 'Profile' } },
  { put: [] },
  { put: ['text'] },
  { put: ['VerifiableCredential', 'AchievementCredential', 'AchievementSubject', 'Achievement', 'Profile'] },
];

/** Changes the value at one of the places of a document, whichever `at` comes to. */
function changeAt(document: Json, at: number, how: Change): Json {
  const places = placesOf(document);
  const place = places[at % places.length];
  if (!place) return document;
  const { holder, key } = place;
  if (how === 'remove') Array.isArray(holder) ? holder.splice(Number(key), 1) : delete holder[key];
  else if (how === 'add') Array.isArray(holder) ? holder.push('added') : Object.assign(holder, { added: 'added' });
  else Object.assign(holder, { [key]: how === 'wrap' ? [valueAt(holder, key)] : structuredClone(how.put) });
  return document;
}

type Place = { holder: Json[] | { [key: string]: Json }; key: string };

function placesOf(value: Json): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [{ holder: value, key }, ...placesOf(inner)]);
}

function valueAt(holder: Place['holder'], key: string): Json {
  return Array.isArray(holder) ? holder[Number(key)]! : holder[key]!;
}
