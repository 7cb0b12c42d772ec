/** The courses of an organisation that are delivered here, and beginning one. */
import { allows, WorkplacePage } from '../../../organisations/index.js';
import { Act, countOf, Field, formatDay, type Refusal, Select, State, Tag } from '../../../ui/index.js';
import type { HostedListed } from '../../queries/authoring/courses.js';
import { type TeachingPlace, teachingPath } from './shell.js';

type ListProps = { place: TeachingPlace; courses: readonly HostedListed[]; done: string | null };

export function TeachingListPage({ place, courses, done }: ListProps) {
  const mayWrite = allows(place.roles, 'author');
  const base = teachingPath(place);
  return (
    <WorkplacePage
      {...place}
      here="teaching"
      title="Teaching"
      lede="Courses that are delivered here: written by authors, published by editors, taken by learners."
      done={done}
    >
      {mayWrite && courses.length > 0 && (
        <Act href={`${base}/new`} icon="arrow-right">
          Begin a course
        </Act>
      )}
      {courses.length === 0 ? (
        <State
          kind="empty"
          title="No course is delivered here yet"
          {...(mayWrite && { act: { href: `${base}/new`, label: 'Begin a course' } })}
        >
          <p>Write it here step by step, or bring a folder of Markdown files.</p>
        </State>
      ) : (
        <ul class="rows">
          {courses.map((course) => (
            <li>
              <div>
                <a href={`${base}/${course.id}`}>{course.title}</a> <StateTag course={course} />
                <span class="quiet small">
                  {course.edition > 0 ? `Edition ${course.edition}. ` : ''}
                  {course.learners > 0 ? `${countOf(course.learners, 'learner')}. ` : ''}
                  Changed {formatDay(course.changed.toISOString().slice(0, 10))}.
                </span>
              </div>
            </li>
          ))}
        </ul>
      )}
    </WorkplacePage>
  );
}

export function StateTag({ course }: { course: Pick<HostedListed, 'retired' | 'review' | 'edition'> }) {
  if (course.retired) return <Tag tone="caution">retired</Tag>;
  if (course.review === 'asked') return <Tag tone="caution">waits for an editor</Tag>;
  if (course.review === 'returned') return <Tag tone="caution">given back</Tag>;
  return course.edition > 0 ? <Tag tone="good">published</Tag> : <Tag tone="unknown">draft</Tag>;
}

type NewProps = {
  place: TeachingPlace;
  courses: readonly { id: string; title: string }[];
  sent: { title: string; course: string };
  refusal?: Refusal | null;
};

export function BeginCoursePage({ place, courses, sent, refusal = null }: NewProps) {
  return (
    <WorkplacePage
      {...place}
      here="teaching"
      title="Begin a course"
      lede="Nothing is published yet: only your colleagues see a draft."
      trail={[{ label: 'Teaching', href: teachingPath(place) }]}
      refusal={refusal}
    >
      <form class="form" method="post">
        <Field
          id="f-title"
          name="title"
          label="Title"
          value={sent.title}
          maxLength={200}
          error={refusal?.fields?.title}
          hint="Left empty, that of the course in the catalogue."
        />
        <Select
          id="f-course"
          name="course"
          label="In the catalogue it is"
          hint="Where learners find it and see what it costs. You can choose it later."
          options={[
            { value: '', label: 'Not there yet' },
            ...courses.map(({ id, title }) => ({ value: id, label: title })),
          ]}
          value={sent.course}
          error={refusal?.fields?.course}
        />
        <button class="btn" type="submit">
          Begin
        </button>
      </form>
    </WorkplacePage>
  );
}
