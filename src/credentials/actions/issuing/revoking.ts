/** Revoking, suspending and resuming: singly, several at once, a whole batch; claimed or not. */
import { recordAct, requirePerson } from '../../../accounts/index.js';
import type { Db } from '../../../platform/db/index.js';
import { emit } from '../../../platform/jobs/index.js';
import { changedLetter } from '../../mails.js';
import { type MarkedPlace, type Marking, markCredentials } from '../../queries/issuing/credentials.js';
import { toTell } from '../../queries/issuing/telling.js';
import { issuerName } from '../../rules/issuing/issuers.js';
import { reasonInWords } from '../../rules/issuing/reasons.js';
import { type AnyReason, credentialsChanged, type RevocationReason } from '../../schema/issuing.js';
import type { Issuance } from './issuing.js';
import { requireIssuer } from './issuing.js';
import { type Issuing, IssuingError } from './parts.js';
import { setStatusPlaces } from './status-lists.js';

export type Why = { reason: RevocationReason; words: string | null };
export type Change = 'revoked' | 'suspended' | 'resumed';

/** The most that are changed by one act. */
export const MOST_AT_ONCE = 200_000;

/**
 * Changes how credentials of an organisation stand, signs the lists anew and tells the learners, in one transaction. Those that
 * stand so already are left as they are. @returns how many changed. @throws IssuingError where none can
 */
export function changeCredentials(
  issuing: Issuing,
  who: Issuance,
  asked: { ids: readonly string[]; how: Change } & Why,
): Promise<number> {
  return issuing.db.transaction().execute(async (trx) => {
    const organisation = await requireIssuer(trx, issuing, who);
    const { ids, how, reason, words } = asked;
    if (ids.length > MOST_AT_ONCE) throw new IssuingError(422, `Change at most ${MOST_AT_ONCE} at a time.`);
    const changed = await changeIn(trx, issuing, organisation.id, ids, { how, reason, words });
    if (changed.length === 0) throw new IssuingError(409, refusal(how));
    const actor =
      'actor' in who ? requirePerson(who.actor) : ({ kind: who.by === 'operator' ? 'operator' : 'system' } as const);
    const one = changed.length === 1 ? changed[0]?.id : null;
    const subject = one ? `credential:${one}` : `organisation:${organisation.id}`;
    const detail = { credentials: changed.length, reason };
    await recordAct(trx, actor, { act: `credentials.${how}`, subject, detail }, issuing.clock.now());
    return changed.length;
  });
}

function refusal(how: Change): string {
  if (how === 'revoked') return 'Nothing changed: it is revoked already, or is not one of yours.';
  if (how === 'resumed') return 'Nothing changed: it is not suspended.';
  return 'Nothing changed: it was issued without a place for suspension, or is suspended or revoked already. You can revoke it.';
}

type Given = { how: Change; reason: AnyReason; words: string | null };

/** For acts that revoke besides what they do; nobody is told by letter. */
export async function revokeMany(
  trx: Db,
  issuing: Issuing,
  organisationId: string,
  ids: readonly string[],
  why: Omit<Given, 'how'>,
): Promise<MarkedPlace[]> {
  return mark(trx, issuing, organisationId, ids, { how: 'revoked', ...why });
}

async function changeIn(
  trx: Db,
  issuing: Issuing,
  organisationId: string,
  ids: readonly string[],
  given: Given,
): Promise<MarkedPlace[]> {
  const changed = await mark(trx, issuing, organisationId, ids, given);
  const letters = await toTell(
    trx,
    changed.map(({ id }) => id),
  );
  await issuing.post.sendMany(
    trx,
    letters.map(({ email, issuer, achievement, isDemonstration }) =>
      changedLetter(email, {
        how: given.how,
        issuer: issuerName(issuer, isDemonstration ? 'did:key:' : ''),
        achievement,
        reason: reasonInWords(given.reason),
        words: given.words,
        origin: issuing.origin,
      }),
    ),
  );
  return changed;
}

async function mark(
  trx: Db,
  issuing: Issuing,
  organisationId: string,
  ids: readonly string[],
  { how, reason, words }: Given,
): Promise<MarkedPlace[]> {
  const now = issuing.clock.now();
  const marking: Marking =
    how === 'revoked'
      ? { revoked: now, reason, words }
      : how === 'suspended'
        ? { suspended: now, reason, words }
        : { suspended: null, reason: null, words: null };
  const changed = await markCredentials(trx, organisationId, ids, marking);
  await setStatusPlaces(trx, issuing, changed, how === 'revoked' ? 'revocation' : 'suspension', how !== 'resumed');
  for (const { id, achievementId } of changed) {
    const news = { credential: id, organisation: organisationId, achievement: achievementId };
    await emit(trx, credentialsChanged, {
      ...news,
      holds: how === 'resumed',
      reason: how === 'resumed' ? null : reason,
    });
  }
  return changed;
}
