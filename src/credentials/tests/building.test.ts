import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2019 } from 'ajv/dist/2019.js';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sha256 } from '../../platform/crypto/index.js';
import { projectFile } from '../../platform/files/index.js';
import { openContexts } from '../actions/contexts.js';
import { createLinkedData } from '../engine/linked-data/index.js';
import type { JsonObject } from '../engine/types.js';
import { hoursLong, tagOf } from '../rules/achievement-node.js';
import { buildCredential } from '../rules/building.js';
import { EXTENSION } from '../rules/extension.js';
import { AchievementDraft } from '../schema/achievement.js';
import { achievement, award, issuer, origin, wholeDraft } from './example-achievement.js';

const samples = process.env.CAIRN_SAMPLES ?? projectFile('../shared/data');
const schemaFile = join(samples, 'credentials/schemas/ob_v3p0_achievementcredential_schema.json');
const linkedData = createLinkedData(openContexts());
const whole = buildCredential({ achievement, issuer, award });
const least = buildCredential({
  achievement: {
    origin,
    id: achievement.id,
    version: 1,
    content: AchievementDraft.parse({ name: 'Demo', description: 'Demo', criteria: { narrative: 'Demo' } }),
  },
  issuer: { id: 'did:key:z6Mk', name: 'Demo' },
  award: {
    id: 'urn:uuid:0193a5c4-0000-7000-8000-000000000009',
    recipient: { did: 'did:key:z6Mk2' },
    validFrom: award.validFrom,
  },
});

describe('the credential of an achievement', () => {
  test.skipIf(!existsSync(schemaFile))('fits the published schema of Open Badges 3.0, whole and at its least', () => {
    const { $schema, ...schema } = JSON.parse(readFileSync(schemaFile, 'utf8'));
    expect($schema).toContain('2019-09');
    const ajv = new Ajv2019({ strict: false, allErrors: true });
    addFormats.default(ajv);
    const fits = ajv.compile(schema);
    for (const credential of [whole, least]) expect(fits(credential), JSON.stringify(fits.errors, null, 1)).toBe(true);
    expect(fits({ ...whole, issuer: undefined })).toBe(false);
  });

  test('says every fact as linked data, in safe mode, by its own terms', async () => {
    const said = await linkedData.canonize(whole);
    expect(said).toContain('<http://data.europa.eu/snb/model/elm/volumeOfLearning> "PT150H"^^');
    expect(said).toContain('<http://data.europa.eu/snb/model/elm/EQFLevel> <http://data.europa.eu/snb/eqf/7>');
    expect(said).toContain('"Demo: Defnydd diogel"@cy');
    expect(said).toContain('<urn:cairn:terms#supervisionAndIdentityCheck> "supervised-online-identified"');
    for (const term of Object.keys(EXTENSION)) expect(JSON.stringify(whole), term).toContain(term);
    await expect(linkedData.canonize(least)).resolves.toContain('OpenBadgeCredential');
  });

  test('names nobody in clear, and carries exactly what a batch hands in', () => {
    const slots = { ...award, id: '\u0000slot:id', validFrom: '\u0000slot:from', recipient: { did: '\u0000slot:did' } };
    const built = buildCredential({ achievement, issuer, award: slots });
    expect(built).toMatchObject({
      id: '\u0000slot:id',
      validFrom: '\u0000slot:from',
      credentialSubject: { id: '\u0000slot:did' },
    });
    const { identifier } = whole.credentialSubject as JsonObject;
    expect(identifier).toEqual([
      {
        type: 'IdentityObject',
        hashed: true,
        identityHash: `sha256$${'ab'.repeat(32)}`,
        identityType: 'emailAddress',
        salt: 'salt',
      },
    ]);
  });

  test('a result names its description and the level of its rubric', () => {
    const { result, achievement: node } = whole.credentialSubject as { result: JsonObject[]; achievement: JsonObject };
    const described = node.resultDescription as JsonObject[];
    expect(result[0]?.resultDescription).toBe(described[0]?.id);
    const levels = described[1]?.rubricCriterionLevel as JsonObject[];
    expect(result[1]?.achievedLevel).toBe(levels[1]?.id);
    expect(described[1]?.requiredLevel).toBe(levels[0]?.id);
  });

  test('the inline context keeps its bytes: they are signed in every credential', () => {
    expect(sha256(JSON.stringify(EXTENSION))).toBe('9ebf8610e813cf41126555a25182aff9261bbdc0be56ed75762de5ae07b1abab');
  });

  test('any achievement is understood whole, whatever is written in it', async () => {
    const words = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 });
    const drafts = fc.record({
      name: words,
      outcomes: fc.array(words, { maxLength: 4 }),
      tags: fc.array(words, { maxLength: 3 }),
      criteria: words,
      language: fc.constantFrom('cy', 'gd', 'zh-hant', 'pt-br'),
    });
    await fc.assert(
      fc.asyncProperty(drafts, async ({ criteria, language, ...said }) => {
        const translations = [{ language, name: said.name, description: '', criteria }];
        const content = { ...wholeDraft, ...said, criteria: { narrative: criteria, url: null }, translations };
        const built = buildCredential({ achievement: { ...achievement, content }, issuer, award });
        expect(JSON.parse(JSON.stringify(built))).toEqual(built);
        expect(await linkedData.canonize(built)).toContain(`@${tagOf(language).toLowerCase()}`);
      }),
      { numRuns: 12 },
    );
  });
});

test('hours as a duration, tags of languages as they are written', () => {
  expect([7.5, 150, 0.25].map(hoursLong)).toEqual(['PT7H30M', 'PT150H', 'PT15M']);
  expect(['en', 'pt-br', 'zh-hant-tw'].map(tagOf)).toEqual(['en', 'pt-BR', 'zh-Hant-TW']);
});
