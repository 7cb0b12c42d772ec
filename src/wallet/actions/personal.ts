/** What the wallet holds about a person: their credentials, each as it came. */
import type { ErasureNote, ExportPart, Personal } from '../../accounts/index.js';
import type { Db } from '../../platform/db/index.js';
import { emit } from '../../platform/jobs/index.js';
import { heldAbout, removePerson } from '../queries/upkeep.js';
import { holdingGone } from '../schema.js';
import { heldFiles } from './taking-along.js';

export const personal: Personal = { feature: 'wallet', tables: ['wallet.holding'], exportPerson, erasePerson };

async function exportPerson(db: Db, personId: string): Promise<ExportPart[]> {
  const files = await heldFiles(db, personId);
  const list = files.map(({ path, held: { content: _content, ...facts } }) => ({
    file: `wallet/files/${path}`,
    ...facts,
  }));
  const about = 'Your credentials: where each came from, what was found out about it, your words on it.';
  return [
    { path: 'wallet/credentials.json', about, data: list },
    ...files.map(({ path, bytes }) => ({
      path: `wallet/files/${path}`,
      about: 'A credential, byte for byte as it came.',
      bytes,
    })),
  ];
}

async function erasePerson(trx: Db, personId: string): Promise<ErasureNote[]> {
  const held = await heldAbout(trx, personId);
  await removePerson(trx, personId);
  for (const { id, credential } of held)
    await emit(trx, holdingGone, { reference: `wallet:${String(credential ?? id)}` });
  return [
    {
      kept: false,
      what: 'Your wallet: the credentials in it, their pages, and your words on them. Download them first: they stay good.',
    },
  ];
}
