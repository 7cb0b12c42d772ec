/** The discussion under each step. The page knows already who looks, so it costs two or three questions to the database. */
import { readDiscussion } from '../../../discussion/index.js';
import { talkOf, threadReaders } from '../../actions/people/talking.js';
import { StepDiscussion } from '../../pages/people/talk-pages.js';
import type { StepPanel } from '../../pages/player/panels.js';
import { stepSubject, talkAddress } from '../../rules/people/circles.js';

export const discussionBelow: StepPanel = async (parts, { place, step, person, following }, { comments = '1' }) => {
  const { enrolment } = place;
  if (enrolment.state === 'left') return null;
  const talk = talkOf(place, step.key);
  const subject = stepSubject(talk);
  const known = { href: talkAddress(talk), mayWrite: true, readers: threadReaders };
  const page = /^\d{1,5}$/.test(comments) ? Math.max(1, Number(comments)) : 1;
  const discussion = await readDiscussion(parts, person, subject, { page, now: parts.clock.now(), known });
  return (
    <StepDiscussion
      discussion={discussion}
      following={following}
      action={`/learn/${enrolment.id}/steps/${step.key}/following`}
      isTask={step.type === 'discussion'}
    />
  );
};
