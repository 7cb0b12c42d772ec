/** What somebody takes here: what is next in each course, by when, and what they have of those that they finished. */
import {
  Crumbs,
  type Frame,
  formatDay,
  formatLongDay,
  Layout,
  PageHead,
  Section,
  State,
  Tag,
} from '../../../ui/index.js';
import type { OwnCourse, OwnLearning } from '../../actions/offerings/reading.js';
import { nextDeadline } from '../../rules/offerings/deadlines.js';
import { whenInWords } from '../../rules/offerings/sessions.js';

const DONE: Record<string, string> = {
  left: 'You left the course. Your work is kept: enrol again to go on.',
};

type Props = { frame: Frame; learning: OwnLearning; now: Date; done: string | undefined };

export function LearningPage({ frame, learning: { courses, waiting }, now, done }: Props) {
  const active = courses.filter(({ state }) => state === 'active');
  const completed = courses.filter(({ state }) => state === 'completed');
  const left = courses.filter(({ state }) => state === 'left');
  return (
    <Layout frame={frame} title="My learning" section="/my" unlisted>
      <div class="wrap page">
        <Crumbs trail={[{ label: 'My Cairn', href: '/my' }, { label: 'My learning' }]} />
        <PageHead
          title="My learning"
          lede="The courses that you take here, in Cairn."
          done={done === undefined ? undefined : DONE[done]}
        />
        {courses.length === 0 && waiting.length === 0 && (
          <State kind="empty" title="No course yet" act={{ href: '/courses', label: 'Find a course' }}>
            <p class="small quiet">
              A course that is taken here has “Take it here” on its page. What you take elsewhere is{' '}
              <a href="/my/courses">among your courses</a>.
            </p>
          </State>
        )}
        {active.length > 0 && (
          <Section id="active" title="Under way">
            <ul class="rows">
              {active.map((course) => (
                <Active course={course} now={now} />
              ))}
            </ul>
          </Section>
        )}
        {waiting.length > 0 && (
          <Section id="waiting" title="Waiting for a seat">
            <ul class="rows">
              {waiting.map(({ offering, title, askedAt, told }) => (
                <li>
                  <div>
                    <a href={`/learn/runs/${offering}`}>{title}</a>
                    <span class="quiet small">
                      {told ? 'A seat was free: you were told' : `Asked on ${formatDay(dayOf(askedAt))}`}
                    </span>
                  </div>
                </li>
              ))}
            </ul>
          </Section>
        )}
        {completed.length > 0 && (
          <Section id="completed" title="Completed">
            <ul class="rows">
              {completed.map((course) => (
                <Completed course={course} />
              ))}
            </ul>
          </Section>
        )}
        {left.length > 0 && (
          <Section id="left" title="Left">
            <ul class="rows">
              {left.map(({ id, provider, overview }) => (
                <li>
                  <div>
                    <a href={`/learn/${id}`}>{overview.place.edition.content.title}</a>
                    <span class="quiet small">{provider}. Your work is kept.</span>
                  </div>
                  <a class="act" href={`/learn/runs/${overview.place.offering.id}`}>
                    Come back<span class="sr"> to {overview.place.edition.content.title}</span>
                  </a>
                </li>
              ))}
            </ul>
          </Section>
        )}
      </div>
    </Layout>
  );
}

function Active({ course, now }: { course: OwnCourse; now: Date }) {
  const { id, provider, overview, sessions, isPaused, isNewer } = course;
  const { place, next, judged, deadlines } = overview;
  const { title } = place.edition.content;
  const deadline = nextDeadline(deadlines, now);
  const [session] = sessions;
  return (
    <li>
      <div>
        <a href={`/learn/${id}`}>{title}</a>
        <span class="quiet small">
          {provider}. {judged.parts[0]?.sentence}
        </span>
        {next && (
          <span class="small">
            Next: <a href={`/learn/${id}/steps/${next.key}`}>{next.title}</a>
          </span>
        )}
        {session && <span class="small">Live session: {whenInWords(session, place.offering.timeZone)}</span>}
        {deadline && !isPaused && (
          <span class="small">
            “{deadline.title}” by {formatLongDay(deadline.day)}
          </span>
        )}
        {isNewer && (
          <span class="small">
            There is <a href={`/learn/${id}/edition`}>a newer edition</a>. Nothing changes unless you want it.
          </span>
        )}
      </div>
      <span class="row">
        {isPaused && <Tag tone="unknown">paused</Tag>}
        <a class="act" href={`/learn/${id}/plan`}>
          Plan<span class="sr"> of {title}</span>
        </a>
      </span>
    </li>
  );
}

function Completed({ course: { id, provider, overview } }: { course: OwnCourse }) {
  const { place, completion, holding, achievement } = overview;
  return (
    <li>
      <div>
        <a href={`/learn/${id}`}>{place.edition.content.title}</a>
        <span class="quiet small">
          {provider}
          {completion && `, completed on ${formatDay(dayOf(completion.completedAt))}`}
        </span>
        {holding && (
          <span class="small">
            <a href={`/my/credentials/${holding}`}>{achievement?.content.name ?? 'Your credential'}</a>
          </span>
        )}
      </div>
      <a class="act" href={`/learn/${id}/completed`}>
        What it gave you<span class="sr">, {place.edition.content.title}</span>
      </a>
    </li>
  );
}

function dayOf(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}
