/** One list: its courses as cards with their notes, what they cost together, and what can be done with it. */
import type { ComponentChildren } from 'preact';
import { cardHtml, type SearchItem } from '../../discovery/index.js';
import { Act, ActForm, CompareTray, Crumbs, type Frame, Layout, Notice, PageHead, State, Tag } from '../../ui/index.js';
import type { Totals } from '../rules/totals.js';
import type { List, ListCourse } from '../schema.js';
import { TotalsShown } from './totals-shown.js';

export type ListPageProps = {
  frame: Frame;
  list: List;
  courses: readonly ListCourse[];
  /** Cards of those that are listed still, by id. */
  items: ReadonlyMap<string, SearchItem>;
  totals: Totals;
  today: string;
  done: string | undefined;
  /** The course that the last act was about. */
  about: { id: string; title: string } | null;
};

export function ListPage(props: ListPageProps) {
  const { frame, list, courses, totals } = props;
  const comparable = totalsShown(courses);
  return (
    <Layout frame={frame} title={list.name} section="/my" unlisted enhancers={comparable ? ['compare'] : []}>
      <div class="wrap page list-page">
        <Crumbs
          trail={[
            { label: 'My Cairn', href: '/my' },
            { label: 'Lists', href: '/my/lists' },
          ]}
        />
        <PageHead title={list.name} lede={list.note ?? undefined} />
        <Done {...props} />
        <ListActs list={list} />
        {courses.length === 0 ? (
          <State kind="empty" title="Nothing in it yet" act={{ href: '/courses', label: 'Find a course' }}>
            <p class="small quiet">On the page of a course, choose “Save to a list”.</p>
          </State>
        ) : (
          <>
            <TotalsShown totals={totals} courses={courses.length} />
            <h2 class="sr">Courses in it</h2>
            <ul class="courses">
              {courses.map((course) => (
                <ListedCourse {...props} course={course} />
              ))}
            </ul>
          </>
        )}
      </div>
      {comparable && <CompareTray />}
    </Layout>
  );
}

function totalsShown(courses: readonly ListCourse[]): boolean {
  return courses.some(({ state }) => state === 'published');
}

function Done({ list, done, about }: ListPageProps) {
  const words = done === undefined ? undefined : WORDS[done];
  if (words === undefined) return null;
  return (
    <Notice kind="done">
      {words(about?.title)}
      {done === 'removed' && about && (
        <p class="list-undo">
          <ActForm
            action={`/my/lists/${list.id}/returned`}
            values={{ course: about.id }}
            label="Put it back"
            about={about.title}
          />
        </p>
      )}
    </Notice>
  );
}

const named = (title: string | undefined) => (title === undefined ? 'The course' : `“${title}”`);
const WORDS: Record<string, (title: string | undefined) => ComponentChildren> = {
  added: (title) => `${named(title)} is in this list.`,
  there: (title) => `${named(title)} was in this list already.`,
  changed: () => 'The list is changed.',
  made: () => 'The list is made.',
  noted: (title) => `The note on ${title === undefined ? 'the course' : `“${title}”`} is kept.`,
  removed: (title) => `${named(title)} is out of this list.`,
  returned: (title) => `${named(title)} is back, with its note.`,
  moved: (title) => `${named(title)} is in this list now.`,
  copied: (title) => `${named(title)} is in this list too.`,
};

function ListActs({ list }: { list: List }) {
  const share = (kind: string) => `/account/shared/new?subject=${encodeURIComponent(`lists:${kind}:${list.id}`)}`;
  return (
    <div class="row list-acts">
      <Act href={`/my/lists/${list.id}/change`} icon="sliders">
        Name and note
      </Act>
      <Act href={share('list')} icon="external-link">
        Share
      </Act>
      <Act href={share('noted-list')} icon="external-link">
        Share with notes
      </Act>
      <Act href={`/my/lists/${list.id}/courses.ics`} icon="calendar">
        Dates as a calendar
      </Act>
      <Act href={`/my/lists/${list.id}/courses.csv`} icon="download">
        As a table
      </Act>
      <Act href={`/my/lists/${list.id}/deletion`} icon="x">
        Delete
      </Act>
    </div>
  );
}

function ListedCourse({ list, course, items, today }: ListPageProps & { course: ListCourse }) {
  const item = items.get(course.id);
  return (
    <li class="course-box" id={`course-${course.num}`}>
      {item ? <div dangerouslySetInnerHTML={{ __html: cardHtml(today)(item) }} /> : <GoneCourse course={course} />}
      {course.wasTitle !== null && course.wasTitle !== course.title && (
        <p class="small quiet">You saved it as “{course.wasTitle}”, which turned out to be this course.</p>
      )}
      {course.note !== null && <p class="list-note">{course.note}</p>}
      <div class="row list-acts">
        <a class="act" href={`/my/lists/${list.id}/courses/${course.id}`}>
          {course.note === null ? 'Add a note, move or copy' : 'Change the note, move or copy'}
          <span class="sr">, {course.title}</span>
        </a>
        <ActForm
          action={`/my/lists/${list.id}/removed`}
          values={{ course: course.id }}
          label="Take out"
          about={course.title}
        />
      </div>
    </li>
  );
}

/** A course that no source lists any more: it stays, and says so. */
function GoneCourse({ course }: { course: ListCourse }) {
  return (
    <div class="list-gone">
      <h3>
        <a href={`/courses/${course.slug}`}>{course.title}</a>
      </h3>
      <p class="by">{course.provider}</p>
      <p>
        <Tag tone="caution">no longer listed</Tag>{' '}
        <span class="small quiet">Its provider, or the source that named it, has taken it out.</span>
      </p>
    </div>
  );
}
