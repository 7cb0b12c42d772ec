/** What whoever looks at a course can do with it, beside the way to its provider. */
import type { Taking } from '../../reviews/index.js';
import { ActForm, formatDay } from '../../ui/index.js';

type CourseActsProps = {
  course: { slug: string };
  /** Whether whoever looks is signed in. */
  isSomebody: boolean;
  /** It can be taken here: then nobody need say that they go elsewhere for it. */
  isHere: boolean;
  /** What they said last of it. */
  taking: Taking | null;
};

export function CourseActs(props: CourseActsProps) {
  const { course } = props;
  return (
    <div class="course-acts">
      <a class="act" href={`/my/lists/add?course=${course.slug}`}>
        Save to a list
      </a>
      <a class="act" href="/guide">
        Does it fit me? Six questions
      </a>
      <Going {...props} />
    </div>
  );
}

/** One press for whoever is signed in; else the way to sign in, and then the same press. */
function Going({ course, isSomebody, isHere, taking }: CourseActsProps) {
  if (taking !== null)
    return (
      <p class="small flush">
        <a href={`/my/courses/${taking.id}`}>Among your courses</a>: {STANDING[taking.step]}
        {taking.dates[taking.step] !== null && ` on ${formatDay(taking.dates[taking.step] ?? '')}`}.
      </p>
    );
  if (isHere) return null;
  if (!isSomebody)
    return (
      <a class="btn btn-line" href={`/my/courses/new?course=${course.slug}`}>
        I’m going there: keep track
      </a>
    );
  return (
    <ActForm
      action="/my/courses"
      label="I’m going there: keep track"
      values={{ course: course.slug, step: 'opened' }}
    />
  );
}

const STANDING: Readonly<Record<Taking['step'], string>> = {
  planned: 'you planned it',
  opened: 'you went to see it',
  enrolled: 'you enrolled',
  started: 'you started',
  finished: 'you finished',
  stopped: 'you stopped',
};
