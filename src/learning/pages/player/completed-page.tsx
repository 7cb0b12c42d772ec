/** A course is completed: what was earned, where it is, how long it took, what comes next. */
import type { ComponentChildren } from 'preact';
import {
  Act,
  Crumbs,
  Field,
  type Frame,
  formatLongDay,
  Layout,
  Notice,
  type Refusal,
  Section,
  State,
} from '../../../ui/index.js';
import type { Overview } from '../../actions/player/overview.js';
import { minutesInWords } from '../../rules/player/hours.js';
import { Gives } from './gives.js';

export type CompletedPageProps = {
  frame: Frame;
  overview: Overview;
  /** Where the course stands in the catalogue; null: nowhere. */
  course: { slug: string; title: string } | null;
  /** Filled by what stands above: what comes next. */
  next: ComponentChildren;
  done?: string | undefined;
  refusal?: Refusal | null;
};

export function CompletedPage(props: CompletedPageProps) {
  const { frame, overview, course, next, done, refusal = null } = props;
  const { place, completion, judged } = overview;
  const { content } = place.edition;
  const home = `/learn/${place.enrolment.id}`;
  const waits = completion !== null && overview.achievement !== null && overview.holding === null;
  return (
    <Layout
      frame={frame}
      title={completion ? `Completed: ${content.title}` : content.title}
      section="/my"
      unlisted
      enhancers={waits && completion.refused === null ? ['progress'] : []}
    >
      <div class="wrap page learn-completed">
        <Crumbs
          trail={[
            { label: 'My learning', href: '/my/learning' },
            { label: content.title, href: home },
          ]}
        />
        {completion === null ? (
          <NotYet home={home} title={content.title} judged={judged} />
        ) : (
          <>
            <p class="quiet">Completed on {formatLongDay(completion.completedAt.toISOString().slice(0, 10))}</p>
            <h1>You have completed {content.title}</h1>
            {done === 'time' && <Notice kind="done">Kept, apart from the hours that it was designed for.</Notice>}
            <Earned overview={overview} />
            <TimeTaken
              home={home}
              designed={place.edition.minutes}
              minutes={completion.declaredMinutes}
              refusal={refusal}
            />
            {course && (
              <Section id="review" title="What was it like?">
                <p>Whoever chooses next is glad of a few honest words from somebody who took it.</p>
                <p>
                  <Act href={`/reviews/${course.slug}/new`} icon="arrow-right">
                    Review this course
                  </Act>
                </p>
              </Section>
            )}
            {next}
          </>
        )}
      </div>
    </Layout>
  );
}

function NotYet({ home, title, judged }: { home: string; title: string; judged: Overview['judged'] }) {
  return (
    <>
      <h1>{title}</h1>
      <State kind="empty" title="Not completed yet" act={{ href: home, label: 'To the course' }}>
        {judged.parts
          .filter(({ met }) => !met)
          .map(({ sentence }) => (
            <p>{sentence}</p>
          ))}
      </State>
    </>
  );
}

/** While it is being issued the page asks again by itself; without script it has a link. */
function Earned({ overview }: { overview: Overview }) {
  const { achievement, holding, completion, place } = overview;
  if (achievement === null) return <Gives overview={overview} />;
  const ended = holding !== null || completion?.refused !== null;
  return (
    <div data-progress={ended ? 'ended' : 'waiting'}>
      <Section id="earned" title="What you earned">
        <Gives overview={overview} />
        {holding !== null && (
          <>
            <p class="row">
              <a class="btn" href={`/my/credentials/${holding}`}>
                See your credential
              </a>
            </p>
            <p class="quiet small">
              It is in your wallet: put it on LinkedIn or into your CV, share it, print it, or take the file. Nobody
              sees it until you do.
            </p>
          </>
        )}
        {holding === null && completion?.refused === null && (
          <p role="status">
            Your credential is being issued. <a href={`/learn/${place.enrolment.id}/completed`}>Look again</a>
          </p>
        )}
        {holding === null && completion?.refused !== null && (
          <Notice kind="note">
            Your credential could not be issued yet. The staff of the course are told why, and it is tried again each
            day. You need not do anything: a letter tells you when it is there.
          </Notice>
        )}
      </Section>
    </div>
  );
}

type TimeTakenProps = { home: string; designed: number; minutes: number | null; refusal: Refusal | null };

function TimeTaken({ home, designed, minutes, refusal }: TimeTakenProps) {
  return (
    <Section id="time" title="How long did it take you?">
      <p>
        It was designed for {minutesInWords(designed)}. What you say stands beside that, and changes nothing of what you
        earned. Your CPD record can use it.
      </p>
      <form class="form learn-time" method="post" action={`${home}/time`}>
        <div class="row">
          <Field
            id="hours"
            name="hours"
            label="Hours"
            type="number"
            min={0}
            max={9999}
            value={minutes === null ? '' : Math.floor(minutes / 60)}
            error={refusal?.fields?.hours}
          />
          <Field
            id="minutes"
            name="minutes"
            label="Minutes"
            type="number"
            min={0}
            max={59}
            value={minutes === null ? '' : minutes % 60}
            error={refusal?.fields?.minutes}
          />
        </div>
        <button class="btn btn-line" type="submit">
          Keep
        </button>
      </form>
    </Section>
  );
}
