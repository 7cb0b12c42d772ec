/** What is sent to a learner who seems stuck, before it is sent. */
import type { Workplace } from '../../../organisations/index.js';
import { ActForm, formatDay, Notice } from '../../../ui/index.js';
import { type LearnerRow, mayAskAgain } from '../../rules/people/figures.js';
import { TeachingPage } from '../authoring/shell.js';

type CheckInPageProps = {
  workplace: Workplace;
  course: { id: string; title: string };
  row: LearnerRow;
  today: string;
};

export function CheckInPage({ workplace, course, row, today }: CheckInPageProps) {
  const base = `/organisations/${workplace.organisation.slug}/teaching`;
  const home = `${base}/${course.id}`;
  return (
    <TeachingPage
      place={workplace}
      hosted={course}
      at="progress"
      title={`Ask how ${row.name} is`}
      lede="A short letter by this site: it has been quiet, you wonder how they are, and they need explain nothing. It says how to pause, how to ask for more time, and where to write to you."
      trail={[{ label: 'Progress', href: `${home}/progress` }]}
    >
      {row.stuck.map(({ sentence }) => (
        <p>{sentence}</p>
      ))}
      {row.state !== 'active' ? (
        <Notice kind="note">They are not taking this course any more.</Notice>
      ) : mayAskAgain(row.asked, today) ? (
        <ActForm action={`${home}/learners/${row.enrolment}/letter`} label="Send the letter" quiet={false} />
      ) : (
        <Notice kind="note">They were asked on {row.asked && formatDay(row.asked)}. Give them some time.</Notice>
      )}
    </TeachingPage>
  );
}
