/** How reviews work, for everybody; and what waits, for staff. */
import { dayOf } from '../../discussion/index.js';
import { Crumbs, countOf, type Frame, formatNumber, Layout, Section, State, Tag } from '../../ui/index.js';
import type { ComplaintRow } from '../queries/standing.js';
import { COMPLAINT_DAYS } from '../rules/complaints.js';
import { GROUND_WORDS } from '../rules/words.js';
import type { Prior } from '../schema.js';

type AboutProps = {
  frame: Frame;
  prior: Prior;
  ratings: number;
  complaints: { all: number; open: number; hidden: number; kept: number; late: number };
};

export function AboutReviewsPage({ frame, prior, ratings, complaints }: AboutProps) {
  return (
    <Layout
      frame={frame}
      title="How reviews work"
      description="Who may review a course, what a verified learner is, how ratings are counted, and what providers can and cannot do."
      canonical="/about/reviews"
    >
      <div class="wrap page">
        <h1>How reviews work</h1>
        <p class="lede">Learners say what a course was like. Providers can answer, and cannot remove anything.</p>
        <ul class="house-rules">
          <li>
            Whoever has an account may review a course, once for each edition of it, and change or remove that at any
            time.
          </li>
          <li>
            Nobody who belongs to the provider or the awarding body writes a review or votes on one. Whoever joins them
            later keeps the review, marked, and it no longer counts.
          </li>
          <li>
            A verified learner holds a credential of the course, issued to this account by its own verified provider or
            awarding body, or passed a graded step of it here. Nothing else gives the mark, and it goes when the
            credential is revoked.
          </li>
          <li>Whatever was given or promised for a review must be said, and stands beside it.</li>
          <li>
            A review with signs of being made up waits for a moderator before it is shown, and its author is told the
            signs. A provider’s complaint is decided within {COMPLAINT_DAYS} days; until then the review stays. All
            decisions have a reason and can be appealed: <a href="/about/moderation">how we moderate</a>.
          </li>
          <li>Ratings that came with a source are that source’s. They stand apart, with its name.</li>
        </ul>
        <Section id="counting" title="How we count">
          <p>
            A course’s page shows the plain mean of its reviews. Where courses are compared, few ratings should not beat
            many: {formatNumber(prior.strength)} ratings of {prior.mean.toFixed(2)}, what courses are worth on the whole
            ({countOf(ratings, 'rating')} on Cairn so far), are added to each. A verified learner’s rating counts fully,
            another’s half.
          </p>
          <p>
            Most helpful first means: by the share of readers who found a review helpful, as low as it may be where few
            have voted (Wilson’s interval, 95 %).
          </p>
        </Section>
        <Section id="complaints" title="Complaints of providers">
          <p>
            {complaints.all === 0
              ? 'No provider has complained of a review yet.'
              : `${countOf(complaints.all, 'complaint')}: ${complaints.kept} kept, ${complaints.hidden} hidden, ${complaints.open} open, ${complaints.late} decided late.`}
          </p>
        </Section>
      </div>
    </Layout>
  );
}

export function StaffReviewsPage({
  frame,
  complaints,
  now,
}: {
  frame: Frame;
  complaints: readonly ComplaintRow[];
  now: Date;
}) {
  return (
    <Layout frame={frame} title="Complaints about reviews" unlisted>
      <div class="wrap page">
        <Crumbs trail={[{ label: 'Staff', href: '/staff' }, { label: 'Complaints about reviews' }]} />
        <h1>Complaints about reviews</h1>
        <p class="lede">
          What providers say must not stand, the first due first. Each is decided among the{' '}
          <a href="/staff/reports">reports</a>, as are reviews that wait because of signs of being made up.
        </p>
        {complaints.length === 0 && <State kind="empty" title="No complaint waits" />}
        {complaints.length > 0 && (
          <ul class="rows">
            {complaints.map(({ organisation, ground, created, due }) => (
              <li>
                <div>
                  <a href="/staff/reports">{organisation.name}</a>
                  <span>{GROUND_WORDS[ground]}</span>
                  <span class="quiet small">
                    since {dayOf(created)}, due {dayOf(due)}{' '}
                    {due.getTime() < now.getTime() && <Tag tone="bad">late</Tag>}
                  </span>
                </div>
              </li>
            ))}
          </ul>
        )}
      </div>
    </Layout>
  );
}
