/** What is round the pages on which a registrar works on the runs of a course. */
import type { ComponentChildren } from 'preact';
import type { Workplace } from '../../../organisations/index.js';
import type { Refusal } from '../../../ui/index.js';
import type { Run } from '../../schema/runs.js';
import { TeachingPage } from '../authoring/shell.js';
import { runName } from './words.js';

export type DeskPlace = { workplace: Workplace; course: { id: string; title: string } };

type Props = {
  place: DeskPlace;
  title: string;
  lede?: ComponentChildren;
  /** Below one run. */
  run?: Run | undefined;
  /** Above this page there is the list of runs. */
  isBelow?: boolean;
  done?: string | undefined;
  refusal?: Refusal | null | undefined;
  children?: ComponentChildren;
};

export function DeskPage({
  place: { workplace, course },
  title,
  lede,
  run,
  isBelow = false,
  done,
  refusal,
  children,
}: Props) {
  const runs = runsPath({ workplace, course });
  return (
    <TeachingPage
      place={workplace}
      hosted={course}
      at="offerings"
      title={title}
      lede={lede}
      trail={[
        ...(isBelow || run ? [{ label: 'Runs', href: runs }] : []),
        ...(run ? [{ label: runName(run), href: `${runs}/${run.id}` }] : []),
      ]}
      done={done}
      refusal={refusal ?? null}
    >
      {children}
    </TeachingPage>
  );
}

export function runsPath({ workplace, course }: DeskPlace): string {
  return `/organisations/${workplace.organisation.slug}/teaching/${course.id}/offerings`;
}
