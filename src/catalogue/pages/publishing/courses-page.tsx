/** The courses of an organisation, for its members: what it states itself, and what others state of it. */
import { WorkplacePage } from '../../../organisations/index.js';
import { formatDay, formatNumber, Notice, Pager, SearchBox, State, Tag } from '../../../ui/index.js';
import type { DraftRow, OwnCourseRow } from '../../queries/index.js';
import { type Place, pathOf } from './place.js';

export type CoursesPageProps = {
  place: Place;
  /** Whose identity is not proved may look, and nothing else. */
  isVerified: boolean;
  courses: readonly OwnCourseRow[];
  total: number;
  drafts: readonly Pick<DraftRow, 'id' | 'title' | 'changed' | 'courseId'>[];
  text: string;
  page: number;
  perPage: number;
  done: string | null;
};

export function CoursesPage(props: CoursesPageProps) {
  const { place, courses, total, drafts, text, page, perPage, done } = props;
  const base = pathOf(place);
  const hrefOf = (to: number) =>
    `${base}/courses?${new URLSearchParams({ ...(text && { q: text }), page: String(to) })}`;
  return (
    <WorkplacePage
      {...place}
      here="courses"
      title="Courses"
      lede="What you write here stands before what was read elsewhere, and both stay visible on the page of the course."
      done={done}
    >
      <Acts {...props} base={base} />
      <Drafts drafts={drafts.filter(({ courseId }) => courseId === null)} base={base} mayWrite={place.mayWrite} />
      <form class="after" method="get" action={`${base}/courses`}>
        <SearchBox id="own-q" label="Search your courses by title" value={text} slim />
      </form>
      {courses.length === 0 ? (
        <State kind="empty" title={text ? 'No course of yours has this in its title' : 'No course yet'}>
          <p>{text ? 'Try fewer words.' : 'Write your first one, or send a table of all of them.'}</p>
        </State>
      ) : (
        <ul class="rows">
          {courses.map((course) => (
            <Row course={course} base={base} mayWrite={place.mayWrite} mayPublish={place.mayPublish} />
          ))}
        </ul>
      )}
      <Pager page={page} perPage={perPage} total={total} hrefOf={hrefOf} />
    </WorkplacePage>
  );
}

function Acts({ isVerified, place, base }: CoursesPageProps & { base: string }) {
  if (!isVerified)
    return (
      <Notice kind="note">
        Who speaks for {place.organisation.name} is not proved yet. Once it is, its members can publish here.
      </Notice>
    );
  return (
    <p class="row">
      {place.mayWrite && (
        <a class="btn" href={`${base}/courses/new`}>
          Write a course
        </a>
      )}
      {place.mayPublish && (
        <a class="btn btn-line" href={`${base}/courses/import`}>
          Send a table
        </a>
      )}
      <a class="btn btn-line" href={`${base}/courses/export.csv`}>
        Download my courses as CSV
      </a>
    </p>
  );
}

type DraftsProps = { drafts: CoursesPageProps['drafts']; base: string; mayWrite: boolean };

function Drafts({ drafts, base, mayWrite }: DraftsProps) {
  if (drafts.length === 0) return null;
  return (
    <section class="section" aria-labelledby="drafts">
      <div class="section-head">
        <h2 id="drafts">Drafts of new courses</h2>
      </div>
      <ul class="rows">
        {drafts.map(({ id, title, changed }) => (
          <li>
            <span>
              {mayWrite ? <a href={`${base}/drafts/${id}`}>{title}</a> : title}
              <span class="small quiet">changed {formatDay(changed.toISOString().slice(0, 10))}</span>
            </span>
            <Tag tone="caution">draft</Tag>
          </li>
        ))}
      </ul>
    </section>
  );
}

type RowProps = { course: OwnCourseRow; base: string; mayWrite: boolean; mayPublish: boolean };

function Row({ course, base, mayWrite, mayPublish }: RowProps) {
  const { id, title, slug, state, others, draftId, edition, changed } = course;
  const own = `${base}/courses/${id}`;
  return (
    <li>
      <span>
        <a href={`/courses/${slug}`}>{title}</a>
        <span class="small quiet">
          edition {formatNumber(edition)}, changed {formatDay(changed)}
          {others.length > 0 && (
            <>
              ; {state === 'published' ? 'also' : 'only'} in {others.join(', ')}
            </>
          )}
        </span>
      </span>
      <span class="row">
        {state === 'published' && <Tag tone="good">your word</Tag>}
        {state === 'withdrawn' && <Tag tone="unknown">withdrawn by you</Tag>}
        {state === null && <Tag tone="unknown">stated by others</Tag>}
        {draftId && <Tag tone="caution">draft</Tag>}
      </span>
      <span class="row">
        {mayWrite && (
          <a class="act" href={`${own}/edit`}>
            Edit<span class="sr"> {title}</span>
          </a>
        )}
        {mayWrite && (
          <a class="act" href={`${base}/courses/new?from=${id}`}>
            Duplicate<span class="sr"> {title}</span>
          </a>
        )}
        {mayPublish && state !== null && (
          <a class="act" href={`${own}/${state === 'published' ? 'withdraw' : 'restore'}`}>
            {state === 'published' ? 'Withdraw' : 'Restore'}
            <span class="sr"> {title}</span>
          </a>
        )}
      </span>
    </li>
  );
}
