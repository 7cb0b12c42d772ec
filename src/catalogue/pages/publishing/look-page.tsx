/** The page of a course as it will be, before it is published: exactly what would be shown, and what publishing would do. */
import { formatNumber, listInWords } from '../../../ui/index.js';
import type { Published, Rehearsed } from '../../actions/publishing/writing.js';
import { bodyOfForm, type CourseForm } from '../../rules/publishing/index.js';
import type { Availability, Offering } from '../../schema.js';
import { CoursePage } from '../course-page.js';
import { About, Buttons, type FormAbout } from './course-form-page.js';
import { type Place, pathOf } from './place.js';

type LookPageProps = {
  place: Place;
  about: FormAbout;
  form: CourseForm;
  rehearsed: Rehearsed;
  availability: Availability;
  next: Offering | null;
  today: string;
};

export function LookPage(props: LookPageProps) {
  const { place, about, form, rehearsed, availability, next, today } = props;
  const base = pathOf(place);
  return (
    <CoursePage
      frame={place.frame}
      course={rehearsed.course}
      availability={availability}
      next={next}
      today={today}
      above={
        <div class="panel look-panel">
          <p>
            <b>This is how it will look. Nothing is published yet.</b>{' '}
            {consequence(rehearsed.published, rehearsed.editionBefore)}
          </p>
          <form method="post" action={`${base}/courses/form`}>
            <About about={about} />
            {bodyOfForm(form).map(([name, value]) => (
              <input type="hidden" name={name} value={value} />
            ))}
            <Buttons base={base} mayPublish={place.mayPublish} looking />
          </form>
        </div>
      }
    />
  );
}

function consequence({ edition, isNew, joined }: Published, before: number | null): string {
  const known =
    joined.length > 0
      ? ` ${listInWords(joined)} ${joined.length === 1 ? 'lists' : 'list'} the same course: both become one, and your word stands first.`
      : '';
  if (before !== null && edition > before)
    return `Its content is another than before: this makes edition ${formatNumber(edition)}.${known}`;
  if (before !== null) return `It stays edition ${formatNumber(edition)}.${known}`;
  return isNew && joined.length === 0 ? 'It will be a new course.' : `It joins a course that is known already.${known}`;
}
