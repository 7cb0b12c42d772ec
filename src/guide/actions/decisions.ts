/** Keeping a decision: made from answers, asked anew, named, decided, deleted. Each act is its owner's alone. */
import { type Actor, recordAct, requirePerson } from '../../accounts/index.js';
import { closeDiscussion } from '../../discussion/index.js';
import { newId } from '../../platform/crypto/index.js';
import type { Db } from '../../platform/db/index.js';
import {
  addVersion,
  countDecisions,
  type DecisionRow,
  deleteDecision,
  findDecision,
  insertDecision,
  listDecisions,
  lockDecision,
  renameDecision,
  setChoice,
} from '../queries/decisions.js';
import { decisionOf, firstName, keptAnswer, readChosen } from '../rules/keeping.js';
import {
  type CourseLine,
  type Decision,
  type DecisionLine,
  DecisionRefused,
  DecisionUnknownError,
  type GuideAnswer,
  type GuideQuestion,
  type GuideRequest,
} from '../schema.js';
import { decisionSubject } from './sharing.js';

/** Asks the guide. */
export type AskGuide = (request: GuideRequest) => Promise<GuideAnswer>;
export type Keeping = { db: Db; ask: AskGuide };

const MOST_DECISIONS = 200;
/** So many versions of a decision are kept: the newest. */
const MOST_VERSIONS = 20;
/** As many as are kept of an answer. */
export const FIRST_PAGE = { page: 1, perPage: 20, candidates: 0 } as const;

/** The decision, where it is this person's. @throws SignInNeededError, DecisionUnknownError */
export async function getOwnDecision(db: Db, actor: Actor, id: string): Promise<Decision> {
  return ownOf(actor, await findDecision(db, id));
}

function ownOf(actor: Actor, row: DecisionRow | null): Decision {
  const person = requirePerson(actor);
  if (row?.personId !== person.id) throw new DecisionUnknownError();
  return decisionOf(row);
}

export async function ownDecisions(db: Db, actor: Actor): Promise<DecisionLine[]> {
  const rows = await listDecisions(db, requirePerson(actor).id);
  return rows.map((row) => ({ ...row, chosen: readChosen(row.chosen) }));
}

export type ToSave = {
  question: GuideQuestion;
  /** null: named by its first answer. */
  name: string | null;
  /** The decision of which this is a new version; null: a decision of its own. */
  decision: string | null;
};

/**
 * Keeps answers with what the guide says of them now. Returns the id of the decision.
 * @throws SignInNeededError, DecisionUnknownError, DecisionRefused, GuideFault
 */
export async function saveDecision({ db, ask }: Keeping, actor: Actor, asked: ToSave, now: Date): Promise<string> {
  const person = requirePerson(actor);
  const answer = keptAnswer(await ask({ ...asked.question, ...FIRST_PAGE }));
  const version = { question: asked.question, answer, now };
  return db.transaction().execute(async (trx) => {
    const id = asked.decision ?? newId();
    if (asked.decision === null) {
      if ((await countDecisions(trx, person.id)) >= MOST_DECISIONS)
        throw new DecisionRefused(`You keep ${MOST_DECISIONS} decisions. Delete one that you no longer need first.`);
      const name = asked.name ?? firstName(answer);
      await insertDecision(trx, { ...version, id, personId: person.id, name });
    } else {
      const held = ownOf(actor, await lockDecision(trx, id));
      await addVersion(trx, id, held.version.number + 1, MOST_VERSIONS, version);
    }
    const act = asked.decision === null ? 'guide.decision-kept' : 'guide.decision-answered-again';
    await recordAct(trx, person, { act, subject: `decision:${id}` }, now);
    return id;
  });
}

/** @throws SignInNeededError, DecisionUnknownError */
export async function nameDecision(db: Db, actor: Actor, id: string, name: string, now: Date): Promise<void> {
  await onOwn(db, actor, id, 'guide.decision-named', now, (trx) => renameDecision(trx, id, name, now));
}

/**
 * Says what was chosen and why. `course` is the slug of a course of the shortlist as it was kept, of what is `listed` today,
 * or of what was chosen before; null: not decided. @throws SignInNeededError, DecisionUnknownError, DecisionRefused
 */
export async function decide(
  db: Db,
  actor: Actor,
  id: string,
  { course, why, listed }: { course: string | null; why: string | null; listed: readonly CourseLine[] },
  now: Date,
): Promise<void> {
  await onOwn(db, actor, id, 'guide.decided', now, async (trx, decision) => {
    const kept = decision.version.answer?.items.map((one) => one.course) ?? [];
    const known = [...(decision.chosen ? [decision.chosen] : []), ...kept, ...listed];
    const chosen = course === null ? null : known.find(({ slug }) => slug === course);
    if (chosen === undefined)
      throw new DecisionRefused(
        'That course is not on this shortlist. Choose one that is, or leave it open.',
        'course',
      );
    await setChoice(trx, id, { chosen, why }, now);
  });
}

/** Deletes it with its versions, its comments and its links' use. @throws SignInNeededError, DecisionUnknownError */
export async function removeDecision(db: Db, actor: Actor, id: string, now: Date): Promise<void> {
  await onOwn(db, actor, id, 'guide.decision-deleted', now, async (trx, decision) => {
    await closeDiscussion(trx, decisionSubject(decision.id), now);
    await deleteDecision(trx, decision.id);
  });
}

async function onOwn(
  db: Db,
  actor: Actor,
  id: string,
  act: string,
  now: Date,
  work: (trx: Db, decision: Decision) => Promise<void>,
): Promise<void> {
  const person = requirePerson(actor);
  await db.transaction().execute(async (trx) => {
    await work(trx, ownOf(actor, await lockDecision(trx, id)));
    await recordAct(trx, person, { act, subject: `decision:${id}` }, now);
  });
}
