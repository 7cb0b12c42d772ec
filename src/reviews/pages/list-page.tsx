/** All reviews of a course, in pages, by kind. */
import { Crumbs, type Frame, Layout, Notice, Pager, Section, Select } from '../../ui/index.js';
import { type CourseReviews, REVIEWS_A_PAGE } from '../actions/reading.js';
import { FINISHED_WORDS, PAID_WORDS } from '../rules/words.js';
import { Finished, Paid, type ReviewFilter, type ShownReview } from '../schema.js';
import { Figures, Kinds } from './figures.js';
import { ReviewArticle } from './review-article.js';
import { mayVoteOf, NoReviews, OwnWay } from './section.js';

/** So many are read sooner than chosen from. */
const FEW = 3;

type ListProps = {
  frame: Frame;
  course: { slug: string; title: string; edition: { number: number } };
  found: CourseReviews;
  /** The one that a link leads to. */
  one: ShownReview | null;
  done?: string | undefined;
};

export function ReviewsPage({ frame, course, found, one, done }: ListProps) {
  const base = `/courses/${course.slug}/reviews`;
  const title = `Reviews of ${course.title}`;
  return (
    <Layout
      frame={frame}
      title={title}
      description={`What learners say of ${course.title}, on Cairn: ratings, advantages, disadvantages, hours really spent.`}
      canonical={base}
      section="/courses"
      unlisted={found.total === 0}
    >
      <div class="wrap page">
        <Crumbs
          trail={[
            { label: 'Find', href: '/courses' },
            { label: course.title, href: `/courses/${course.slug}` },
            { label: 'Reviews' },
          ]}
        />
        <h1>{title}</h1>
        {done && <Notice kind="done">{done}</Notice>}
        {one ? (
          <>
            <ReviewArticle review={one} mayVote={mayVoteOf(found)} level={2} />
            <p>
              <a class="act" href={base}>
                All reviews of this course
              </a>
            </p>
          </>
        ) : (
          <Everything course={course} found={found} base={base} />
        )}
        <p>
          <OwnWay found={found} />
        </p>
      </div>
    </Layout>
  );
}

function Everything({ course, found, base }: Pick<ListProps, 'course' | 'found'> & { base: string }) {
  const { summary, groups, reviews, filter } = found;
  if (!summary && reviews.length === 0 && isBare(filter))
    return <p class="lede">Nobody has reviewed this course on Cairn yet.</p>;
  return (
    <>
      {summary && <Figures summary={summary} groups={groups} base={base} />}
      <Kinds groups={groups} />
      {(found.total > FEW || !isBare(filter)) && <FilterForm course={course} filter={filter} base={base} />}
      <Section id="all" title="The reviews">
        {reviews.length === 0 && <NoReviews />}
        {reviews.map((review) => (
          <ReviewArticle review={review} mayVote={mayVoteOf(found)} />
        ))}
        <Pager
          page={found.page}
          perPage={REVIEWS_A_PAGE}
          total={found.total > REVIEWS_A_PAGE ? found.total : 0}
          hrefOf={(page) => `${base}?${searchOf(filter, page)}`}
        />
      </Section>
    </>
  );
}

function isBare({ sort: _sort, ...rest }: ReviewFilter): boolean {
  return Object.values(rest).every((value) => value === undefined);
}

function searchOf({ sort, edition, verified, paid, finished, overall }: ReviewFilter, page: number): string {
  const given = {
    sort,
    edition,
    verified: verified === undefined ? undefined : verified ? 'yes' : 'no',
    paid,
    finished,
    overall,
  };
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(given)) if (value !== undefined) search.set(name, String(value));
  if (page > 1) search.set('page', String(page));
  return search.toString();
}

const all = { value: '', label: 'All' };

function FilterForm({ course, filter, base }: { course: ListProps['course']; filter: ReviewFilter; base: string }) {
  const editions = Array.from({ length: course.edition.number }, (_, at) => String(at + 1)).slice(-50);
  return (
    <form class="review-filter" method="get" action={base}>
      <Select
        id="sort"
        name="sort"
        label="Order"
        value={filter.sort}
        options={[
          { value: 'helpful', label: 'Most helpful' },
          { value: 'newest', label: 'Newest' },
          { value: 'lowest', label: 'Lowest rating' },
        ]}
      />
      {editions.length > 1 && (
        <Select
          id="edition"
          name="edition"
          label="Edition"
          value={String(filter.edition ?? '')}
          options={[all, ...editions.map((value) => ({ value, label: `Edition ${value}` }))]}
        />
      )}
      <Select
        id="overall"
        name="overall"
        label="Rating"
        value={String(filter.overall ?? '')}
        options={[all, ...['5', '4', '3', '2', '1'].map((value) => ({ value, label: `${value} of 5` }))]}
      />
      <Select
        id="verified"
        name="verified"
        label="Learners"
        value={filter.verified === undefined ? '' : filter.verified ? 'yes' : 'no'}
        options={[all, { value: 'yes', label: 'Verified' }, { value: 'no', label: 'Not verified' }]}
      />
      <Select
        id="finished"
        name="finished"
        label="Finished"
        value={filter.finished ?? ''}
        options={[all, ...Finished.options.map((value) => ({ value, label: FINISHED_WORDS[value] }))]}
      />
      <Select
        id="paid"
        name="paid"
        label="Who paid"
        value={filter.paid ?? ''}
        options={[all, ...Paid.options.map((value) => ({ value, label: PAID_WORDS[value] }))]}
      />
      <button class="btn btn-line" type="submit">
        Show
      </button>
    </form>
  );
}
