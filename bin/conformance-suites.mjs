/** The public suites that Cairn is pointed at: what each is told of Cairn. The suites themselves are elsewhere. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { lrsSuites } from './conformance-lrs.mjs';
import { node, root } from './steps.mjs';

const VC = ['1.1', '2.0'];
const endpoint = (base, path, tags, more = {}) => ({ endpoint: `${base}${path}`, tags, ...more });

function issuerOf({ base, issuer }, tags, options = {}) {
  return endpoint(base, '/credentials/issue', tags, { id: issuer, supports: { vc: VC }, options });
}

function verifierOf({ base, issuer }, tags, more = {}) {
  return endpoint(base, '/credentials/verify', tags, { id: issuer, supports: { vc: VC }, ...more });
}

function presentationsOf({ base, issuer }, tags) {
  return endpoint(base, '/presentations/verify', tags, { id: issuer, supports: { vc: VC } });
}

/** Node 24 refuses to clone an object that a package of the suite has frozen, which Node 20 clones. */
const CLONE = `data:text/javascript,${encodeURIComponent(`
  const clone = globalThis.structuredClone;
  globalThis.structuredClone = (value, options) => {
    try { return clone(value, options); } catch { return JSON.parse(JSON.stringify(value)); }
  };`)}`;

/** The suite asks an implementation through `docker compose run`: what answers to that name here asks Cairn instead. */
function tokenCommand(work) {
  const folder = join(work, 'bin');
  mkdirSync(folder, { recursive: true });
  const script = `#!/bin/sh\nexec "${node}" "${join(root, 'bin/conformance-token.mjs')}" "$@"\n`;
  writeFileSync(join(folder, 'docker'), script, { mode: 0o755 });
  return folder;
}

const STATUS = { type: 'BitstringStatusListEntry', statusPurpose: 'revocation' };
const KEYS = { supports: { vc: VC }, supportedEcdsaKeyTypes: ['P-256', 'P-384'] };

const all = [
  {
    name: 'vc-data-model-2.0',
    endpoints: (parts) => ({
      issuers: [issuerOf(parts, ['vc2.0']), issuerOf(parts, ['EnvelopingProof'], { mediaType: 'application/vc+jwt' })],
      verifiers: [verifierOf(parts, ['vc2.0', 'EnvelopingProof'])],
      vpVerifiers: [presentationsOf(parts, ['vc2.0', 'EnvelopingProof'])],
    }),
  },
  {
    name: 'vc-di-eddsa',
    environment: () => ({ ISSUER_NAME_JCS: 'Cairn', NODE_OPTIONS: `--import=${CLONE}` }),
    endpoints: (parts) => ({
      issuers: [
        issuerOf(parts, ['eddsa-rdfc-2022'], { cryptosuite: 'eddsa-rdfc-2022' }),
        issuerOf(parts, ['eddsa-jcs-2022'], { cryptosuite: 'eddsa-jcs-2022' }),
      ],
      verifiers: [verifierOf(parts, ['eddsa-rdfc-2022', 'eddsa-jcs-2022'])],
    }),
  },
  {
    name: 'vc-di-ecdsa',
    // Its vectors are signed with a key that their issuer does not list, and it sends no options: the proof alone is asked for.
    endpoints: ({ base, issuer }) => ({
      verifiers: [endpoint(base, '/credentials/verify?checks=proof', ['ecdsa-rdfc-2019'], { id: issuer, ...KEYS })],
    }),
  },
  {
    name: 'vc-bitstring-status-list',
    endpoints: (parts) => ({
      issuers: [issuerOf(parts, ['BitstringStatusList'], { credentialStatus: STATUS })],
      verifiers: [verifierOf(parts, ['BitstringStatusList'], { options: { checks: ['proof', 'credentialStatus'] } })],
    }),
  },
  { name: 'vc-api-issuer', endpoints: (parts) => ({ issuers: [issuerOf(parts, ['vc-api'])] }) },
  { name: 'vc-api-verifier', endpoints: (parts) => ({ verifiers: [verifierOf(parts, ['vc-api'])] }) },
  {
    name: 'did-key',
    endpoints: ({ base }) => ({ didResolvers: [endpoint(base, '/identifiers', ['did-key'], { id: 'cairn' })] }),
  },
  {
    name: 'vc-jose-cose',
    environment: ({ base, work }) => ({ CAIRN_AT: base, PATH: `${tokenCommand(work)}${delimiter}${process.env.PATH}` }),
    endpoints: () => ({ 'jose-cose': { features: { credential_jose: true, presentation_jose: true } } }),
  },
  ...lrsSuites,
];

export const suites = new Map(all.map((suite) => [suite.name, suite]));
