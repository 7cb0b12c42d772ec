/** The thread that signs: documents of one shape after the other, expanded once. */
import { parentPort, workerData } from 'node:worker_threads';
import type { BatchSigner } from '../../engine/batch/index.js';
import { openSigner } from '../../rules/issuing/signed-as.js';
import { openContexts } from '../contexts.js';
import { openLinkedData } from '../linked-data.js';
import type { Signed, SigningWork } from './signing-threads.js';

const { contextsFolder } = workerData as { contextsFolder: string | undefined };
const linkedData = openLinkedData(openContexts(contextsFolder));

/** Signers by what they sign, so that the pieces of a batch share one; the oldest goes first. */
const signers = new Map<string, Promise<BatchSigner>>();
const MOST_SIGNERS = 40;

parentPort?.on('message', async (work: SigningWork) => {
  parentPort?.postMessage(await sign(work));
});

async function sign(work: SigningWork): Promise<Signed> {
  try {
    const signer = await signerFor(work);
    return { signed: work.values.map((values) => signer.sign(values)) };
  } catch (error) {
    return { failed: error instanceof Error ? error.message : String(error) };
  }
}

function signerFor({ document, slots, key, created, signedAs }: SigningWork): Promise<BatchSigner> {
  const name = JSON.stringify([key.method, created, signedAs, document]);
  const known = signers.get(name);
  if (known) return known;
  for (const old of [...signers.keys()].slice(0, Math.max(0, signers.size - MOST_SIGNERS + 1))) signers.delete(old);
  const signer = openSigner(linkedData, { document, slots, key: { kind: 'ed25519', ...key }, created }, signedAs);
  signers.set(name, signer);
  return signer;
}
