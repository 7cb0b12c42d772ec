import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { projectFile } from '../../platform/files/index.js';
import { aliasKey, choose, hostOf, type Known, kindFromName } from '../rules/names.js';
import { OrganisationRef } from '../schema.js';

describe('the key of a name', () => {
  it.each([
    ['The Open University', 'open university'],
    ['University of Technology Sydney (UTS)', 'university of technology sydney'],
    ['King’s College London', 'kings college london'],
    ['École Polytechnique', 'ecole polytechnique'],
    ['City & Guilds', 'city and guilds'],
    ['(ISC)²', '2'],
    ['北京大学', '北京大学'],
    ['The', 'the'],
  ])('%s → %s', (name, key) => expect(aliasKey(name)).toBe(key));

  it('does not depend on case, and folding it again changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (name) => {
        const key = aliasKey(name);
        expect(aliasKey(key.replace(/^the /, ''))).toBe(aliasKey(aliasKey(key.replace(/^the /, ''))));
        expect(key.length).toBeLessThanOrEqual(Math.max(300, name.length * 2));
        expect(name.trim() === '' || key !== '').toBe(true);
      }),
    );
  });
});

describe('which organisation a name means', () => {
  const known = (fields: Partial<Known>): Known => ({ id: 'a', country: null, url: null, identifiers: [], ...fields });

  it('is never one of another country', () => {
    expect(choose({ name: 'University of Newcastle', country: 'AU' }, [known({ country: 'GB' })])).toBeNull();
  });

  it('is never one with another identifier of the same scheme', () => {
    const ref = { name: 'Demo College', identifiers: [{ scheme: 'cricos', value: '00002' }] };
    expect(choose(ref, [known({ identifiers: [{ scheme: 'cricos', value: '00001' }] })])).toBeNull();
    expect(choose(ref, [known({ identifiers: [{ scheme: 'ukprn', value: '1' }] })])?.id).toBe('a');
  });

  it('is the one at the same address where there are several', () => {
    const several = [known({ id: 'a' }), known({ id: 'b', url: 'https://demo.example/about' })];
    expect(choose({ name: 'Demo', url: 'https://www.demo.example' }, several)?.id).toBe('b');
    expect(choose({ name: 'Demo' }, several)?.id).toBe('a');
  });
});

it('reads a kind from a name only where the name says it', () => {
  expect(kindFromName('Demo University of Technology')).toBe('university');
  expect(kindFromName('Universidad Demo')).toBe('university');
  expect(kindFromName('Demo College of Arts')).toBe('college');
  expect(kindFromName('Demo Training Pty Ltd')).toBe('company');
  expect(kindFromName('Demo')).toBe('other');
});

it('reads a host, and none from what is no address', () => {
  expect(hostOf('https://www.open.ac.uk/courses')).toBe('open.ac.uk');
  expect(hostOf('open')).toBeNull();
  expect(hostOf(null)).toBeNull();
});

describe('the list of well-known organisations', () => {
  const list = z
    .array(OrganisationRef)
    .parse(JSON.parse(readFileSync(projectFile('src/organisations/data/organisations.json'), 'utf8')));

  it('names at least 150, each with a kind and an address on https', () => {
    expect(list.length).toBeGreaterThanOrEqual(150);
    expect(list.filter((one) => !one.kind || !one.url?.startsWith('https://')).map((one) => one.name)).toEqual([]);
  });

  it('gives no name to two organisations of one country', () => {
    const owners = new Map<string, string[]>();
    for (const one of list) {
      for (const key of new Set([one.name, ...(one.aliases ?? [])].map(aliasKey)))
        owners.set(key, [...(owners.get(key) ?? []), one.name]);
    }
    expect([...owners].filter(([, names]) => names.length > 1)).toEqual([]);
  });
});
