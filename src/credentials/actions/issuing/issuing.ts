/** Issuing: one, many, by an event. What is issued here is signed in the name of an organisation, so every way asks who acts. */
import { type Actor, recordAct, requirePerson } from '../../../accounts/index.js';
import { requireRole } from '../../../organisations/index.js';
import { newId } from '../../../platform/crypto/index.js';
import type { Db } from '../../../platform/db/index.js';
import { emit, enqueue } from '../../../platform/jobs/index.js';
import { findPublishedAchievement } from '../../queries/achievements.js';
import {
  batchOfRequest,
  confirmBatch,
  deleteChecked,
  findBatch,
  insertAwards,
  insertBatch,
  lockBatch,
} from '../../queries/issuing/batches.js';
import { holdersAmong } from '../../queries/issuing/credentials.js';
import { faultOfAward } from '../../rules/issuing/award-faults.js';
import { wholeSeconds } from '../../rules/issuing/issuers.js';
import type { Awarder, PublishedAchievement } from '../../schema/achievement.js';
import {
  type Batch,
  type BatchTerms,
  type BatchWay,
  credentialsIssued,
  GivenAward,
  issueBatchTask,
  type SignedAs,
  type TableFault,
} from '../../schema/issuing.js';
import { issueAwards } from './issue.js';
import { getIssuingOrganisation, issuerFor } from './issuers.js';
import { type Issuing, IssuingError } from './parts.js';

/** Who issues in whose name: a member by hand, or a program with a key of the organisation. */
export type Issuance =
  | { actor: Actor; organisation: string }
  | { organisationId: string; by: 'key' | 'event' | 'operator' };

export type IssueOptions = {
  /** With a place for suspension too. */
  suspendable?: boolean;
  /** Whether a letter goes to the learner; true where it is not said. */
  letters?: boolean;
  /** Also to somebody who holds this achievement already. */
  again?: boolean;
  /** How it is signed; with a proof inside it where it is not said. */
  signedAs?: SignedAs;
};

/** Issues one award now, and returns the id of the credential. @throws IssuingError, NotAllowedError */
export function issueOne(
  issuing: Issuing,
  who: Issuance,
  asked: { achievement: string; award: GivenAward } & IssueOptions,
): Promise<string> {
  return issuing.db.transaction().execute(async (trx) => {
    const organisation = await requireIssuer(trx, issuing, who);
    const id = await awardIn(trx, issuing, organisation, asked);
    const actor =
      'actor' in who ? requirePerson(who.actor) : ({ kind: who.by === 'operator' ? 'operator' : 'system' } as const);
    const detail = { achievement: asked.achievement, by: 'actor' in who ? 'form' : who.by };
    await recordAct(
      trx,
      actor,
      { act: 'credentials.issued', subject: `credential:${id}`, detail },
      issuing.clock.now(),
    );
    return id;
  });
}

/** For features above: issues one award in their own transaction, in the name of whoever has the achievement. */
export async function awardFor(
  trx: Db,
  issuing: Issuing,
  asked: { organisationId: string; achievement: string; award: GivenAward } & IssueOptions,
): Promise<string> {
  const organisation = await getIssuingOrganisation(trx, issuing, asked.organisationId);
  const id = await awardIn(trx, issuing, organisation, asked);
  const detail = { achievement: asked.achievement, by: 'event' };
  await recordAct(
    trx,
    { kind: 'system' },
    { act: 'credentials.issued', subject: `credential:${id}`, detail },
    issuing.clock.now(),
  );
  return id;
}

async function awardIn(
  trx: Db,
  issuing: Issuing,
  organisation: Awarder,
  {
    achievement: id,
    award: given,
    again = false,
    ...options
  }: { achievement: string; award: GivenAward } & IssueOptions,
): Promise<string> {
  const achievement = await getAchievement(trx, organisation, id);
  const award = GivenAward.parse(given);
  const fault = faultOfAward(award, achievement.content);
  if (fault) throw new IssuingError(422, fault.message);
  if (!again) await refuseHolders(trx, issuing, achievement, award);
  const [credential] = await issueAwards(trx, issuing, {
    issuer: await issuerFor(trx, issuing, organisation.id),
    achievement,
    awards: [{ num: null, given: award }],
    batchId: null,
    terms: termsOf(options, issuing),
  });
  const news = {
    organisation: organisation.id,
    achievement: achievement.id,
    batch: null,
    credential: credential as string,
  };
  await emit(trx, credentialsIssued, news);
  return credential as string;
}

async function refuseHolders(db: Db, issuing: Issuing, { id }: PublishedAchievement, award: GivenAward): Promise<void> {
  const { email } = award.recipient;
  if (email === undefined || (await holdersAmong(db, id, [email], issuing.clock.now())).size === 0) return;
  throw new IssuingError(
    409,
    'This person holds this credential already, or it is offered to them. Correct or renew that one, or say that it is issued again.',
  );
}

function termsOf(
  { suspendable = false, letters = true, signedAs = 'proof' }: IssueOptions,
  { clock }: Issuing,
): BatchTerms {
  return { issued: wholeSeconds(clock.now()), suspendable, letters, signedAs };
}

/** The organisation in whose name is issued, if it may and the actor may. @throws IssuingError, NotAllowedError, SignInNeededError */
export async function requireIssuer(db: Db, issuing: Issuing, who: Issuance): Promise<Awarder> {
  if (!('actor' in who)) return getIssuingOrganisation(db, issuing, who.organisationId);
  await requireRole(db, who.actor, who.organisation, 'issuer');
  return getIssuingOrganisation(db, issuing, who.organisation);
}

/** A published achievement of this organisation, in its newest version. @throws IssuingError */
export async function getAchievement(db: Db, organisation: Awarder, id: string): Promise<PublishedAchievement> {
  const achievement = await findPublishedAchievement(db, id);
  if (!achievement || achievement.organisation.id !== organisation.id) {
    throw new IssuingError(404, 'There is no such achievement here. Choose one that is published.');
  }
  if (achievement.state !== 'published') {
    throw new IssuingError(409, 'This achievement is retired: nothing new is issued of it.');
  }
  return achievement;
}

export type ToCheck = {
  achievement: string;
  way: BatchWay;
  name: string;
  awards: readonly GivenAward[];
  faults?: readonly TableFault[];
  requestKey?: string | null;
} & IssueOptions;

/** The most awards of one batch. */
export const MOST_AWARDS = 200_000;

/**
 * Keeps awards as a batch that waits to be confirmed: nothing is issued. The same request key gives the same batch again.
 */
export async function checkBatch(trx: Db, issuing: Issuing, who: Issuance, asked: ToCheck): Promise<Batch> {
  const organisation = await requireIssuer(trx, issuing, who);
  const achievement = await getAchievement(trx, organisation, asked.achievement);
  if (asked.awards.length > MOST_AWARDS) throw new IssuingError(422, `Send at most ${MOST_AWARDS} awards at a time.`);
  const id = newId();
  const isNew = await insertBatch(trx, {
    id,
    organisationId: organisation.id,
    achievementId: achievement.id,
    achievementVersion: achievement.version,
    way: asked.way,
    name: asked.name,
    state: 'checked',
    total: asked.awards.length,
    faults: asked.faults ?? [],
    requestKey: asked.requestKey ?? null,
    terms: { ...termsOf(asked, issuing), issued: null },
    made: issuing.clock.now(),
    madeBy: 'actor' in who ? requirePerson(who.actor).id : null,
  });
  if (!isNew) return (await batchOfRequest(trx, organisation.id, asked.requestKey ?? '')) as Batch;
  await insertAwards(
    trx,
    id,
    asked.awards.map((award) => GivenAward.parse(award)),
  );
  return (await findBatch(trx, organisation.id, id)) as Batch;
}

/** Has a batch issued, chunk after chunk, by a job. Confirmed twice, it is issued once. @throws IssuingError */
export function confirmChecked(
  issuing: Issuing,
  who: Issuance,
  asked: { batch: string; leaveOut: boolean },
): Promise<Batch> {
  return issuing.db.transaction().execute((trx) => confirmIn(trx, issuing, who, asked));
}

async function confirmIn(
  trx: Db,
  issuing: Issuing,
  who: Issuance,
  { batch: id, leaveOut }: { batch: string; leaveOut: boolean },
): Promise<Batch> {
  const organisation = await requireIssuer(trx, issuing, who);
  const found = await findBatch(trx, organisation.id, id);
  const batch = found && (await lockBatch(trx, found.id));
  if (!batch)
    throw new IssuingError(
      410,
      'This table is no longer kept: a day has passed, or it was thrown away. Send it again.',
    );
  if (batch.state !== 'checked') return batch;
  if (batch.total === 0)
    throw new IssuingError(422, 'There is nothing in it that can be issued. Mend the table and send it again.');
  if (batch.faults.some(({ row }) => row > 0) && !leaveOut) {
    throw new IssuingError(422, 'Some rows have faults. Mend the table, or tick that they are left out.');
  }
  const now = issuing.clock.now();
  await confirmBatch(trx, batch.id, { ...batch.terms, issued: wholeSeconds(now) });
  await enqueue(trx, issueBatchTask, { batch: batch.id }, { key: `batch ${batch.id}` });
  const actor =
    'actor' in who ? requirePerson(who.actor) : ({ kind: who.by === 'operator' ? 'operator' : 'system' } as const);
  const detail = { achievement: batch.achievementId, awards: batch.total, way: batch.way };
  await recordAct(trx, actor, { act: 'credentials.batch-confirmed', subject: `batch:${batch.id}`, detail }, now);
  return (await findBatch(trx, organisation.id, id)) as Batch;
}

/** Keeps and confirms at once: for programs, which saw nothing to look at first. @throws IssuingError */
export function issueBatch(issuing: Issuing, who: Issuance, asked: ToCheck): Promise<Batch> {
  return issuing.db.transaction().execute(async (trx) => {
    const { id } = await checkBatch(trx, issuing, who, asked);
    return confirmIn(trx, issuing, who, { batch: id, leaveOut: false });
  });
}

/** Throws a table away that was not confirmed. */
export function dropChecked(issuing: Issuing, who: Issuance, batch: string): Promise<void> {
  return issuing.db.transaction().execute(async (trx) => {
    const organisation = await requireIssuer(trx, issuing, who);
    const found = await findBatch(trx, organisation.id, batch);
    if (!found) throw new IssuingError(404, 'There is no such table any more.');
    await deleteChecked(trx, found.id);
  });
}
