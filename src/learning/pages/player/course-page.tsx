/** The home of a course for whoever takes it: how far they are, what is next, by when, how long it takes, what it gives. */
import type { ComponentChild } from 'preact';
import { Crumbs, type Fact, FactTable, type Frame, formatLongDay, Layout, Notice, Section } from '../../../ui/index.js';
import type { Overview } from '../../actions/player/overview.js';
import { minutesInWords, observedInWords } from '../../rules/player/hours.js';
import { Gives } from './gives.js';
import { StepList } from './outline.js';

export type CoursePageProps = {
  frame: Frame;
  overview: Overview;
  /** Drawn Markdown of the course, safe HTML. */
  summary: string;
  /** Of each week by its key. */
  summaries: Readonly<Record<string, string>>;
  /** From other parts: sessions, more time, a newer edition. */
  beside: readonly ComponentChild[];
};

export function CoursePage({ frame, overview, summary, summaries, beside }: CoursePageProps) {
  const { place, states, next, completion, deadlines } = overview;
  const { content } = place.edition;
  const failed = new Set(overview.results.filter(({ passed }) => !passed).map(({ step }) => step));
  const home = `/learn/${place.enrolment.id}`;
  return (
    <Layout frame={frame} title={content.title} section="/my" unlisted>
      <div class="wrap page learn-home">
        <Crumbs trail={[{ label: 'My learning', href: '/my/learning' }]} />
        <h1>{content.title}</h1>
        {place.enrolment.state === 'left' && (
          <Notice kind="note">You left this course. You can read on; what you did is kept.</Notice>
        )}
        <div class="with-aside">
          <div>
            <HowFar overview={overview} />
            {next && (
              <p class="learn-next">
                <a class="btn" href={`${home}/steps/${next.key}`}>
                  {next.key in states ? 'Go on' : Object.keys(states).length === 0 ? 'Begin' : 'Go on'}: {next.title}
                </a>
              </p>
            )}
            {summary !== '' && <div class="prose" dangerouslySetInnerHTML={{ __html: summary }} />}
            {content.weeks.map((week) => {
              const deadline = deadlines.weeks.find((one) => one.week === week.key);
              return (
                <Section
                  id={`week-${week.key}`}
                  title={week.title}
                  aside={deadline && <span class="quiet small">by {formatLongDay(deadline.day)}</span>}
                >
                  {summaries[week.key] && (
                    <div class="prose" dangerouslySetInnerHTML={{ __html: summaries[week.key] ?? '' }} />
                  )}
                  <StepList week={week} home={home} states={states} failed={failed} long />
                </Section>
              );
            })}
          </div>
          <div class="learn-beside">
            <Section id="gives" title={completion ? 'What it gave you' : 'What it gives'}>
              <Gives overview={overview} />
            </Section>
            <Hours overview={overview} />
            <Section id="own" title="Your own words">
              <p class="row">
                <a class="act" href={`${home}/notes`}>
                  Notes
                </a>
                <a class="act" href={`${home}/reflections`}>
                  Reflections
                </a>
              </p>
            </Section>
            {beside}
          </div>
        </div>
      </div>
    </Layout>
  );
}

/** No percentage that flatters: what is done, what is asked for, and what is still to come by its name. */
function HowFar({ overview: { judged, ahead, completion, place } }: Pick<CoursePageProps, 'overview'>) {
  if (completion)
    return (
      <p class="lede">
        You completed this course on {formatLongDay(completion.completedAt.toISOString().slice(0, 10))}.{' '}
        <a href={`/learn/${place.enrolment.id}/completed`}>What you have, and what comes next</a>
      </p>
    );
  const few = ahead.length > 0 && ahead.length <= 3;
  return (
    <>
      <ul class="learn-parts plain">
        {judged.parts.map(({ what, met, sentence }) => (
          <li class={met ? 'met' : ''}>
            {sentence}
            {what === 'steps' && few && ` Still to come: ${ahead.map(({ title }) => `“${title}”`).join(', ')}.`}
          </li>
        ))}
      </ul>
      {judged.parts.length > 1 && <p class="quiet small">When all of this is so, the course is completed.</p>}
    </>
  );
}

function Hours({ overview: { place, completion, observedSeconds } }: Pick<CoursePageProps, 'overview'>) {
  const declared = completion?.declaredMinutes ?? null;
  const facts: Fact[] = [
    { name: 'Designed', value: minutesInWords(place.edition.minutes), remark: 'What the authors reckon with' },
    {
      name: 'Declared',
      value: declared === null ? <span class="none">not said</span> : minutesInWords(declared),
      remark: completion ? 'What you say it took' : 'You are asked at the end',
    },
    {
      name: 'Observed',
      value: observedSeconds === 0 ? 'nothing yet' : observedInWords(observedSeconds),
      remark: 'While a step was in front of you and in use',
    },
  ];
  return (
    <Section id="hours" title="Hours">
      <FactTable facts={facts} />
      <p class="tiny">
        Observed time counts while a step is in front of you and you read, type or play; a minute without a sign of you
        is not counted. Nobody but you sees it. The three are never added up.
      </p>
    </Section>
  );
}
