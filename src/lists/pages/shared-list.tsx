/** A list as whoever holds its link sees it. */
import { type Course, creditStated, workloadInWords } from '../../catalogue/index.js';
import { NotStated, Tag } from '../../ui/index.js';
import type { ListCourse } from '../schema.js';

type SharedListProps = {
  note: string | null;
  name: string;
  courses: readonly ListCourse[];
  /** Whole, by number; what is withdrawn has none. */
  whole: ReadonlyMap<number, Course>;
  withNotes: boolean;
};

export function SharedList({ name, note, courses, whole, withNotes }: SharedListProps) {
  return (
    <>
      <h1>{name}</h1>
      {withNotes && note !== null && <p class="lede list-note">{note}</p>}
      {courses.length === 0 && <p>There is no course in it now.</p>}
      <ul class="rows">
        {courses.map((course) => (
          <li>
            <div>
              <a href={`/courses/${course.slug}`}>{course.title}</a>
              <span class="quiet small">{course.provider}</span>
              <SharedFacts course={whole.get(course.num)} />
              {withNotes && course.note !== null && <p class="list-note">{course.note}</p>}
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}

/** What does not depend on the day: price and next start are on the page of the course. */
function SharedFacts({ course }: { course: Course | undefined }) {
  if (!course) return <Tag tone="caution">no longer listed</Tag>;
  const work = workloadInWords(course.workload);
  const facts = [
    ...(work === null ? [] : [work]),
    ...(course.credit ?? []).map(creditStated),
    ...(course.cpdHours === undefined ? [] : [`${course.cpdHours} CPD hours`]),
  ];
  return <span class="small">{facts.length > 0 ? facts.join(' · ') : <NotStated words="hours not stated" />}</span>;
}
