import { countOf, listInWords, NotStated } from '../../../ui/index.js';
import { gapFields, valuesOf } from '../../rules/form.js';
import type { GapAnswer, GapLine } from '../../schema.js';
import { AskChoice, type Asked, AskLine, AskLong, AskNumber, isTouched, Limit, More } from '../asking.js';
import { readingInWords } from '../words.js';

const MORE = ['goals.next.occupation', 'goals.now.text', 'goals.next.qualification', 'goals.term', 'goals.teaches'];

/** Question 1: where she is, where she wants to be, and the gap between the two. */
export function GoalsQuestion({ asked, gap }: { asked: Asked; gap: GapAnswer | null }) {
  return (
    <>
      <AskLong
        asked={asked}
        name="goals.next.text"
        label="What do you want to be able to do?"
        hint="In your own words: “lead safe use of AI on my ward”, “budgets and audit”."
        rows={3}
      />
      <AskLine
        asked={asked}
        name="goals.now.occupation"
        label="What is your work now?"
        hint="What you can do already is not counted as missing."
        list="occupations"
      />
      <More title="A new role, a qualification, what you can do already" open={isTouched(asked, MORE)}>
        <AskLine
          asked={asked}
          name="goals.next.occupation"
          label="Which role do you want next?"
          hint="Its skills, less yours, become your gap."
          list="occupations"
        />
        <AskLong asked={asked} name="goals.now.text" label="What can you do already?" hint="In your own words." />
        <Named asked={asked} name="goals.now.skills[]" label="Skills you named" />
        <Named asked={asked} name="goals.next.skills[]" label="Skills you want" />
        <AskLine
          asked={asked}
          name="goals.next.qualification"
          label="Should it count towards something larger?"
          hint="Its title, such as MSc Nursing."
        />
        <AskChoice
          asked={asked}
          name="goals.term"
          label="When do you need it?"
          options={[
            { value: '', label: 'No matter' },
            { value: 'short', label: 'Soon: for the work I do' },
            { value: 'medium', label: 'In a year or more: for where I want to be' },
          ]}
        />
        <Limit asked={asked} name="goals.teaches" about="teach so many skills of the gap">
          <AskNumber asked={asked} name="goals.teaches" label="At least so many skills of your gap" />
        </Limit>
      </More>
      <Gap asked={asked} gap={gap} />
    </>
  );
}

/** Skills that came by name (from a program or a saved decision): kept while they are ticked. */
function Named({ asked, name, label }: { asked: Asked; name: string; label: string }) {
  const skills = valuesOf(asked.sent, name);
  if (skills.length === 0) return null;
  return (
    <fieldset class="ticks">
      <legend>{label}</legend>
      {skills.map((skill) => (
        <label class="tick">
          <input type="checkbox" name={name} value={skill} checked />
          <span>{skill}</span>
        </label>
      ))}
    </fieldset>
  );
}

const WEIGHTS = [
  { weight: 2, label: 'Essential' },
  { weight: 1, label: 'Useful' },
  { weight: 0, label: 'Not needed' },
];

/** The gap as it stands, with how much each skill matters; folded away until it is asked for. */
function Gap({ asked, gap }: { asked: Asked; gap: GapAnswer | null }) {
  const ask = (
    <button class="btn btn-line" type="submit" name="act" value="gap" formaction="/guide#gap">
      {gap ? 'Work out my gap again' : 'Show my gap'}
    </button>
  );
  if (!gap) return <div class="gap-ask">{ask}</div>;
  const [[key, hash] = ['', ''], ...lines] = gapFields(gap.gap, Object.entries(asked.sent).flatMap(pairs));
  return (
    <section class="gap panel" id="gap" aria-labelledby="gap-head" tabIndex={-1}>
      <h2 id="gap-head">Your gap: {countOf(gap.gap.length, 'skill')}</h2>
      <input type="hidden" name={key} value={hash} />
      {gap.gap.length === 0 ? (
        <p class="small">We read no skill from your words yet. Name the role that you want, or write a skill below.</p>
      ) : (
        <>
          <p class="small quiet">
            A course counts for the skills that it teaches, not for those that it mentions. Say how much each matters.
          </p>
          <ul class="gap-lines">
            {gap.gap.map((line, at) => (
              <GapChoice line={line} value={lines[at]?.[1] ?? ''} />
            ))}
          </ul>
        </>
      )}
      {gap.readings.map((one) => (
        <p class="small">{readingInWords(one)}</p>
      ))}
      {gap.had.length > 0 && (
        <p class="small quiet">Not in it, since you have it: {listInWords(gap.had.map(({ label }) => label))}.</p>
      )}
      <AskLine asked={asked} name="goals.gap.more" label="Another skill" hint="Several with commas between them." />
      {ask}
    </section>
  );
}

function pairs([name, value]: [string, unknown]): [string, string][] {
  const values = Array.isArray(value) ? value : [value];
  return values.filter((one) => typeof one === 'string').map((one): [string, string] => [name, one]);
}

function GapChoice({ line, value }: { line: GapLine; value: string }) {
  const id = `gap-${line.skill.replace(/[^\w-]/g, '_')}`;
  const known = WEIGHTS.some(({ weight }) => weight === line.weight);
  const options = known ? WEIGHTS : [{ weight: line.weight, label: `Weight ${line.weight}` }, ...WEIGHTS];
  return (
    <li>
      <label for={id}>
        {line.label} {!line.known && <NotStated words="your words" />}
      </label>
      <select class="input" id={id} name="goals.gap[]">
        {options.map(({ weight, label }) => (
          <option value={weight === line.weight ? value : `${weight} ${line.skill}`} selected={weight === line.weight}>
            {label}
          </option>
        ))}
      </select>
    </li>
  );
}
