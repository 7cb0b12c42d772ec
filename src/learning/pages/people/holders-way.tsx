/** On a credential in the wallet: the way to others who hold it, and chose to be seen. */
import type { ComponentChild } from 'preact';
import { findCredential } from '../../../credentials/index.js';
import type { Db } from '../../../platform/db/index.js';
import { Act, Section } from '../../../ui/index.js';
import { isHolder } from '../../queries/people/directory.js';

export async function drawHoldersWay(
  db: Db,
  { personId, credentialId }: { personId: string; credentialId: string },
  now: Date,
): Promise<ComponentChild> {
  const credential = await findCredential(db, credentialId);
  if (!credential || !(await isHolder(db, personId, credential.achievementId, now))) return null;
  return (
    <Section id="holders" title="Others who hold it">
      <p>Those who chose to be seen see each other. You are not listed unless you say so.</p>
      <Act href={`/achievements/${credential.achievementId}/holders`} icon="info">
        Who else holds it
      </Act>
    </Section>
  );
}
