/**
 * Credentials, as signatures a second of CPU time: a microcredential of Open Badges 3.0 with about sixty statements. Each row beside the usual
 * JavaScript library with the same contexts and keys in the same run; tokens beside the bare signature of Node, which nothing can outdo.
 * The clock is that of the processor, since others may use the machine; the best of three rounds counts, each after a fifth of it unmeasured.
 */
import { sign } from 'node:crypto';
import { parseArgs } from 'node:util';
import { openContexts } from '../src/credentials/actions/contexts.js';
import { openLinkedData } from '../src/credentials/actions/linked-data.js';
import { openBatchSigner, slot } from '../src/credentials/engine/batch/index.js';
import { createKeyResolver } from '../src/credentials/engine/did/index.js';
import { signVcJwt } from '../src/credentials/engine/jwt/index.js';
import { signCredential, verifyProofs } from '../src/credentials/engine/proof/index.js';
import { openDigitalBazaar } from '../tests/support/digitalbazaar.js';
import { badge, newKey } from './support/badge.js';
import { type Figure, print } from './support/figures.js';
import { issuingFigures } from './support/issuing.js';

const { values: options } = parseArgs({ options: { json: { type: 'boolean', default: false } } });
const ROUNDS = 3;
const created = '2026-11-23T08:00:00Z';
const now = new Date(created);

const contexts = openContexts();
const linkedData = openLinkedData(contexts);
const { key, library: libraryKey } = newKey();
const library = await openDigitalBazaar(contexts, { suite: 'eddsa-rdfc-2022', key: libraryKey, created, now });
const resolveKey = createKeyResolver({
  fetchDocument: async (address) => {
    throw new Error(`${address} is not fetched in a benchmark.`);
  },
});

const valuesOf = (n: number): Record<string, string> => ({
  id: `https://demo.example.org/credentials/00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
  index: String(n),
  hash: `sha256$${String(n).padStart(64, '0')}`,
  salt: `salt-${n}`,
});
const document = (n: number) => badge(key, (name) => valuesOf(n)[name]!);
const signing = { suite: 'eddsa-rdfc-2022', key, created } as const;

const batch = await openBatchSigner(linkedData, {
  document: badge(key, slot),
  slots: Object.keys(valuesOf(0)),
  key,
  created,
});
const signed = JSON.parse(batch.sign(valuesOf(1)));
const message = Buffer.alloc(64, 7);

/** Acts a second of CPU time, the best of several rounds. */
async function rateOf(n: number, act: (n: number) => unknown): Promise<number> {
  let best = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    for (let at = 0; at < n / 5; at += 1) await act(at);
    const before = process.cpuUsage();
    for (let at = 0; at < n; at += 1) await act(at);
    const { user, system } = process.cpuUsage(before);
    best = Math.max(best, n / ((user + system) / 1e6));
  }
  return best;
}

async function verifyOne(): Promise<void> {
  const [result] = await verifyProofs(linkedData, signed, { resolveKey, now });
  if (!result?.verified) throw new Error(`It does not verify: ${result?.fault}`);
}

async function verifyWithPeer(): Promise<void> {
  const fault = await library.verify(signed);
  if (fault !== null) throw new Error(fault);
}

const peers = {
  sign: { name: '@digitalbazaar/vc', value: await rateOf(100, (n) => library.sign(document(n))) },
  verify: { name: '@digitalbazaar/vc', value: await rateOf(100, verifyWithPeer) },
  bare: { name: 'bare Ed25519 of Node', value: await rateOf(6_000, () => sign(null, message, key.key)) },
};
const row = (
  name: string,
  value: number,
  least: number | null,
  peer: { name: string; value: number },
  n: number,
): Figure => ({
  name,
  value,
  unit: '/cpu-s',
  target: least === null ? null : `>= ${Math.round(least)}`,
  met: least === null ? null : value >= least,
  peer,
  ratio: value / peer.value,
  n,
});

const figures: Figure[] = [
  row('sign-batch', await rateOf(6_000, (n) => batch.sign(valuesOf(n))), 5_000, peers.sign, 6_000),
  row('sign-one', await rateOf(900, (n) => signCredential(linkedData, document(n), signing)), null, peers.sign, 900),
  row('verify', await rateOf(900, verifyOne), 1_000, peers.verify, 900),
  row(
    'vc-jwt-sign',
    await rateOf(6_000, (n) => signVcJwt(document(n), key, 'vc-jose-cose')),
    peers.bare.value / 2,
    peers.bare,
    6_000,
  ),
];
print([...figures, ...(await issuingFigures())], options.json);
