/** How far learners are, for staff: figures, a picture that is a table too, who seems stuck and why. */
import { allows, type Workplace } from '../../../organisations/index.js';
import {
  Act,
  ActForm,
  countOf,
  formatDay,
  formatNumber,
  Notice,
  Pager,
  type Refusal,
  Section,
  State,
  Tag,
} from '../../../ui/index.js';
import { runInWords, type Watched } from '../../actions/people/watching.js';
import { LEAST_FOR_FIGURES, type LearnerRow, mayAskAgain, type StepShare } from '../../rules/people/figures.js';
import { RULE_IN_WORDS } from '../../rules/people/stuck.js';
import { TeachingPage } from '../authoring/shell.js';

export const LEARNERS_A_PAGE = 50;
const share = (value: number) => `${Math.round(value * 100)} %`;

type ProgressPageProps = {
  workplace: Workplace;
  watched: Watched;
  page: number;
  today: string;
  mayExport: boolean;
  done?: string | undefined;
  refusal?: Refusal | null;
};

const DONE: Readonly<Record<string, string>> = {
  asked: 'The letter is on its way.',
  unwanted: 'They chose to have no such letters. You can write under their questions, if they asked any.',
};

export function ProgressPage(props: ProgressPageProps) {
  const { workplace, watched, done, refusal = null } = props;
  const { course, title, figures } = watched;
  const base = `/organisations/${workplace.organisation.slug}/teaching`;
  return (
    <TeachingPage
      place={workplace}
      hosted={{ id: course.id, title }}
      at="progress"
      title={`Progress: ${title}`}
      lede="How far learners are. Nothing of their notes, reflections or time on a page is here."
      done={DONE[done ?? '']}
      refusal={refusal}
    >
      <Runs {...props} base={`${base}/${course.id}/progress`} />
      {figures.enrolled + figures.left === 0 ? (
        <State kind="empty" title="Nobody has enrolled yet">
          <p>As soon as somebody takes a run, you see here how it goes.</p>
        </State>
      ) : (
        <>
          <Figures {...props} />
          <Steps steps={figures.steps} enrolled={figures.enrolled} />
          {watched.learners ? (
            <>
              <Stuck {...props} learners={watched.learners} base={`${base}/${course.id}`} />
              <Learners {...props} learners={watched.learners} base={`${base}/${course.id}`} />
            </>
          ) : (
            <Notice kind="note">
              Names of learners are seen by those who assess or register. You see the figures.
            </Notice>
          )}
        </>
      )}
      <More {...props} base={`${base}/${course.id}`} />
    </TeachingPage>
  );
}

function Runs({ watched: { runs, run }, base }: ProgressPageProps & { base: string }) {
  if (runs.length < 2) return null;
  return (
    <nav aria-label="Runs">
      <ul class="row plain">
        <li>
          <a href={base} aria-current={run === null ? 'page' : undefined}>
            All runs
          </a>
        </li>
        {runs.map((one) => (
          <li>
            <a href={`${base}?run=${one.id}`} aria-current={run === one.id ? 'page' : undefined}>
              {runInWords(one)} ({formatNumber(one.learners)})
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Figures({ watched: { figures } }: ProgressPageProps) {
  const rows: [string, number][] = [
    ['Enrolled', figures.enrolled],
    ['Started', figures.started],
    ['Completed', figures.completed],
    ['Behind a deadline', figures.behind],
    ['Paused', figures.paused],
    ['Seem stuck', figures.stuck],
    ['Left', figures.left],
  ];
  return (
    <dl class="learn-figures">
      {rows.map(([name, value]) => (
        <div>
          <dt>{name}</dt>
          <dd class="num">{formatNumber(value)}</dd>
        </div>
      ))}
    </dl>
  );
}

function Steps({ steps, enrolled }: { steps: readonly StepShare[]; enrolled: number }) {
  if (steps.length === 0) return null;
  if (enrolled < LEAST_FOR_FIGURES)
    return (
      <Section id="steps" title="Step by step">
        <p class="quiet">From {LEAST_FOR_FIGURES} learners on you see here how many have done each step.</p>
      </Section>
    );
  return (
    <Section id="steps" title="Step by step">
      <table class="table cards learn-shares">
        <caption class="sr">How many learners have done each step</caption>
        <thead>
          <tr>
            <th scope="col">Step</th>
            <th scope="col">Week</th>
            <th scope="col" class="n">
              Done
            </th>
            <th scope="col">Share</th>
          </tr>
        </thead>
        <tbody>
          {steps.map(({ title, week, done }) => (
            <tr>
              <th scope="row">{title}</th>
              <td data-l="Week">{week}</td>
              <td class="n" data-l="Done">
                {formatNumber(done)} of {formatNumber(enrolled)}
              </td>
              <td data-l="Share">
                <span class="learn-share">
                  <meter min={0} max={enrolled} value={done} aria-hidden="true" />
                  {share(done / enrolled)}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

type WithLearners = ProgressPageProps & { learners: readonly LearnerRow[]; base: string };

function Stuck({ learners, base, today, mayExport }: WithLearners) {
  const stuck = learners.filter((row) => row.stuck.length > 0);
  return (
    <Section id="stuck" title="Who seems stuck">
      <p class="small quiet">{RULE_IN_WORDS}</p>
      {stuck.length === 0 && <p>Nobody, as far as can be seen.</p>}
      <ul class="rows">
        {stuck.map((row) => (
          <li>
            <div>
              <strong>{row.name}</strong>
              {row.stuck.map(({ sentence }) => (
                <span class="small line">{sentence}</span>
              ))}
              {row.asked && <span class="quiet small">Asked how they are on {formatDay(row.asked)}.</span>}
            </div>
            {mayExport && mayAskAgain(row.asked, today) && (
              <ActForm
                action={`${base}/learners/${row.enrolment}/letter`}
                label="Ask: are you all right?"
                about={row.name}
              />
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Learners({ learners, page, watched, base }: WithLearners) {
  const shown = learners.slice((page - 1) * LEARNERS_A_PAGE, page * LEARNERS_A_PAGE);
  const run = watched.run ? `&run=${watched.run}` : '';
  return (
    <Section
      id="learners"
      title="Learners"
      aside={<span class="quiet small">{countOf(learners.length, 'learner')}</span>}
    >
      <table class="table cards">
        <caption class="sr">Each learner: what is done, when they were last seen</caption>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Started</th>
            <th scope="col" class="n">
              Steps
            </th>
            <th scope="col" class="n">
              Tests
            </th>
            <th scope="col">Last seen</th>
            <th scope="col">Deadline passed</th>
            <th scope="col">Stands</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <Learner row={row} />
          ))}
        </tbody>
      </table>
      <Pager
        page={page}
        perPage={LEARNERS_A_PAGE}
        total={learners.length > LEARNERS_A_PAGE ? learners.length : 0}
        hrefOf={(to) => `${base}/progress?page=${to}${run}#learners`}
      />
    </Section>
  );
}

function Learner({ row }: { row: LearnerRow }) {
  const { average, tests } = row;
  return (
    <tr>
      <th scope="row">{row.name}</th>
      <td data-l="Started">{row.started ? formatDay(row.started) : <span class="none">not yet</span>}</td>
      <td class="n" data-l="Steps">
        {row.done} of {row.required}
      </td>
      <td class="n" data-l="Tests">
        {tests.of === 0 ? 'none' : `${tests.taken} of ${tests.of}${average === null ? '' : `, ${share(average)}`}`}
      </td>
      <td data-l="Last seen">{row.lastSeen ? formatDay(row.lastSeen) : <span class="none">never</span>}</td>
      <td data-l="Deadline passed">{row.behind ? formatDay(row.behind.day) : 'no'}</td>
      <td data-l="Stands">
        <Stands row={row} />
      </td>
    </tr>
  );
}

function Stands({ row: { state, paused, completed, stuck } }: { row: LearnerRow }) {
  if (state === 'completed') return <Tag tone="good">completed {completed && formatDay(completed)}</Tag>;
  if (state === 'left') return <Tag>left</Tag>;
  if (paused) return <Tag>paused</Tag>;
  return stuck.length > 0 ? <Tag tone="caution">seems stuck</Tag> : <Tag>learning</Tag>;
}

function More({ workplace, watched, base, mayExport }: ProgressPageProps & { base: string }) {
  const run = watched.run ? `?run=${watched.run}` : '';
  return (
    <p class="row list-acts">
      <Act href={`${base}/progress/tests`} icon="info">
        Tests and questions
      </Act>
      {allows(workplace.roles, 'assessor') && (
        <>
          <Act href={`${base}/questions`} icon="circle-question-mark">
            Questions of learners
          </Act>
          <Act href={`${base}/reports`} icon="triangle-alert">
            Reported in discussions
          </Act>
        </>
      )}
      {mayExport && (
        <>
          <Act href={`${base}/progress.csv${run}`} icon="download">
            Table (CSV)
          </Act>
          <Act href={`${base}/progress.json${run}`} icon="download">
            Data (JSON)
          </Act>
        </>
      )}
    </p>
  );
}
