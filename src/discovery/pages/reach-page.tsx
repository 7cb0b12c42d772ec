/** How often an organisation's courses were found, opened and handed over. */
import { type Workplace, WorkplacePage } from '../../organisations/index.js';
import type { TakingFigures } from '../../reviews/index.js';
import { Act, formatDay, formatNumber, formatShortDay, Histogram, Pager, Section, State } from '../../ui/index.js';
import type { CourseFigures } from '../queries/reach.js';
import { type DayFigures, type Figures, totalOf } from '../rules/reach.js';

export type ReachPageProps = {
  place: Workplace;
  /** Every day of the last four weeks, oldest first. */
  days: readonly DayFigures[];
  courses: readonly CourseFigures[];
  /** By course, as far as learners say: since ever. A course of which nobody says anything is left out. */
  learners: ReadonlyMap<string, TakingFigures>;
  total: number;
  page: number;
  perPage: number;
};

const KINDS: readonly { name: keyof Figures; label: string; about: string }[] = [
  {
    name: 'found',
    label: 'Found',
    about: 'A course of yours stood on a page of results, or in an answer to a program.',
  },
  { name: 'opened', label: 'Opened', about: 'The page of a course of yours was opened here.' },
  { name: 'handedOver', label: 'Handed over', about: 'Somebody went on from here to your own page.' },
];

export function ReachPage({ place, days, courses, learners, total, page, perPage }: ReachPageProps) {
  const sums = totalOf(days);
  const base = `/organisations/${place.organisation.slug}/reach`;
  return (
    <WorkplacePage
      {...place}
      here="reach"
      title="How often you are found"
      lede="In the last four weeks. Figures by course and day, of nobody: we do not know who looked."
    >
      {total === 0 ? (
        <State kind="empty" title="No course is listed yet">
          <p>Once there is one, you see here how often it is found.</p>
        </State>
      ) : (
        <>
          {KINDS.map(({ name, label, about }) => (
            <Section id={name} title={label} aside={<span class="num">{formatNumber(sums[name])}</span>}>
              <p class="small quiet">{about}</p>
              <Histogram
                bands={days.map((day, at) => ({ from: at, to: at, count: day[name] }))}
                ends={[shortDay(days[0]), shortDay(days.at(-1))]}
              />
            </Section>
          ))}
          <Section id="days" title="By day">
            <details>
              <summary>The figures of each day</summary>
              <Table head="Day" rows={[...days].reverse().map((day) => ({ ...day, key: formatDay(day.day) }))} />
            </details>
          </Section>
          <Section id="courses" title="By course">
            <Table
              head="Course"
              rows={courses.map((course) => ({
                ...course,
                key: <a href={`/courses/${course.slug}`}>{course.title}</a>,
              }))}
            />
            <Pager page={page} perPage={perPage} total={total} hrefOf={(to) => `${base}?page=${to}`} />
          </Section>
          <Learners courses={courses} learners={learners} />
          <p>
            <Act href={`${base}.csv`} icon="download">
              A year, as CSV
            </Act>
          </p>
          <p class="small quiet">
            Programs that say they are programs are left out, as far as they say so. Nothing is kept of who looked: no
            cookie, no network address.
          </p>
        </>
      )}
    </WorkplacePage>
  );
}

/** What learners say here of courses that they take with the provider: too few are not told. */
function Learners({ courses, learners }: Pick<ReachPageProps, 'courses' | 'learners'>) {
  const told = courses.flatMap((course) => {
    const figures = learners.get(course.id);
    return figures && (figures.enrolled !== null || figures.finished !== null) ? [{ course, figures }] : [];
  });
  return (
    <Section id="learners" title="Enrolled and finished">
      <p class="small quiet">
        As far as learners say so here, since ever. A number is told once five people stand behind it; nobody is named.
      </p>
      {told.length === 0 ? (
        <p class="small">There are not five for any of these courses yet.</p>
      ) : (
        <table class="table cards">
          <thead>
            <tr>
              <th scope="col">Course</th>
              <th scope="col" class="n">
                Enrolled
              </th>
              <th scope="col" class="n">
                Finished
              </th>
            </tr>
          </thead>
          <tbody>
            {told.map(({ course, figures }) => (
              <tr>
                <th scope="row">
                  <a href={`/courses/${course.slug}`}>{course.title}</a>
                </th>
                <td data-l="Enrolled" class="n">
                  {toldInWords(figures.enrolled)}
                </td>
                <td data-l="Finished" class="n">
                  {toldInWords(figures.finished)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}

function toldInWords(count: number | null): string {
  return count === null ? 'under 5' : formatNumber(count);
}

type Row = Figures & { key: import('preact').ComponentChildren };

function Table({ head, rows }: { head: string; rows: readonly Row[] }) {
  return (
    <table class="table cards">
      <thead>
        <tr>
          <th scope="col">{head}</th>
          {KINDS.map(({ label }) => (
            <th scope="col" class="n">
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr>
            <th scope="row">{row.key}</th>
            {KINDS.map(({ name, label }) => (
              <td data-l={label} class="n">
                {formatNumber(row[name])}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function shortDay(day: DayFigures | undefined): string {
  return day ? formatShortDay(day.day) : '';
}
