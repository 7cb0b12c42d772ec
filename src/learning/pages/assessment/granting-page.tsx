/** More time for single learners, and how their tests were watched over: for assessors alone. */

import type { Refusal } from '../../../ui/index.js';
import { ActForm, Field, Select, State } from '../../../ui/index.js';
import type { GrantingLook } from '../../actions/assessment/granting.js';
import { ASSURANCE_METHODS, type AssuranceKind } from '../../schema/assessment.js';
import { coursePath, type HostedBrief, TeachingPage, type TeachingPlace } from '../authoring/shell.js';
import { KIND_WORDS, METHOD_WORDS } from './words.js';

type GrantingPageProps = {
  place: TeachingPlace;
  hosted: HostedBrief;
  look: GrantingLook;
  today: string;
  done: boolean;
  /** Why a form came back, and whose it was. */
  refusal: (Refusal & { enrolment: string }) | null;
};
type Learner = GrantingLook['learners'][number];

export function GrantingPage(props: GrantingPageProps) {
  const { place, hosted, look, done, refusal } = props;
  return (
    <TeachingPage
      place={place}
      hosted={hosted}
      at="accommodations"
      title="Time and supervision"
      lede="More time for tests, as a factor and without a reason. Learners see their own end time and no factor. Assessors alone see this page."
      {...(done && { done: 'Saved.' })}
      refusal={refusal}
    >
      {look.learners.length === 0 && (
        <State kind="empty" title="Nobody is enrolled yet">
          <p>Learners are listed here as soon as they are enrolled.</p>
        </State>
      )}
      <ul class="rows">
        {look.learners.map((learner) => (
          <li>
            <LearnerRow {...props} learner={learner} />
          </li>
        ))}
      </ul>
    </TeachingPage>
  );
}

type RowProps = GrantingPageProps & { learner: Learner };

function LearnerRow(props: RowProps) {
  const { learner, look } = props;
  const factor = learner.multiplier === null ? 'the usual time' : `${learner.multiplier} times as long`;
  return (
    <details open={props.refusal?.enrolment === learner.enrolmentId}>
      <summary>
        <b>{learner.name}</b>{' '}
        <span class="quiet small">
          {learner.email} · {factor}
        </span>
      </summary>
      {learner.isSelf ? (
        <p class="quiet">This is you. Another assessor has to do this for you.</p>
      ) : (
        <>
          <TimeForm {...props} />
          {look.watched.map((step) => (
            <>
              {step.supervision !== 'none' && <AssuranceForm {...props} step={step} kind="supervised" />}
              {step.identityCheck && <AssuranceForm {...props} step={step} kind="identity" />}
            </>
          ))}
        </>
      )}
    </details>
  );
}

function TimeForm({ place, hosted, learner, refusal }: RowProps) {
  const id = `time-${learner.enrolmentId}`;
  const isOwn = refusal?.enrolment === learner.enrolmentId;
  return (
    <form class="form" method="post" action={`${coursePath(place, hosted)}/accommodations`}>
      <input type="hidden" name="enrolment" value={learner.enrolmentId} />
      <Field
        id={id}
        name="multiplier"
        label="Times as long"
        hint="From 1.05 to 3, such as 1.25 for a quarter more. Empty: the usual time. It counts from the next attempt."
        value={learner.multiplier ?? ''}
        inputMode="decimal"
        maxLength={10}
        error={isOwn ? refusal?.fields?.multiplier : undefined}
      />
      <button class="btn btn-line" type="submit">
        Save the time<span class="sr"> of {learner.name}</span>
      </button>
    </form>
  );
}

type AssuranceFormProps = RowProps & { step: GrantingLook['watched'][number]; kind: AssuranceKind };

function AssuranceForm({ place, hosted, learner, step, kind, today, refusal }: AssuranceFormProps) {
  const id = `${kind}-${step.key}-${learner.enrolmentId}`;
  const recorded = learner.assurances.find((one) => one.step === step.key && one.kind === kind);
  const isOwn = refusal?.enrolment === learner.enrolmentId;
  const action = `${coursePath(place, hosted)}/assurances`;
  const hidden = { enrolment: learner.enrolmentId, step: step.key, kind };
  return (
    <>
      <form class="form" method="post" action={action}>
        {Object.entries(hidden).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <div class="pair">
          <Select
            id={id}
            name="method"
            label={`${KIND_WORDS[kind]}: ${step.title}`}
            value={recorded?.method ?? ''}
            options={[
              { value: '', label: 'Choose…' },
              ...ASSURANCE_METHODS[kind].map((method) => ({ value: method, label: METHOD_WORDS[method] })),
            ]}
            error={isOwn ? refusal?.fields?.method : undefined}
          />
          <Field
            id={`${id}-day`}
            name="day"
            type="date"
            label="On"
            value={recorded?.day ?? today}
            error={isOwn ? refusal?.fields?.day : undefined}
          />
        </div>
        <button class="btn btn-line" type="submit">
          Record it
          <span class="sr">
            {' '}
            for {learner.name}: {KIND_WORDS[kind]}, {step.title}
          </span>
        </button>
      </form>
      {recorded && (
        <ActForm
          action={action}
          label="Take it back"
          about={`${KIND_WORDS[kind]}, ${step.title}, ${learner.name}`}
          values={{ ...hidden, method: '', day: recorded.day }}
        />
      )}
    </>
  );
}
