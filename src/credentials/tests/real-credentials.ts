/** The real credentials of the samples and the documents that belong to them: nothing comes from a network. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig } from '../../platform/config/index.js';
import { openContexts } from '../actions/contexts.js';
import { createLinkedData } from '../engine/linked-data/index.js';
import { DocumentError, type FetchDocument } from '../engine/types.js';
import { type Verified, type VerifyDeps, verifyCredential } from '../engine/verify/index.js';

export const samples = join(readConfig(process.env).samplesFolder, 'credentials');
export const samplesThere = existsSync(samples);

export type Expected = { file: string; expect: string; why?: string };

export function readExpected(folder: 'openbadges' | 'fixtures'): Expected[] {
  return JSON.parse(readFileSync(join(samples, folder, 'expected.json'), 'utf8'));
}

const addresses = samplesThere ? readAddresses() : new Map<string, string>();
const ASSETS = /^https?:\/\/(?:www\.)?example\.org\/([\w.-]+)$/;
const EXTENSIONS =
  /^https:\/\/(?:w3id\.org\/openbadges|openbadgespec\.org)\/extensions\/(\w+)\/(schema|context)\.json$/;

function readAddresses(): Map<string, string> {
  const listed = JSON.parse(readFileSync(join(samples, 'fixtures/addresses.json'), 'utf8')) as {
    url: string;
    file: string;
  }[];
  const list = 'ob30/bit-string-list/testlist';
  return new Map([
    ...listed.map(({ url, file }): [string, string] => [url, join('fixtures', file)]),
    [
      `https://raw.githubusercontent.com/1EdTech/digital-credentials-public-validator/refs/heads/main/inspector-vc/src/test/resources/${list}`,
      join('openbadges', list),
    ],
  ]);
}

/** Documents of the samples at their addresses; what is not among them answers that it is not there. */
export const fetchSample: FetchDocument = async (address) => {
  const [, asset] = ASSETS.exec(address) ?? [];
  const [, extension, part] = EXTENSIONS.exec(address) ?? [];
  const file = asset
    ? `openbadges/ob20/assets/${asset}`
    : extension
      ? `openbadges/ob20/extensions/${extension}/${part}.json`
      : addresses.get(address);
  const path = file === undefined ? null : join(samples, file);
  if (path === null || !existsSync(path)) throw new DocumentError('not-found', `${address} answered 404.`);
  return { address, contentType: 'application/json', body: readFileSync(path) };
};

export const linkedData = createLinkedData(openContexts(samplesThere ? join(samples, 'contexts') : undefined));

/** At the day of the tests, with the documents of the samples. */
export function verify(file: string, asked: Partial<VerifyDeps> = {}): Promise<Verified> {
  return verifyCredential({ bytes: readFileSync(join(samples, file)), name: file }, { ...sampleDeps, ...asked });
}

export const sampleDeps: VerifyDeps = {
  linkedData,
  fetchDocument: fetchSample,
  ownDids: async () => null,
  registries: [],
  now: new Date('2026-11-23T12:00:00Z'),
};
