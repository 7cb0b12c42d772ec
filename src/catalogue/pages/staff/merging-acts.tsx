/** For staff: two courses side by side, one course with its listings, and a merge that is to be undone. */
import { PlainPage } from '../../../organisations/index.js';
import { type Frame, formatDay, type Refusal, Section, Tag } from '../../../ui/index.js';
import type { ComparedPair, MergedCourse } from '../../actions/staff/look-for-merges.js';
import type { ComparedListing, MergeableCourse } from '../../queries/index.js';
import { CourseLink, EvidenceWords, MERGING, Merges, ReasonField } from './merging-pages.js';
import { sourcePath } from './sources-pages.js';
import { STAFF } from './words.js';

const TRAIL = [STAFF, MERGING];

type Given = { reason?: string | undefined; refusal?: Refusal | null };
type PairProps = ComparedPair & Given & { frame: Frame };

export function PairPage({ frame, one, other, evidence, reason, refusal = null }: PairProps) {
  const oneProvider = one.course.providerId === other.course.providerId;
  const isOne = one.course.id === other.course.id;
  return (
    <PlainPage frame={frame} title="One course, or two?" trail={TRAIL} refusal={refusal} wide>
      {isOne && <p>These are one course already.</p>}
      {!oneProvider && (
        <p>
          They are of two organisations. If those are one, <a href="/staff/organisations/merging">merge them first</a>.
        </p>
      )}
      <p class="line">
        <EvidenceWords evidence={evidence} />
      </p>
      {[one, other].map(({ course, listings }) => (
        <Section
          id={`course-${course.num}`}
          title={<CourseLink course={course} />}
          aside={<a href={`/staff/merging/courses/${course.num}`}>Its listings</a>}
        >
          <p class="small quiet">
            {course.provider}, {course.state}
          </p>
          <ul class="rows">
            {listings.map((listing) => (
              <li>
                <ListingWords listing={listing} />
              </li>
            ))}
          </ul>
        </Section>
      ))}
      {oneProvider && !isOne && (
        <Section id="decide" title="Decide">
          <form class="form form-page" method="post" action="/staff/merging/pair">
            <input type="hidden" name="one" value={one.course.id} />
            <input type="hidden" name="other" value={other.course.id} />
            <ReasonField given={reason} error={refusal?.fields?.reason} />
            <p class="row">
              <button class="btn" type="submit" name="keep" value={one.course.id}>
                One: keep {one.course.num}
              </button>
              <button class="btn" type="submit" name="keep" value={other.course.id}>
                One: keep {other.course.num}
              </button>
              <button class="btn btn-line" type="submit" name="keep" value="both">
                They are two
              </button>
            </p>
          </form>
          <p class="small quiet">
            The address of the one that goes leads to the one that stays. It can be parted again.
          </p>
        </Section>
      )}
    </PlainPage>
  );
}

function ListingWords({ listing }: { listing: ComparedListing }) {
  const { source, sourceName, externalId, state, title, url, level, weeks, firstSeen } = listing;
  const details = [
    externalId === url ? null : externalId,
    level,
    weeks === null ? null : `${weeks} weeks`,
    `since ${formatDay(firstSeen)}`,
  ];
  return (
    <div>
      {title || externalId} {state === 'withdrawn' && <Tag tone="unknown">withdrawn</Tag>}
      <span class="quiet small">
        <a href={sourcePath(source)}>{sourceName}</a>, {details.filter(Boolean).join(', ')}
      </span>
      {url && <span class="quiet small">{url}</span>}
    </div>
  );
}

type CourseProps = MergedCourse & Given & { frame: Frame; chosen?: readonly string[]; done?: string | undefined };

export function MergedCoursePage(props: CourseProps) {
  const { frame, course, listings, merges, chosen = [], reason, refusal = null, done } = props;
  return (
    <PlainPage
      frame={frame}
      title={course.title}
      lede={`${course.provider}, course ${course.num}`}
      trail={TRAIL}
      done={done}
      refusal={refusal}
      wide
    >
      <p>
        <a href={`/courses/${course.slug}`}>Its page</a>
      </p>
      <Section id="listings" title="Woven from">
        {listings.length > 1 ? (
          <form method="post" class="form" action={`/staff/merging/courses/${course.num}/parting`}>
            <Listings listings={listings} chosen={chosen} />
            <ReasonField given={reason} error={refusal?.fields?.reason} />
            <button class="btn" type="submit">
              Part the ticked ones into a course of their own
            </button>
          </form>
        ) : (
          <>
            <Listings listings={listings} />
            <p class="small quiet">It is woven from one listing alone, so there is nothing to part.</p>
          </>
        )}
      </Section>
      {merges.length > 0 && (
        <Section id="merges" title="Merged by staff">
          <Merges merges={merges} />
        </Section>
      )}
    </PlainPage>
  );
}

/** `chosen`: those whose ticks are set; left out: there is nothing to choose. */
function Listings({ listings, chosen }: Pick<CourseProps, 'listings' | 'chosen'>) {
  return (
    <ul class="rows choices">
      {listings.map((listing) => (
        <li>
          {chosen && (
            <input
              type="checkbox"
              name="listing"
              value={listing.id}
              checked={chosen.includes(listing.id)}
              aria-label={`${listing.sourceName}: ${listing.title || listing.externalId}`}
            />
          )}
          <div>
            <ListingWords listing={listing} />
            <EvidenceWords evidence={listing.evidence} />
          </div>
        </li>
      ))}
    </ul>
  );
}

type UndoProps = Given & { frame: Frame; from: MergeableCourse['title']; into: MergeableCourse['title'] };

export function UndoMergePage({ frame, from, into, reason, refusal = null }: UndoProps) {
  return (
    <PlainPage
      frame={frame}
      title="Part these again?"
      lede={`“${from}” gets its listings and its address back from “${into}”. No rule joins the two again.`}
      trail={TRAIL}
      refusal={refusal}
    >
      <form class="form" method="post">
        <ReasonField given={reason} error={refusal?.fields?.reason} />
        <button class="btn" type="submit">
          Part them
        </button>
      </form>
    </PlainPage>
  );
}
