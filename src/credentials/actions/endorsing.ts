/** A body says, signed, that somebody else's course or achievement counts with it; and takes it back. */
import { type Actor, recordAct } from '../../accounts/index.js';
import { courseChanged } from '../../catalogue/index.js';
import { findOrganisation, type Organisation, requireRole } from '../../organisations/index.js';
import { newId } from '../../platform/crypto/index.js';
import type { Db } from '../../platform/db/index.js';
import {
  type Endorsable,
  findEndorsable,
  findEndorsement,
  insertEndorsement,
  isEndorsed,
  markRevoked,
  takeEnded,
} from '../queries/endorsements.js';
import { buildEndorsement } from '../rules/endorsing.js';
import { wholeSeconds } from '../rules/issuing/issuers.js';
import { ENDORSING_KINDS, type Endorsement, type EndorsementAsked } from '../schema/endorsement.js';
import { getIssuingOrganisation } from './issuing/issuers.js';
import { type Issuing, IssuingError } from './issuing/parts.js';
import { signAs } from './issuing/signing.js';
import { setStatusPlaces, takeStatusPlace } from './issuing/status-lists.js';

/** How many ended ones are told to the search in one transaction. */
const TOLD_AT_ONCE = 500;

export type EndorsingBody = { actor: Exclude<Actor, { kind: 'nobody' }>; organisation: Organisation };

/**
 * The body for which somebody may endorse: one of its members, or whoever works at the terminal. @throws NotAllowedError without the role; IssuingError 403 where it is no body that
 * recognises learning.
 */
export async function requireBody(db: Db, actor: Actor, slugOrId: string): Promise<EndorsingBody> {
  const acting = actor.kind === 'operator' ? actor : await requireRole(db, actor, slugOrId, 'issuer');
  const organisation = await findOrganisation(db, slugOrId);
  if (!organisation) throw new IssuingError(404, 'No organisation stands at this address.');
  return { actor: acting, organisation };
}

export const isEndorsingKind = ({ kind }: Pick<Organisation, 'kind'>): boolean =>
  (ENDORSING_KINDS as readonly string[]).includes(kind);

/**
 * Signs an endorsement in the name of a body. @returns its id.
 * @throws IssuingError: 403 (not such a body, or not proved), 404 (nothing of that name), 409 (its own, or endorsed already), 503.
 */
export function endorse(issuing: Issuing, actor: Actor, slugOrId: string, asked: EndorsementAsked): Promise<string> {
  return issuing.db.transaction().execute(async (trx) => {
    const body = await requireBody(trx, actor, slugOrId);
    requireKind(body.organisation);
    await getIssuingOrganisation(trx, issuing, body.organisation.id);
    const subject = await findEndorsable(trx, asked.subject);
    if (!subject) throw new IssuingError(404, 'No published course or achievement stands at that address.');
    if (subject.providerId === body.organisation.id) {
      throw new IssuingError(409, 'This is your own. Recognition is the word of somebody else.');
    }
    const id = newId();
    const now = issuing.clock.now();
    await signAndKeep(trx, issuing, { id, subject, asked, organisationId: body.organisation.id, now });
    await courseChanged(trx, subject.courseId ? [subject.courseId] : []);
    const detail = { kind: subject.kind, until: asked.until };
    await recordAct(trx, body.actor, { act: 'credentials.endorsed', subject: `endorsement:${id}`, detail }, now);
    return id;
  });
}

type Keeping = { id: string; subject: Endorsable; asked: EndorsementAsked; organisationId: string; now: Date };

async function signAndKeep(
  trx: Db,
  issuing: Issuing,
  { id, subject, asked, organisationId, now }: Keeping,
): Promise<void> {
  const today = issuing.clock.today();
  const { counts, words, until } = asked;
  const status = { statusListId: '', statusPlace: 0 };
  const { signed, issuer } = await signAs(trx, issuing, organisationId, async (own) => {
    // The issuer is held from here on, so that two acts at once cannot both find it not endorsed.
    if (await isEndorsed(trx, organisationId, subject, today)) {
      throw new IssuingError(409, 'You recognise this already. Revoke that first, if something about it has changed.');
    }
    const { listId, place, entry } = await takeStatusPlace(trx, issuing, own);
    Object.assign(status, { statusListId: listId, statusPlace: place });
    return buildEndorsement({
      id: `${issuing.origin}/endorsements/${id}`,
      about: `${issuing.origin}/${subject.kind === 'course' ? 'courses' : 'achievements'}/${subject.id}`,
      name: subject.name,
      issuer: own.profile,
      counts,
      words,
      validFrom: wholeSeconds(now),
      validUntil: `${until}T23:59:59Z`,
      until,
      status: entry,
    });
  });
  const kept = { id, organisationId, subject, keyId: issuer.keyId, counts, words, from: today, until, made: now };
  await insertEndorsement(trx, { ...kept, ...status, signed: JSON.stringify(signed) });
}

function requireKind(organisation: Organisation): void {
  if (isEndorsingKind(organisation)) return;
  throw new IssuingError(
    403,
    'Professional bodies, awarding bodies and public bodies recognise the learning of others. If yours is one, change its kind in its profile.',
  );
}

/** The endorsement of a body. @throws IssuingError 404 for another's, too */
export async function ownEndorsement(db: Db, organisationId: string, id: string): Promise<Endorsement> {
  const found = await findEndorsement(db, id);
  if (found?.body.id !== organisationId) throw new IssuingError(404, 'No endorsement stands at this address.');
  return found;
}

/** Takes an endorsement back, for a reason that everybody can read. @throws IssuingError 404, 409 */
export function revokeEndorsement(
  issuing: Issuing,
  actor: Actor,
  slugOrId: string,
  { id, reason }: { id: string; reason: string },
): Promise<void> {
  return issuing.db.transaction().execute(async (trx) => {
    const body = await requireBody(trx, actor, slugOrId);
    const { statusListId, statusPlace, subject } = await ownEndorsement(trx, body.organisation.id, id);
    const now = issuing.clock.now();
    if (!(await markRevoked(trx, id, reason, now))) throw new IssuingError(409, 'It is revoked already.');
    await setStatusPlaces(trx, issuing, [{ statusListId, statusPlace }], 'revocation', true);
    await courseChanged(trx, subject.courseId ? [subject.courseId] : []);
    await recordAct(trx, body.actor, { act: 'credentials.endorsement-revoked', subject: `endorsement:${id}` }, now);
  });
}

/** Tells the search of what ended before today. @returns how many. */
export async function endEndorsements(db: Db, today: string): Promise<number> {
  let all = 0;
  for (;;) {
    const told = await db.transaction().execute(async (trx) => {
      const { ended, courseIds } = await takeEnded(trx, today, TOLD_AT_ONCE);
      await courseChanged(trx, courseIds);
      return ended;
    });
    all += told;
    if (told < TOLD_AT_ONCE) return all;
  }
}
