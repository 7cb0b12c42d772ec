/** Sources: the systems that may write statements to an organisation here, or read them. Owners decide. */
import { type Acting, type Actor, recordAct } from '../../accounts/index.js';
import { getOrganisation, requireRole } from '../../organisations/index.js';
import { newId, newToken, sha256 } from '../../platform/crypto/index.js';
import type { Db } from '../../platform/db/index.js';
import { findSource, insertSource, revokeSource } from '../queries/sources.js';
import { type Source, type SourceAsked, XapiError } from '../schema/index.js';

/**
 * A new source, by an owner or the operator. The secret is returned once and never again: only its hash is kept.
 * @throws NotAllowedError
 */
export async function makeSource(
  db: Db,
  actor: Actor,
  { organisation: slug, asked }: { organisation: string; asked: SourceAsked },
  now: Date,
): Promise<{ source: Source; secret: string }> {
  const who = await requireOwner(db, actor, slug);
  const secret = newToken();
  const source = await db.transaction().execute(async (trx) => {
    const { id: organisationId } = await getOrganisation(trx, slug);
    const keyId = newToken(12);
    const made = { ...asked, id: newId(), organisationId, keyId, created: now, revokedAt: null };
    await insertSource(trx, { ...made, secretHash: sha256(secret) });
    const detail = { scopes: asked.scopes.join(' ') };
    await recordAct(trx, who, { act: 'statements.source-made', subject: `statement-source:${made.id}`, detail }, now);
    return made;
  });
  return { source, secret };
}

async function requireOwner(db: Db, actor: Actor, slug: string): Promise<Acting> {
  return actor.kind === 'operator' ? actor : requireRole(db, actor, slug, 'owner');
}

/** Ends the right of a source at once, and for good. What it sent stays. @throws NotAllowedError, XapiError (404) */
export async function endSource(
  db: Db,
  actor: Actor,
  { organisation: slug, id }: { organisation: string; id: string },
  now: Date,
): Promise<void> {
  const person = await requireRole(db, actor, slug, 'owner');
  await db.transaction().execute(async (trx) => {
    const { id: organisationId } = await getOrganisation(trx, slug);
    await getSource(trx, organisationId, id);
    if (!(await revokeSource(trx, id, now))) return;
    await recordAct(trx, person, { act: 'statements.source-ended', subject: `statement-source:${id}` }, now);
  });
}

/** @throws XapiError (404) */
export async function getSource(db: Db, organisationId: string, id: string): Promise<Source> {
  const source = await findSource(db, organisationId, id);
  if (!source) throw new XapiError(404, 'There is no such source. It may belong to another organisation.');
  return source;
}
