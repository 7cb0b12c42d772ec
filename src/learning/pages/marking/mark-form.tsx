/** The fields of a mark: for each criterion its levels and a comment, then words on the whole. */
import { Field, Select, TextArea } from '../../../ui/index.js';
import type { AssignmentStep } from '../../schema/content.js';
import { IDENTITY_METHODS, type Mark, type Submission } from '../../schema/marking.js';
import { pointsOf } from './rubric.js';

type Errors = Readonly<Record<string, string>>;

type MarkFieldsProps = { step: AssignmentStep; mark: Mark; errors?: Errors };

export function MarkFields({ step, mark, errors = {} }: MarkFieldsProps) {
  return (
    <>
      {step.rubric.map((criterion, at) => (
        <fieldset class={errors[`level-${criterion.key}`] ? 'criterion field-error' : 'criterion'}>
          <legend>
            {at + 1}. {criterion.text}
          </legend>
          <div class="levels">
            {criterion.levels.map(({ key, text, points }) => (
              <label class="tick">
                <input
                  type="radio"
                  name={`level-${criterion.key}`}
                  value={key}
                  checked={mark.levels[criterion.key]?.[0] === key && mark.levels[criterion.key]?.length === 1}
                />
                <span>{text}</span>
                <span class="count">{pointsOf(points)}</span>
              </label>
            ))}
          </div>
          {errors[`level-${criterion.key}`] && <span class="error">{errors[`level-${criterion.key}`]}</span>}
          <TextArea
            id={`comment-${criterion.key}`}
            name={`comment-${criterion.key}`}
            label={
              <>
                Comment<span class="sr"> on {criterion.text}</span>
              </>
            }
            rows={2}
            maxLength={4000}
            value={(mark.comments[criterion.key] ?? []).join('\n\n')}
            error={errors[`comment-${criterion.key}`]}
          />
        </fieldset>
      ))}
      <TextArea
        id="feedback"
        name="feedback"
        label="On the whole"
        hint="The learner reads it, with your comments. What is good, what is missing, what to do next."
        rows={5}
        maxLength={10_000}
        value={mark.feedback.join('\n\n')}
        error={errors.feedback}
      />
    </>
  );
}

type IdentityProps = { step: AssignmentStep; submission: Submission; errors?: Errors };

/** How the work was supervised and its learner recognised: method and day, never a document. */
export function IdentityFields({ step, submission, errors = {} }: IdentityProps) {
  if (step.supervision === 'none' && !step.identityCheck) return null;
  return (
    <fieldset>
      <legend>Supervision and identity</legend>
      <Select
        id="supervision"
        name="supervision"
        label="How was it supervised?"
        value={submission.supervision ?? ''}
        options={[
          { value: '', label: 'Not supervised, or not known' },
          { value: 'online', label: 'Supervised online' },
          { value: 'on-site', label: 'Supervised on site' },
        ]}
      />
      <Select
        id="identity"
        name="identity"
        label="How was the identity checked?"
        hint="Say how and when. Keep no copy of a document."
        value={submission.identity?.method ?? ''}
        options={[
          { value: '', label: 'Not checked' },
          ...IDENTITY_METHODS.map((method) => ({ value: method, label: method })),
        ]}
      />
      <Field
        id="identity-on"
        name="identity-on"
        label="On which day?"
        type="date"
        value={submission.identity?.on ?? ''}
        error={errors['identity-on']}
      />
    </fieldset>
  );
}
