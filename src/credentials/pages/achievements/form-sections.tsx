/** The sections of the form of an achievement. */
import { Field, TextArea, Tick } from '../../../ui/index.js';
import { MOST_TRANSLATIONS, OFFERED_SKILLS } from '../../rules/achievement-fields.js';
import { Choice, type Filled, Ticks, Words } from './form-fields.js';
import {
  ASSESSMENT_WORDS,
  optionsOf,
  PARTICIPATION_WORDS,
  QUALITY_WORDS,
  SHAPE_WORDS,
  STACKABILITY_WORDS,
  SUPERVISION_WORDS,
  TYPE_WORDS,
} from './words.js';

type SectionProps = { filled: Filled };

export function WhatItIs({ filled, courses }: SectionProps & { courses: readonly { id: string; title: string }[] }) {
  const options = courses.map(({ id, title }) => ({ value: id, label: title }));
  return (
    <fieldset class="form-section">
      <legend>What it is</legend>
      <Words filled={filled} name="name" hint="As it stands on the badge and in every credential." />
      <Words
        filled={filled}
        name="description"
        rows={4}
        hint="In two or three sentences, for somebody who does not know you."
      />
      <Choice
        filled={filled}
        name="course"
        options={[{ value: '', label: 'No course: it stands alone' }, ...options]}
        stated
      />
      <div class="pair">
        <Choice filled={filled} name="type" options={optionsOf(TYPE_WORDS)} stated />
        <Words filled={filled} name="field" />
      </div>
      <div class="pair">
        <Words filled={filled} name="tags" hint="With commas between them." />
        <Words filled={filled} name="code" />
      </div>
    </fieldset>
  );
}

export function WhatItTakes({ filled }: SectionProps) {
  return (
    <fieldset class="form-section">
      <legend>What it takes</legend>
      <Words filled={filled} name="criteria" rows={4} hint="What somebody must do to get it." />
      <Words filled={filled} name="criteria_url" type="url" />
      <Words filled={filled} name="outcomes" rows={5} hint="What they can do then; one a line." />
      <Ticks filled={filled} name="assessment" options={optionsOf(ASSESSMENT_WORDS)} />
      <div class="pair">
        <Choice filled={filled} name="participation" options={optionsOf(PARTICIPATION_WORDS)} />
        <Choice filled={filled} name="supervision" options={optionsOf(SUPERVISION_WORDS)} />
      </div>
      <Words filled={filled} name="prerequisites" rows={2} />
      <Words filled={filled} name="evidence" rows={2} />
      <Words filled={filled} name="taught_in" hint="With commas between them, such as English, Welsh." />
      <Words
        filled={filled}
        name="results"
        rows={3}
        hint="What is told of how well somebody did; one a line. Mark | percent | 0 to 100 | 50, or Judgement | levels | Fail = Not safe yet; Pass = Safe alone | Pass."
      />
    </fieldset>
  );
}

export function WhatItIsWorth({ filled }: SectionProps) {
  return (
    <fieldset class="form-section">
      <legend>What it is worth</legend>
      <div class="pair">
        <Words filled={filled} name="level" hint="With its framework, such as FHEQ 7 or EQF 6." />
        <Words filled={filled} name="credit" rows={2} hint="With its scheme, such as 15 CATS at FHEQ 7; one a line." />
      </div>
      <div class="pair">
        <Words filled={filled} name="workload" type="number" hint="All study together." />
        <Words filled={filled} name="cpd_hours" type="number" hint="Never the same thing as credit." />
      </div>
      <div class="pair">
        <Choice filled={filled} name="stackability" options={optionsOf(STACKABILITY_WORDS)} />
        <Words filled={filled} name="stacks_into" rows={2} hint="One a line: MSc Health Informatics | https://…" />
      </div>
      <div class="pair">
        <Words filled={filled} name="months" type="number" hint="Empty: it does not end." />
        <Words filled={filled} name="renewal" />
      </div>
      <Ticks filled={filled} name="quality" options={optionsOf(QUALITY_WORDS)} />
      <Words filled={filled} name="quality_statement" rows={2} />
      <Words filled={filled} name="quality_url" type="url" />
    </fieldset>
  );
}

/** `offered`: skills that its words speak of and that are not among its own yet. */
export function Skills({ filled, offered }: SectionProps & { offered: readonly string[] }) {
  return (
    <fieldset class="form-section">
      <legend>Skills and standards</legend>
      <Words
        filled={filled}
        name="skills"
        rows={4}
        hint="Names of skills, one a line. Each is found with its address in ESCO, or here."
      />
      {offered.length > 0 && (
        <fieldset class="field">
          <legend>Your words also speak of</legend>
          <div class="tick-grid">
            {offered.map((label) => (
              <Tick name={OFFERED_SKILLS} value={label} label={label} />
            ))}
          </div>
        </fieldset>
      )}
      <Words
        filled={filled}
        name="alignments"
        rows={3}
        hint="Anything else it corresponds to, one a line: Name | https://… | Framework | Code. CTDL addresses go here."
      />
    </fieldset>
  );
}

export function Languages({ filled }: SectionProps) {
  const { texts, faults } = filled;
  const places = Array.from({ length: MOST_TRANSLATIONS }, (_, at) => at + 1);
  const used = places.filter((at) => texts[`in.${at}.language`] || texts[`in.${at}.name`]);
  const shown = places.slice(0, Math.min(MOST_TRANSLATIONS, (used.at(-1) ?? 0) + 1));
  return (
    <fieldset class="form-section">
      <legend>Other languages</legend>
      <Words filled={filled} name="language" hint="Of everything above. One signed file carries all languages." />
      {shown.map((at) => {
        const shared = (field: string) => ({
          id: `f-in-${at}-${field}`,
          name: `in.${at}.${field}`,
          value: texts[`in.${at}.${field}`] ?? '',
          error: faults[`in.${at}.${field}`],
        });
        return (
          <details class="more-fields" open={used.includes(at)}>
            <summary>{texts[`in.${at}.language`] || `Add ${at === 1 ? 'a' : 'another'} language`}</summary>
            <Field {...shared('language')} label="Language" hint="Its name or code, such as Welsh or cy." />
            <Field {...shared('name')} label="Name" />
            <TextArea {...shared('description')} label="What somebody who has it can do" rows={3} />
            <TextArea {...shared('criteria')} label="What it takes" rows={3} />
          </details>
        );
      })}
    </fieldset>
  );
}

export function Badge({ filled }: SectionProps) {
  return (
    <fieldset class="form-section">
      <legend>The badge</legend>
      <Choice filled={filled} name="shape" options={optionsOf(SHAPE_WORDS)} stated />
      <div class="pair">
        <Words filled={filled} name="ground" hint="Six digits, such as #26353c. The ink follows by itself." />
        <Words filled={filled} name="accent" hint="It must stand out: a contrast of 3." />
      </div>
    </fieldset>
  );
}
