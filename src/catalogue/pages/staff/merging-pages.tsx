/** For staff: courses that may be one, those that became one, and the way back. */
import { PlainPage } from '../../../organisations/index.js';
import {
  Field,
  type Frame,
  formatDay,
  listInWords,
  type Refusal,
  Section,
  State,
  TextArea,
} from '../../../ui/index.js';
import type { Candidates } from '../../actions/staff/look-for-merges.js';
import type { AlikeCourse, MergeOfCourses } from '../../queries/index.js';
import type { Evidence } from '../../rules/evidence-words.js';
import { actorInWords, moment, STAFF } from './words.js';

export const MERGING = { label: 'Merging courses', href: '/staff/merging' } as const;

type Props = Candidates & {
  frame: Frame;
  asked: { one: string; other: string; provider: string };
  done?: string | undefined;
  refusal?: Refusal | null;
};

export function MergingPage({ frame, asked, provider, pairs, merges, joined, done, refusal = null }: Props) {
  return (
    <PlainPage
      frame={frame}
      title={MERGING.label}
      lede="One course from several sources, or several courses under one name. What you decide goes before every rule, also when the sources are read again."
      trail={[STAFF]}
      done={done}
      refusal={refusal}
      wide
    >
      <Section id="two" title="Compare two courses">
        <form class="form form-page" method="get" action="/staff/merging/pair">
          <div class="pair">
            <Field
              id="one"
              name="one"
              label="One"
              hint="Its address here, or its number"
              required
              maxLength={400}
              value={asked.one}
            />
            <Field
              id="other"
              name="other"
              label="The other"
              hint="Its address here, or its number"
              required
              maxLength={400}
              value={asked.other}
            />
          </div>
          <button class="btn btn-line" type="submit">
            Compare them
          </button>
        </form>
      </Section>
      <Section id="candidates" title={provider ? `May be one: ${provider.name}` : 'May be one'}>
        <form class="form form-page" method="get" action="/staff/merging">
          <Field
            id="provider"
            name="provider"
            label="Provider"
            hint="The last part of its address, such as open-university. Without one: what rules found and were not sure of."
            maxLength={100}
            value={asked.provider}
          />
          <button class="btn btn-line" type="submit">
            Look there
          </button>
        </form>
        <Pairs pairs={pairs} />
      </Section>
      <Section id="merges" title="Merged by staff">
        <Merges merges={merges} />
      </Section>
      <Section id="joined" title="Lately joined by rules">
        {joined.length === 0 && <p class="quiet">None.</p>}
        <ul class="rows">
          {joined.map(({ course, since, evidence }) => (
            <li>
              <div>
                <CourseLink course={course} />
                <span class="quiet small">
                  {listInWords(course.sources)}, since {formatDay(since)}
                </span>
                <EvidenceWords evidence={evidence} />
              </div>
              <a class="act" href={`/staff/merging/courses/${course.num}`}>
                Look at it<span class="sr">, {course.title}</span>
              </a>
            </li>
          ))}
        </ul>
      </Section>
    </PlainPage>
  );
}

function Pairs({ pairs }: { pairs: readonly [AlikeCourse, AlikeCourse][] }) {
  if (pairs.length === 0) return <State kind="empty" title="No two courses look alike here" level={3} />;
  return (
    <ul class="rows">
      {pairs.map(([one, other]) => (
        <li>
          <div>
            <CourseLink course={one} />
            <span class="quiet small">{listInWords(one.sources)}</span>
            <CourseLink course={other} />
            <span class="quiet small">
              {listInWords(other.sources)}; {other.provider}
            </span>
          </div>
          <a class="act" href={`/staff/merging/pair?one=${one.num}&other=${other.num}`}>
            Compare them<span class="sr">, {one.title}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}

export function Merges({ merges }: { merges: readonly MergeOfCourses[] }) {
  if (merges.length === 0) return <p class="quiet">None.</p>;
  return (
    <ul class="rows">
      {merges.map(({ id, at, undoneAt, reason, who, from, into }) => (
        <li>
          <div>
            {from.title} <span class="num">({from.num})</span> into{' '}
            <a href={`/staff/merging/courses/${into.num}`}>{into.title}</a> <span class="num">({into.num})</span>
            <span class="quiet small">
              {moment(at)}, by {actorInWords(who)}: {reason}
            </span>
            {undoneAt && <span class="quiet small">Parted again on {moment(undoneAt)}.</span>}
          </div>
          {!undoneAt && (
            <a class="act" href={`/staff/merging/${id}/undoing`}>
              Part them again<span class="sr">, {from.title}</span>
            </a>
          )}
        </li>
      ))}
    </ul>
  );
}

export function CourseLink({ course: { num, slug, title } }: { course: { num: number; slug: string; title: string } }) {
  return (
    <>
      <a href={`/courses/${slug}`}>{title}</a> <span class="num">({num})</span>
    </>
  );
}

export function EvidenceWords({ evidence }: { evidence: readonly Evidence[] }) {
  const said = (speaks: Evidence['speaks']) =>
    listInWords(evidence.filter((one) => one.speaks === speaks).map(({ words }) => words));
  const [forIt, against] = [said('for'), said('against')];
  return (
    <>
      {forIt && <span class="small line">For one course: {forIt}.</span>}
      {against && <span class="small line">Against: {against}.</span>}
    </>
  );
}

export function ReasonField({ given, error }: { given?: string | undefined; error?: string | undefined }) {
  return (
    <TextArea
      id="reason"
      name="reason"
      label="Why"
      hint="Kept beside the decision, for whoever asks later. Without names of people."
      required
      maxLength={1000}
      rows={3}
      value={given}
      error={error}
    />
  );
}
