/** A credential shown by link: as it is, with the name of who shares it where it is theirs. */
import { findPerson, type Shareable } from '../../accounts/index.js';
import type { Db } from '../../platform/db/index.js';
import { SharedCredential } from '../pages/shared-credential.js';
import { findHolding } from '../queries/holdings.js';
import type { WholeHolding } from '../schema.js';
import { credentialOf, pictureOf, signedOf } from './files.js';
import { asKnownHere } from './standing.js';

const KIND = 'wallet:credential';
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const sharedCredential: Shareable = {
  kind: KIND,
  label: 'A credential',
  about:
    'They see the credential, how it stands, and your name on it where it was issued to you; they can download it and check it. Your note is not shown.',
  mayShare: async (db, { id }, subject) => (await find(db, subject))?.personId === id,
  async draw(db, subject) {
    const found = await find(db, subject);
    if (!found || found.personId === null) return null;
    const now = new Date();
    const held = await asKnownHere(db, found, now);
    const person = await findPerson(db, found.personId);
    const isTheirs = held.recipient === 'letter' || held.recipient === 'address';
    const holder = isTheirs ? (held.shownName ?? person?.name ?? null) : null;
    const picture = Buffer.from(await pictureOf({ db }, held)).toString('base64');
    return (
      <SharedCredential
        credential={credentialOf(held, { holder, now })}
        picture={`data:image/png;base64,${picture}`}
        checks={held.checks}
        checkedAt={held.checkedAt}
        signed={signedOf(held)?.text ?? null}
      />
    );
  },
};

async function find(db: Db, subject: string): Promise<WholeHolding | null> {
  const id = subject.slice(KIND.length + 1);
  return UUID.test(id) ? findHolding(db, id) : null;
}
