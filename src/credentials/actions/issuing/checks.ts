/** What `cairn doctor` asks of issuing: can its keys be used, is its address the one in signed files, does anything stand still? */
import { databaseCheck, failed, ok, warning } from '../../../platform/checks/index.js';
import { SealError } from '../../../platform/crypto/index.js';
import { recordedOrigin } from '../../queries/issuing/keys.js';
import { type SealedKey, sealedKeys, troubleOfIssuing } from '../../queries/issuing/upkeep.js';
import { openKey } from './issuers.js';
import { originFault } from './origin.js';

/** So many keys are tried; all of them are sealed under one secret. */
const TRIED = 1_000;
const LATE_MS = 86_400_000;

const keysCheck = {
  ...databaseCheck('issuer keys', async ({ db }, { config }) => {
    const { total, keys } = await sealedKeys(db, TRIED);
    const shut = keys.filter((key) => !opens(config.secret, key)).length;
    if (shut > 0)
      return failed(
        `Of ${total} keys of issuers, ${shut} cannot be opened with this secret: nothing can be issued or revoked with them.`,
        'Set CAIRN_SECRET to the secret under which they were made; cairn restore --secret-to FILE gives that of a backup.',
      );
    return ok(total === 0 ? 'No organisation has issued yet.' : `Keys of issuers: ${total}. All can be used.`);
  }),
  fault: 'settings' as const,
};

function opens(secret: string, key: SealedKey): boolean {
  try {
    openKey({ secret }, { ...key, made: new Date(0), retired: null, withdrawn: null });
    return true;
  } catch (error) {
    if (error instanceof SealError) return false;
    throw error;
  }
}

const addressCheck = {
  ...databaseCheck('address in credentials', async ({ db }, { config }) => {
    const recorded = await recordedOrigin(db);
    if (recorded === null) return ok('No credential was issued yet: the address may still change.');
    const fault = originFault(recorded, config);
    return fault
      ? failed(fault.message, 'Start under the address that stands in them.')
      : ok(`Credentials are issued under ${recorded}.`);
  }),
  fault: 'settings' as const,
};

const issuingCheck = databaseCheck('issuing', async ({ db }, { clock }) => {
  const since = new Date(clock.now().getTime() - LATE_MS);
  const { failed: stopped, late, unsigned } = await troubleOfIssuing(db, since);
  if (unsigned > 0)
    return failed(
      `Status lists that were never signed: ${unsigned}. Whether their credentials stand cannot be asked.`,
      'Restore the newest backup whole.',
    );
  if (stopped + late > 0)
    return warning(
      `Batches of credentials that stand still: ${stopped + late}.`,
      'The page of a batch says why it does; cairn issue --resume goes on with what waits.',
    );
  return ok('No batch of credentials stands still.');
});

export const issuingChecks = [keysCheck, addressCheck, issuingCheck] as const;
