/** For staff: where they start, and the jobs. */
import { PlainPage } from '../../organisations/index.js';
import type { JobBrief, JobState } from '../../platform/jobs/index.js';
import { ActForm, type Frame, formatDay, formatNumber, PlaceList, Section, State, Tag } from '../../ui/index.js';
import { faultInWords, type StaffDesk } from '../actions/staff.js';

const STAFF = { label: 'Staff', href: '/staff' };

export function StaffPage({ frame, desk }: { frame: Frame; desk: StaffDesk }) {
  const waiting = desk.filter((one) => one.waiting.length > 0);
  return (
    <PlainPage frame={frame} title="Staff" section="/my" wide>
      <Section id="waiting" title="What waits for somebody">
        {waiting.length === 0 ? (
          <State kind="empty" title="Nothing waits" level={3} />
        ) : (
          <ul class="rows">
            {waiting.flatMap(({ place, waiting }) =>
              waiting.map((words) => (
                <li>
                  <div>
                    <a href={place.href}>{words}</a>
                    <span class="quiet small">{place.label}</span>
                  </div>
                </li>
              )),
            )}
          </ul>
        )}
      </Section>
      <Section id="places" title="Places">
        <PlaceList places={desk.map(({ place }) => place)} />
      </Section>
    </PlainPage>
  );
}

const STATES: Record<JobState, { title: string; none: string }> = {
  failed: { title: 'Failed for good', none: 'No job failed for good.' },
  repeating: { title: 'Tried again by themselves', none: 'None.' },
  running: { title: 'Running', none: 'None at this moment.' },
  waiting: { title: 'Waiting', none: 'None.' },
};
const TONES = { failed: 'bad', repeating: 'caution', running: 'good', waiting: 'unknown' } as const;
export const JOB_STATES = Object.keys(STATES) as JobState[];

type JobsProps = {
  frame: Frame;
  counts: Record<JobState, number>;
  jobs: Record<JobState, readonly JobBrief[]>;
  done?: string | undefined;
};

export function JobsPage({ frame, counts, jobs, done }: JobsProps) {
  return (
    <PlainPage
      frame={frame}
      title="Jobs"
      lede="A job that fails is tried again by itself, later each time, 25 times in all: about three days."
      trail={[STAFF]}
      done={done}
      wide
    >
      {JOB_STATES.map((state) => (
        <Section
          id={state}
          title={STATES[state].title}
          aside={<Tag tone={counts[state] > 0 ? TONES[state] : 'unknown'}>{formatNumber(counts[state])}</Tag>}
        >
          {jobs[state].length === 0 && <p class="quiet">{STATES[state].none}</p>}
          <ul class="rows">
            {jobs[state].map((job) => (
              <li>
                <JobWords job={job} />
                {state !== 'running' && (
                  <div class="row">
                    <ActForm
                      action={`/staff/jobs/${job.id}/retry`}
                      label="Run it now"
                      about={`${job.task} ${job.id}`}
                    />
                    <a class="act" href={`/staff/jobs/${job.id}/discard`}>
                      Throw it away
                      <span class="sr">
                        , {job.task} {job.id}
                      </span>
                    </a>
                  </div>
                )}
              </li>
            ))}
          </ul>
          {counts[state] > jobs[state].length && (
            <p class="small quiet">
              The first {jobs[state].length} of {formatNumber(counts[state])} are shown.
            </p>
          )}
        </Section>
      ))}
    </PlainPage>
  );
}

function JobWords({ job }: { job: JobBrief }) {
  const { task, attempts, maxAttempts, runAt, created, state } = job;
  const fault = faultInWords(job);
  return (
    <div>
      {task}
      <span class="quiet small">
        asked for on {moment(created)}
        {attempts > 0 && `, attempt ${attempts} of ${maxAttempts}`}
        {(state === 'waiting' || state === 'repeating') && `, next on ${moment(runAt)}`}
      </span>
      {fault && <span class="small line">{fault}</span>}
    </div>
  );
}

function moment(at: Date): string {
  const text = at.toISOString();
  return `${formatDay(text.slice(0, 10))}, ${text.slice(11, 16)} UTC`;
}

export function DiscardJobPage({ frame, job }: { frame: Frame; job: JobBrief }) {
  return (
    <PlainPage
      frame={frame}
      title="Throw this job away?"
      lede={`${job.task} is then never done: a letter is never sent, an import never read. It cannot be brought back.`}
      trail={[STAFF, { label: 'Jobs', href: '/staff/jobs' }]}
    >
      <form class="form" method="post">
        <button class="btn" type="submit">
          Throw it away
        </button>
      </form>
      <p class="after">
        <a href="/staff/jobs">Back to the jobs</a>
      </p>
    </PlainPage>
  );
}
