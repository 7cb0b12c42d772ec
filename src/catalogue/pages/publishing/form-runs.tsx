/** The runs of a course in its form: rows that are added and taken away without script. */
import { Field, Select, TextArea } from '../../../ui/index.js';
import { FIELD_LABELS, type RunField, type RunForm } from '../../rules/publishing/index.js';
import { MODE_CHOICES, PACE_CHOICES } from './choices.js';
import type { Filled } from './form-fields.js';

export function Runs({ filled }: { filled: Filled }) {
  const { runs } = filled.form;
  return (
    <fieldset class="form-section" id="runs">
      <legend>When it runs</legend>
      <p class="small quiet">
        A run is a time or place at which the course can be taken. A course that can be begun any day needs none: choose
        its pace above.
      </p>
      {runs.map((run, at) => (
        <Run run={run} at={at} faults={filled.faults} />
      ))}
      <button class="btn btn-line" type="submit" name="act" value="add-run">
        Add a run
      </button>
    </fieldset>
  );
}

type RunProps = { run: RunForm; at: number; faults: Filled['faults'] };

function Run({ run, at, faults }: RunProps) {
  const part = (name: RunField) => ({
    id: `f-runs-${at}-${name}`,
    name: `runs.${at}.${name}`,
    label: FIELD_LABELS[name],
    value: run[name],
    error: faults[`runs.${at}.${name}`],
  });
  return (
    <fieldset class="panel run-form" id={`run-${at + 1}`}>
      <legend>Run {at + 1}</legend>
      <input type="hidden" name={`runs.${at}.run_id`} value={run.run_id} />
      <div class="pair">
        <Day {...part('start')} />
        <Day {...part('end')} />
      </div>
      <div class="pair">
        <Day {...part('enrol_from')} />
        <Day {...part('enrol_until')} />
      </div>
      <div class="pair">
        <Select {...part('run_mode')} options={MODE_CHOICES} />
        <Select {...part('run_pace')} options={PACE_CHOICES} />
      </div>
      <div class="pair">
        <Field {...part('venue')} />
        <Field {...part('town')} />
        <Field {...part('run_country')} hint="Where it is taught, such as Ireland." />
      </div>
      <TextArea {...part('run_price')} rows={2} hint="Only where it is another than the price of the course." />
      <Field {...part('run_url')} type="url" />
      <div class="pair">
        <Field {...part('places')} inputMode="numeric" />
        <Select
          {...part('cancelled')}
          label="Does it take place?"
          options={[
            { value: '', label: 'Yes' },
            { value: 'yes', label: 'No, it is cancelled' },
          ]}
        />
      </div>
      <button class="btn btn-line" type="submit" name="act" value={`remove-run.${at}`}>
        Remove this run<span class="sr">, run {at + 1}</span>
      </button>
    </fieldset>
  );
}

type DayProps = { id: string; name: string; label: string; value: string; error: string | undefined };

/** A browser's own calendar shows whole days alone: what is known to the month, or was mistyped, stays words. */
function Day(props: DayProps) {
  const isDay = props.value === '' || /^\d{4}-\d{2}-\d{2}$/.test(props.value);
  return <Field {...props} type={isDay ? 'date' : 'text'} />;
}
