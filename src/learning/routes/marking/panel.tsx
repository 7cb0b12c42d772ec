/** What stands inside the step of an assignment. */

import type { OwnWork } from '../../actions/marking/own-work.js';
import { ownWork } from '../../actions/marking/own-work.js';
import { AssignmentPanel } from '../../pages/marking/assignment-panel.js';
import type { StepPanel } from '../../pages/player/panels.js';
import { incompleteBecause } from '../../rules/marking/complete.js';
import { dayIn } from '../../rules/offerings/days.js';

export const assignmentPanel: StepPanel = async ({ db, clock }, { place, step }, query) => {
  if (step.type !== 'assignment') return null;
  const work = await ownWork(db, place, step);
  return (
    <AssignmentPanel
      work={work}
      at={`/learn/${place.enrolment.id}/steps/${step.key}`}
      today={dayIn(clock.now(), place.offering.timeZone)}
      canWork={place.enrolment.state !== 'left'}
      done={query.done}
      refused={refusedInWords(work, query.refused)}
    />
  );
};

const REFUSED: Readonly<Record<string, string>> = {
  files:
    'A file was not taken; your words are saved. Files are PDF, docx, odt, text, Markdown, PNG or JPEG, at most 10 MB each, and no more than are asked for.',
  time: 'The last day for this work is over. Ask for more time on the page of the course: what you wrote is kept.',
  number: 'This was handed in already, or no more is taken. What you sent last is not part of it.',
  appeal: 'Say in your words what was judged wrongly; one can appeal once.',
};

/** What is said stands here, never in the address. */
function refusedInWords({ step, edition, draft }: OwnWork, refused: string | undefined): string | undefined {
  if (refused === undefined) return undefined;
  if (Object.hasOwn(REFUSED, refused)) return REFUSED[refused];
  const { integrity } = edition.content;
  const submission = draft?.submission ?? { words: '', integrityAgreed: false };
  return incompleteBecause({ step, integrity, draft: submission, files: draft?.files.length ?? 0 })?.message;
}
