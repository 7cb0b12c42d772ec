/** What the link of a decision shows, and who may talk about it. */
import { findPerson, type Shareable } from '../../accounts/index.js';
import type { SubjectKinds } from '../../discussion/index.js';
import { DECISION_KIND, findSharedDecision, idOfSubject, rememberReader, standingTo } from '../actions/sharing.js';
import { CommentWay, DecisionShown } from './shared-decision.js';

export const sharedDecision: Shareable = {
  kind: DECISION_KIND,
  label: 'A decision',
  about:
    'They see your name, your answers to the six questions, the shortlist as it was kept, what you chose and why. Whoever opens the link while signed in can comment, as long as the link is in force.',
  async mayShare(db, actor, subject) {
    const id = idOfSubject(subject);
    return id !== null && (await standingTo(db, actor, id)) === 'owner';
  },
  async draw(db, subject, { viewer, link }) {
    const id = idOfSubject(subject);
    const decision = id && (await findSharedDecision(db, id));
    const owner = decision && (await findPerson(db, decision.personId));
    if (!decision || !owner) return null;
    return (
      <>
        <DecisionShown decision={decision} owner={owner.name} />
        <CommentWay id={decision.id} link={link} signedIn={viewer.kind === 'person'} />
      </>
    );
  },
  opened: (trx, { subject, grantId, viewer, now }) =>
    rememberReader(trx, { subject, grantId, personId: viewer.id, now }),
};

/** Read and written by its owner and by whoever opened a link that is in force; staff decide on what somebody reports. */
export const decisionKinds: SubjectKinds = {
  [DECISION_KIND]: {
    // Its name is its owner's own words: letters to others do not hold it.
    async find(db, subject) {
      const id = idOfSubject(subject);
      const decision = id && (await findSharedDecision(db, id));
      return decision ? { title: 'A shared decision', href: `/my/decisions/${decision.id}` } : null;
    },
    mayRead: async (db, actor, subject) => (await standingTo(db, actor, idOfSubject(subject) ?? '')) !== null,
    mayWrite: async (db, actor, subject) => (await standingTo(db, actor, idOfSubject(subject) ?? '')) !== null,
    mayModerate: async (_db, actor) => actor.kind === 'person' && actor.isStaff,
    readers: 'Those with whom this decision is shared can read it, with your name.',
    async tells(db, subject) {
      const id = idOfSubject(subject);
      return id ? ((await findSharedDecision(db, id))?.personId ?? null) : null;
    },
  },
};
