import type { ComponentChildren } from 'preact';
import { type Verification, VerifiedTag } from '../../organisations/index.js';
import {
  CompareTray,
  Crumbs,
  countOf,
  FactTable,
  type Frame,
  formatDay,
  Layout,
  listInWords,
  Pebbles,
  ratingInWords,
  Section,
  Star,
  Stone,
} from '../../ui/index.js';
import { isOwnWord } from '../rules/publishing/index.js';
import type { Availability, Course, Offering } from '../schema.js';
import { factsOf, unknownOf } from './course-facts.js';
import { Buy } from './course-price.js';
import { Runs } from './course-runs.js';
import {
  type CreditShown,
  creditStated,
  ectsOf,
  KINDS,
  type PriceShown,
  priceInWords,
  stoneLevel,
  type WorkloadShown,
  workloadInWords,
} from './words.js';

/** Another course, as the list of similar ones shows it. */
export type SimilarCourse = {
  url: string;
  title: string;
  provider: { name: string };
  credit: readonly CreditShown[];
  cpdHours: number | null;
  workload: WorkloadShown | null;
  price: PriceShown | null;
  /** Words that both share, in the order of their weight. */
  shared: readonly string[];
};

export type CoursePageProps = {
  frame: Frame;
  course: Course;
  /** By the same rules as the card: `availability()` and `nextOffering()` of rules/availability. */
  availability: Availability;
  next: Offering | null;
  /** ISO day. */
  today: string;
  /** How the provider's identity was proved; left out: it was not. */
  verification?: Verification | null;
  /** Filled by what is above the catalogue. */
  similar?: readonly SimilarCourse[];
  /** Where it can be taken on this site; null: only at its provider's. From features above. */
  here?: string | null;
  /** What whoever looks can do with it, below the way to the provider: from features above. */
  acts?: ComponentChildren;
  /** More sections, from features above: reviews, credit, learning. */
  beside?: ComponentChildren;
  /** Before all of it: what its provider is told while it is not published yet. */
  above?: ComponentChildren;
  jsonLd?: unknown;
};

export function CoursePage(props: CoursePageProps) {
  const { frame, course, availability, next, here = null, acts, similar = [], beside, above, jsonLd } = props;
  const subject = course.browse[0];
  return (
    <Layout
      frame={frame}
      title={course.title}
      description={
        course.summary ??
        `${course.title}, offered by ${course.provider.name}: price, hours, level and credit, each with its source.`
      }
      canonical={`/courses/${course.slug}`}
      section="/courses"
      unlisted={course.state === 'withdrawn' || above !== undefined}
      jsonLd={jsonLd}
      enhancers={['compare']}
    >
      <div class="wrap page course-page">
        {above}
        <Crumbs
          trail={[
            { label: 'Find', href: '/courses' },
            ...(subject ? [{ label: subject.label, href: `/subjects/${subject.slug}` }] : []),
            { label: KINDS[course.kind] },
          ]}
        />
        {course.state === 'withdrawn' && (
          <div class="note caution">
            <p>
              <b>No longer listed.</b> None of our sources lists this course any more. What we last read is kept here.
            </p>
          </div>
        )}
        <div class="buy-page">
          <Opening course={course} verification={props.verification ?? null} />
          <div class="buy-column">
            <Buy {...{ course, availability, next, here, acts }} unpublished={above !== undefined} />
            <NotKnown course={course} />
          </div>
          <div>
            <section class="section first" aria-labelledby="facts">
              <div class="section-head">
                <h2 id="facts">The facts</h2>
                <span class="tiny">each with its source and date</span>
              </div>
              <FactTable facts={factsOf(course, props.next)} />
            </section>
            <About course={course} />
            <Outcomes course={course} />
            <Skills course={course} />
            <Syllabus course={course} />
            <CountsTowards course={course} />
            <Runs course={course} today={props.today} />
            {beside}
            <Subjects course={course} />
            <Sources course={course} />
            <Similar courses={similar} />
          </div>
        </div>
      </div>
      <CompareTray />
    </Layout>
  );
}

function Opening({ course, verification }: { course: Course; verification: Verification | null }) {
  return (
    <div>
      <h1>{course.title}</h1>
      {(course.subtitle ?? course.summary) && <p class="lede">{course.subtitle ?? course.summary}</p>}
      <p class="row small opening-facts">
        <span>
          Offered by <a href={`/providers/${course.provider.slug}`}>{course.provider.name}</a>{' '}
          {verification && <VerifiedTag verification={verification} />}
        </span>
        {course.rating && (
          <span class="rating">
            <Star />
            <span>
              {ratingInWords({ value: course.rating.value, count: course.rating.count ?? null })}
              {course.provenance.rating && <span class="quiet">, {course.provenance.rating.sourceName}</span>}
            </span>
          </span>
        )}
        <span class="quiet">Facts last checked {formatDay(course.lastChecked)}</span>
      </p>
    </div>
  );
}

function NotKnown({ course }: { course: Course }) {
  const unknown = unknownOf(course);
  if (unknown.length === 0) return null;
  return (
    <div class="note">
      <p>
        <b>Not known:</b> {listInWords(unknown)}.
      </p>
      <p>No source states {unknown.length === 1 ? 'it' : 'them'}. Ask the provider before you decide.</p>
    </div>
  );
}

/** The source's own text, only where it says more than the opening line. */
function About({ course }: { course: Course }) {
  const text = course.description ?? (course.subtitle ? course.summary : undefined);
  if (!text || text === course.summary) return null;
  const from = course.provenance.description ?? course.provenance.summary;
  return (
    <Section
      id="about"
      title="What it is about"
      aside={from && <span class="tiny">in the words of {from.sourceName}</span>}
    >
      <div class="prose" lang={course.textLanguage && course.textLanguage !== 'en' ? course.textLanguage : undefined}>
        {text
          .split(/\n+/)
          .filter((paragraph) => paragraph.trim() !== '')
          .map((paragraph) => (
            <p>{paragraph}</p>
          ))}
      </div>
    </Section>
  );
}

function Outcomes({ course }: { course: Course }) {
  if (course.outcomes.length === 0) return null;
  return (
    <Section
      id="outcomes"
      title="What you will be able to do"
      aside={<span class="tiny">{countOf(course.outcomes.length, 'outcome')}</span>}
    >
      <ol class="outcomes">
        {course.outcomes.map((outcome) => (
          <li>{outcome}</li>
        ))}
      </ol>
    </Section>
  );
}

const RELATIONS = { taught: 'Taught', required: 'Needed before you start', mentioned: 'Mentioned' } as const;

function Skills({ course }: { course: Course }) {
  const groups = (['taught', 'required', 'mentioned'] as const)
    .map((relation) => ({ relation, links: course.skills.filter((skill) => skill.relation === relation) }))
    .filter(({ links }) => links.length > 0);
  if (groups.length === 0) return null;
  return (
    <Section id="skills" title="Skills" aside={<span class="tiny">and the words that say so</span>}>
      {groups.map(({ relation, links }) => (
        <>
          <h3 class="group-head">{RELATIONS[relation]}</h3>
          <ul class="skills">
            {links.map((skill) => (
              <li>
                <a href={`/skills/${skill.id}`}>{skill.label}</a>
                <span class="tiny">
                  {FIELD_WORDS[skill.evidence.field] ?? skill.evidence.field}: “{skill.evidence.words}”
                </span>
              </li>
            ))}
          </ul>
        </>
      ))}
    </Section>
  );
}

const FIELD_WORDS: Record<string, string> = {
  title: 'Title',
  subtitle: 'Subtitle',
  summary: 'Summary',
  description: 'Description',
  outcomes: 'Outcome',
  syllabus: 'Syllabus',
  skills: 'The source’s skill list',
  prerequisites: 'What you need',
};

function Syllabus({ course }: { course: Course }) {
  if (course.syllabus.length === 0) return null;
  return (
    <Section id="syllabus" title="Syllabus">
      <ol class="syllabus">
        {course.syllabus.map((part) => (
          <li>{part}</li>
        ))}
      </ol>
    </Section>
  );
}

function CountsTowards({ course }: { course: Course }) {
  // CEU and a university's own units are kept as stated, and are no academic credit that counts elsewhere.
  const credit = course.credit.find(({ scheme }) => scheme !== 'CEU' && scheme !== 'UNITS');
  const ects = credit ? ectsOf(credit) : null;
  if (course.stacksInto.length === 0 && course.cpdHours === undefined && !credit) return null;
  return (
    <Section id="towards" title="What it counts towards">
      {(credit || course.stacksInto.length > 0) && (
        <div class="counts">
          <Stone credit={ects === null ? null : ects * 2} level={stoneLevel(course.level)} seed={course.slug} />
          <p>
            {course.stacksInto.length === 0 ? (
              <>Academic credit. No source says which award it counts towards; the awarding body decides.</>
            ) : (
              <>
                The source names{' '}
                {course.stacksInto.map((award, at) => (
                  <>
                    {at > 0 && ', '}
                    {award.url ? <a href={award.url}>{award.title}</a> : award.title}
                  </>
                ))}
                . Indicative until the awarding body confirms it.
              </>
            )}
          </p>
        </div>
      )}
      {course.cpdHours !== undefined && (
        <div class="counts">
          <Pebbles hours={course.cpdHours} />
          <p>
            <b>{countOf(course.cpdHours, 'CPD hour')}.</b> Whether your professional body accepts them is for you to
            check with it: CPD hours are not credit.
          </p>
        </div>
      )}
    </Section>
  );
}

function Subjects({ course }: { course: Course }) {
  if (course.browse.length === 0 && course.subjects.length === 0) return null;
  const labels = [...new Set(course.subjects.map(({ label }) => label))];
  return (
    <Section id="subjects" title="Subjects">
      <ul class="row subject-list">
        {course.browse.map((subject) => (
          <li>
            <a class="act" href={`/subjects/${subject.slug}`}>
              {subject.label}
            </a>
          </li>
        ))}
      </ul>
      {labels.length > 0 && <p class="tiny">The sources say: {labels.join(', ')}.</p>}
    </Section>
  );
}

function Sources({ course }: { course: Course }) {
  return (
    <Section
      id="sources"
      title="Where this comes from"
      aside={
        <span class="tiny">
          edition {course.edition.number}, since {formatDay(course.edition.since)}
        </span>
      }
    >
      <dl class="fact-table sources">
        {course.sources.map((source) => (
          <div>
            <dt>{source.name}</dt>
            <dd>
              {source.url ? (
                <a href={source.url} rel="noopener external">
                  {addressShown(source.url)}
                </a>
              ) : isOwnWord(source.key) ? (
                'written here by the provider itself'
              ) : (
                addressShown(source.externalId)
              )}
              {source.preferred && course.sources.length > 1 && <span class="raw">preferred where sources differ</span>}
            </dd>
            <dd class="src">checked {formatDay(source.checked)}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

/** An address short enough to read: host and path, cut in the middle of nowhere. */
function addressShown(url: string): string {
  const plain = url.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '');
  return plain.length > 60 ? `${plain.slice(0, 59)}…` : plain;
}

function Similar({ courses }: { courses: readonly SimilarCourse[] }) {
  if (courses.length === 0) return null;
  return (
    <Section id="similar" title="Similar courses">
      <ul class="similar">
        {courses.map((course) => (
          <li>
            <a href={course.url}>{course.title}</a>
            <span class="small quiet">{course.provider.name}</span>
            <span class="small num">{similarFacts(course)}</span>
            {sharedWords(course).length > 0 && <span class="tiny">Shares {listInWords(sharedWords(course))}</span>}
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** A number that two courses share says nothing to a person. */
function sharedWords({ shared }: SimilarCourse): string[] {
  return shared.filter((word) => /\p{L}/u.test(word)).slice(0, 4);
}

function similarFacts({ credit: [credit], cpdHours, workload, price }: SimilarCourse): string {
  const worth = credit ? creditStated(credit) : cpdHours ? countOf(cpdHours, 'CPD hour') : null;
  return [worth, workloadInWords(workload), priceInWords(price)?.figure ?? 'price not stated']
    .filter(Boolean)
    .join(' · ');
}
