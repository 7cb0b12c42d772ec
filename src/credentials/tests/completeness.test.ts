import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { projectFile } from '../../platform/files/index.js';
import type { JsonObject } from '../engine/types.js';
import { buildCredential } from '../rules/building.js';
import { completenessOf } from '../rules/completeness/index.js';
import { AchievementDraft } from '../schema/achievement.js';
import { achievement, award, issuer, wholeDraft } from './example-achievement.js';

const samples = join(process.env.CAIRN_SAMPLES ?? projectFile('../shared/data'), 'credentials/openbadges/ob30');
const counts = (found: ReturnType<typeof completenessOf>) =>
  Object.fromEntries(found.map(({ key, there, needed }) => [key, `${there} of ${needed}`]));

describe('the completeness meter', () => {
  test('counts a draft that says everything, and one that says nothing', () => {
    const whole = completenessOf({ draft: wholeDraft, country: 'GB' });
    expect(counts(whole)).toEqual({ eu: '11 of 11', au: '13 of 13', uk: '9 of 9', ob3: '6 of 6' });
    const empty = completenessOf({ draft: AchievementDraft.parse({}), country: null });
    expect(counts(empty)).toEqual({ eu: '3 of 10', au: '3 of 13', uk: '2 of 7', ob3: '3 of 6' });
    const [eu] = empty;
    expect(eu?.elements.find(({ fact }) => fact === 'level')?.state).toBe('not-needed');
    expect(eu?.elements.find(({ fact }) => fact === 'outcomes')).toMatchObject({ state: 'missing', field: 'outcomes' });
  });

  test('says of a credential what it said of its draft', () => {
    const document = buildCredential({ achievement, issuer, award });
    const [said, foretold] = [completenessOf({ document }), completenessOf({ draft: wholeDraft, country: 'GB' })];
    expect(counts(said)).toEqual(counts(foretold));
    const missing = said.flatMap(({ elements }) => elements.filter(({ state }) => state !== 'there'));
    expect(missing).toEqual([]);
  });

  test('calls no list compared that nobody compared', () => {
    const cautions = completenessOf({ draft: wholeDraft, country: null }).map(({ key, caution }) => [
      key,
      caution !== null,
    ]);
    expect(Object.fromEntries(cautions)).toEqual({ eu: true, au: true, uk: true, ob3: false });
  });

  test('never fails, whatever a stranger hands in', () => {
    const any = fc.object({
      maxDepth: 5,
      key: fc.constantFrom('credentialSubject', 'achievement', 'alignment', 'issuer', 'criteria', 'name'),
    });
    fc.assert(
      fc.property(any, (document) => completenessOf({ document: document as JsonObject }).length >= 0),
      { numRuns: 100 },
    );
    expect(completenessOf({ document: { credentialSubject: 'x' } })).toEqual([]);
  });

  test.skipIf(!existsSync(samples))('reads a badge of somebody else', () => {
    const document = JSON.parse(readFileSync(join(samples, 'simple.json'), 'utf8'));
    const { eu, ob3 } = counts(completenessOf({ document }));
    expect(eu).toBe('4 of 10');
    expect(ob3).toBe('6 of 6');
  });
});
