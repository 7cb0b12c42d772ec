/** What was reported in the discussions of a course, for those who moderate them. */
import { ReportedPanel, type ReportedThere } from '../../../discussion/index.js';
import type { Workplace } from '../../../organisations/index.js';
import { type Refusal, State } from '../../../ui/index.js';
import { TeachingPage } from '../authoring/shell.js';

type ReportsPageProps = {
  workplace: Workplace;
  course: { id: string; title: string };
  reported: readonly ReportedThere[];
  done?: string | undefined;
  refused?: { id: string; refusal: Refusal; texts: Readonly<Record<string, string>> } | null;
};

export function ReportsPage({ workplace, course, reported, done, refused = null }: ReportsPageProps) {
  const base = `/organisations/${workplace.organisation.slug}/teaching`;
  const here = `${base}/${course.id}`;
  return (
    <TeachingPage
      place={workplace}
      hosted={course}
      at="progress"
      title="Reported in discussions"
      lede="Whoever wrote and whoever reported reads your reason as it stands. Staff of the site may decide too, and look again where somebody appeals."
      done={done === 'decided' ? 'It is decided. Whoever is concerned is told why.' : undefined}
      refusal={refused?.refusal ?? null}
    >
      {reported.length === 0 && (
        <State kind="empty" title="No report waits">
          <p>Learners can report what somebody wrote under a step. It then stands here.</p>
        </State>
      )}
      {reported.map((one) => (
        <ReportedPanel
          one={one}
          refused={refused?.id === one.post.id ? refused : null}
          action={`${here}/reports/${one.post.id}/decision`}
        />
      ))}
    </TeachingPage>
  );
}
