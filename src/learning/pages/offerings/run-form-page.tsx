/** The form of a run. */
import { Field, type Refusal, Select } from '../../../ui/index.js';
import type { Run } from '../../schema/runs.js';
import { DeskPage, type DeskPlace } from './desk-shell.js';

/** Words as they stand in the fields. */
export type RunTexts = Readonly<Record<string, string>>;

const KINDS = [
  { value: 'self-paced', label: 'At one’s own pace' },
  { value: 'cohort', label: 'A cohort, from a day' },
  { value: 'private', label: 'For one employer’s people' },
];
const PLACES = [
  { value: 'free', label: 'Free' },
  { value: 'voucher', label: 'By voucher' },
  { value: 'invoice', label: 'Invoiced, against a purchase order' },
];
const DEADLINES = [
  { value: 'none', label: 'None' },
  { value: 'relative', label: 'Counted from each learner’s own start' },
  { value: 'dated', label: 'Counted from the first day of the run' },
];

type Props = {
  place: DeskPlace;
  run: Run | null;
  texts: RunTexts;
  editions: readonly number[];
  refusal?: Refusal | null;
};

export function RunFormPage({ place, run, texts, editions, refusal = null }: Props) {
  const field = (name: string) => ({ id: name, name, value: texts[name] ?? '', error: refusal?.fields?.[name] });
  return (
    <DeskPage
      place={place}
      title={run ? 'Change this run' : 'Open a run'}
      run={run ?? undefined}
      isBelow
      refusal={refusal}
    >
      <form class="form" method="post">
        <Field {...field('name')} label="Name" hint="Such as “Spring 2027”. May be left empty." maxLength={200} />
        <Select {...field('kind')} label="Kind" options={KINDS} />
        <Field
          {...field('employer')}
          label="Employer, for a private run"
          hint="The end of its address here: /providers/this-part."
          maxLength={300}
        />
        <Select
          {...field('edition')}
          label="Edition for new learners"
          options={editions.map((number) => ({ value: String(number), label: `Edition ${number}` }))}
        />
        <Field {...field('starts')} type="date" label="First day" hint="Needed for a cohort." />
        <Field {...field('ends')} type="date" label="Last day" />
        <Field {...field('enrolFrom')} type="date" label="Enrolling from" />
        <Field {...field('enrolUntil')} type="date" label="Enrolling until" />
        <Field {...field('seats')} type="number" label="Seats" hint="Left empty: no limit." min={1} />
        <Select {...field('places')} label="Places are" options={PLACES} />
        <Field
          {...field('price')}
          type="number"
          label="Price"
          hint="Left empty where it is free."
          min={0}
          step={0.01}
        />
        <Field {...field('currency')} label="Currency" hint="As in GBP." maxLength={3} />
        <Select {...field('deadlines')} label="Deadlines" options={DEADLINES} />
        <Field {...field('daysAWeek')} type="number" label="Days for each week of the course" min={1} max={60} />
        <Field
          {...field('grace')}
          type="number"
          label="Days after the last deadline in which work is still taken"
          min={0}
          max={365}
        />
        <Field
          {...field('extensionLimit')}
          type="number"
          label="Days of more time that everybody has for the asking"
          min={0}
          max={365}
        />
        <Field {...field('timeZone')} label="Time zone" hint="As in Europe/London. Days end there." maxLength={60} />
        {run === null && (
          <Select
            {...field('open')}
            label="Learners can enrol"
            options={[
              { value: 'yes', label: 'At once' },
              { value: 'no', label: 'Not yet' },
            ]}
          />
        )}
        <button class="btn" type="submit">
          {run ? 'Keep the changes' : 'Make the run'}
        </button>
      </form>
    </DeskPage>
  );
}
