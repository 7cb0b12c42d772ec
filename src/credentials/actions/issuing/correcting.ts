/** Correcting and renewing: a new credential of the same achievement that names the one before it. */
import { recordAct, requirePerson } from '../../../accounts/index.js';
import { emit } from '../../../platform/jobs/index.js';
import { carryOver, lockCredential } from '../../queries/issuing/chains.js';
import { findCredentialOf, findRecipient } from '../../queries/issuing/credentials.js';
import { faultOfAward } from '../../rules/issuing/award-faults.js';
import { wholeSeconds } from '../../rules/issuing/issuers.js';
import { signedAsOf } from '../../rules/issuing/signed-as.js';
import { credentialsReplaced, type GivenAward } from '../../schema/issuing.js';
import { issueAwards } from './issue.js';
import { issuerFor } from './issuers.js';
import { getAchievement, type Issuance, requireIssuer } from './issuing.js';
import { type Issuing, IssuingError } from './parts.js';
import { revokeMany } from './revoking.js';

/**
 * Issues a corrected or renewed credential to the same learner: `award` says everything anew but for whom it is, unless that is
 * what was wrong. Corrected, the old one is revoked as replaced; renewed, it goes on until its end. The learner is told by
 * letter. Where the old one was claimed, so is the new one. @returns the id of the new one. @throws IssuingError
 */
export function reissueCredential(
  issuing: Issuing,
  who: Issuance,
  asked: { credential: string; how: 'corrected' | 'renewed'; award: GivenAward },
): Promise<string> {
  return issuing.db.transaction().execute(async (trx) => {
    const organisation = await requireIssuer(trx, issuing, who);
    const found = await findCredentialOf(trx, organisation.id, asked.credential);
    if (!found) throw new IssuingError(404, 'There is no such credential among yours.');
    await lockCredential(trx, found.id);
    const old = await findCredentialOf(trx, organisation.id, asked.credential);
    if (!old || old.revoked) {
      throw new IssuingError(
        409,
        'This credential is revoked or replaced already. Go to the one that stands in its place, or issue a new one.',
      );
    }
    const isCorrection = asked.how === 'corrected';
    if (!isCorrection && old.renewedById) throw new IssuingError(409, 'This credential is renewed already.');
    const achievement = await getAchievement(trx, organisation, old.achievementId);
    const fault = faultOfAward(asked.award, achievement.content);
    if (fault) throw new IssuingError(422, fault.message);
    const now = issuing.clock.now();
    const [id = ''] = await issueAwards(trx, issuing, {
      issuer: await issuerFor(trx, issuing, organisation.id),
      achievement,
      awards: [{ num: null, given: asked.award }],
      batchId: null,
      terms: {
        issued: wholeSeconds(now),
        suspendable: old.suspendable,
        letters: true,
        signedAs: signedAsOf(old.signed),
      },
      replacesId: isCorrection ? old.id : null,
      renewsId: isCorrection ? null : old.id,
      letter: asked.how,
    });
    const before = await findRecipient(trx, old.id);
    if (before?.email && before.email === asked.award.recipient.email) await carryOver(trx, old.id, id, now);
    if (isCorrection) await revokeMany(trx, issuing, organisation.id, [old.id], { reason: 'replaced', words: null });
    const news = { credential: old.id, organisation: organisation.id, achievement: old.achievementId };
    await emit(trx, credentialsReplaced, { ...news, by: id, how: asked.how });
    const actor = 'actor' in who ? requirePerson(who.actor) : ({ kind: 'system' } as const);
    const detail = { by: id };
    await recordAct(trx, actor, { act: `credentials.${asked.how}`, subject: `credential:${old.id}`, detail }, now);
    return id;
  });
}
