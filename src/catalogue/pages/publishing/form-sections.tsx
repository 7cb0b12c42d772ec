/** The sections of the form of a course, in the order in which a learner asks. */
import { Select, TextArea } from '../../../ui/index.js';
import { linesOf, treeSubject } from '../../rules/publishing/index.js';
import { findSkill, listSkills } from '../../rules/skills-vocabulary.js';
import { cpdTypeChoices, kindChoices, levelChoices, MODE_CHOICES, PACE_CHOICES, subjectChoices } from './choices.js';
import { Choice, type Filled, hintOf, Ticks, Words } from './form-fields.js';

type SectionProps = { filled: Filled };

export function WhatItIs({ filled }: SectionProps) {
  return (
    <fieldset class="form-section">
      <legend>What it is</legend>
      <Words filled={filled} name="title" required />
      <Words filled={filled} name="subtitle" />
      <Words filled={filled} name="summary" rows={3} hint="Shown in lists and under the title." />
      <Words filled={filled} name="description" rows={10} hint="Plain words; an empty line begins a paragraph." />
      <Words filled={filled} name="url" type="url" hint="Where learners read more and enrol, such as https://…" />
      <div class="pair">
        <Choice filled={filled} name="kind" options={kindChoices()} />
        <Words filled={filled} name="code" hint="Your own number for it." />
      </div>
    </fieldset>
  );
}

export function WhatItTeaches({ filled }: SectionProps) {
  return (
    <fieldset class="form-section">
      <legend>What it teaches</legend>
      <Words filled={filled} name="outcomes" rows={6} hint="One a line, each beginning with a verb." />
      <Skills filled={filled} />
      <Subjects filled={filled} />
      <Words filled={filled} name="syllabus" rows={5} hint="One part a line." />
    </fieldset>
  );
}

/** Lines that the vocabulary knows are shown back; others are kept as they are. */
function Skills({ filled }: SectionProps) {
  const lines = linesOf(filled.form.skills);
  const known = lines.flatMap((line) => {
    const skill = findSkill(line);
    return skill ? [skill.label === line ? line : `${line} (${skill.label})`] : [];
  });
  const unknown = lines.filter((line) => !findSkill(line));
  return (
    <>
      <TextArea
        id="f-skills"
        name="skills"
        label="Skills it teaches"
        rows={4}
        value={filled.form.skills}
        hint={hintOf(filled, 'skills', 'One a line, in the words of your field.')}
        error={filled.faults.skills}
      />
      {lines.length > 0 && (
        <p class="small quiet">
          {known.length > 0 && <>Known to our list, so found by them: {known.join(', ')}. </>}
          {unknown.length > 0 && <>Kept in your words: {unknown.join(', ')}.</>}
        </p>
      )}
      <div class="beside field">
        <label for="f-skill-more">Find a skill in our list</label>
        <input class="input" id="f-skill-more" name="skills.more" type="text" list="skill-names" autocomplete="off" />
        <button class="btn btn-line" type="submit" name="act" value="again">
          Add this skill
        </button>
      </div>
      <datalist id="skill-names">
        {listSkills().map(({ label }) => (
          <option value={label} />
        ))}
      </datalist>
    </>
  );
}

const FEWEST_SUBJECTS = 3;

function Subjects({ filled }: SectionProps) {
  const lines = linesOf(filled.form.subjects);
  const codes = lines.flatMap((line) => treeSubject(line)?.code ?? []);
  const words = lines.filter((line) => !treeSubject(line));
  const options = subjectChoices();
  const shown = Math.max(FEWEST_SUBJECTS, codes.length + 1);
  return (
    <>
      {Array.from({ length: shown }, (_, at) => (
        <Select
          id={`f-subjects${at === 0 ? '' : `-${at + 1}`}`}
          name={`subjects.${at}`}
          label={at === 0 ? 'Subject' : `Subject ${at + 1}`}
          options={options}
          value={codes[at] ?? ''}
          {...(at === 0 && { hint: hintOf(filled, 'subjects'), error: filled.faults.subjects })}
        />
      ))}
      <TextArea
        id="f-subject-words"
        name="subjects.words"
        label="Other words for its subject"
        hint="Only where the list has none that fits; one a line."
        rows={2}
        value={words.join('\n')}
      />
    </>
  );
}

export function WhatItIsWorth({ filled }: SectionProps) {
  return (
    <fieldset class="form-section">
      <legend>What it is worth</legend>
      <div class="pair">
        <Choice filled={filled} name="level" options={levelChoices(filled.form.level)} />
        <Words
          filled={filled}
          name="credit"
          rows={2}
          hint="With its scheme, such as 15 CATS or 7.5 ECTS; one a line."
        />
      </div>
      <div class="pair">
        <Words filled={filled} name="cpd_hours" hint="Never the same thing as credit." />
        <Choice filled={filled} name="cpd_type" options={cpdTypeChoices()} />
      </div>
      <Ticks
        filled={filled}
        name="earns"
        options={[
          { value: 'certificate', label: 'A certificate' },
          { value: 'badge', label: 'A digital badge' },
          { value: 'credit', label: 'Academic credit' },
        ]}
      />
      <Words filled={filled} name="award" />
      <Words
        filled={filled}
        name="awarding_body"
        rows={2}
        hint="Whose name stands on the certificate, where it is not yours; one a line."
      />
      <Words
        filled={filled}
        name="recognised_by"
        rows={3}
        hint="As you claim it, one body a line: Name of the body: how it recognises the course. It is marked as your claim until the body signs it."
      />
    </fieldset>
  );
}

export function HowItIsTaught({ filled }: SectionProps) {
  return (
    <fieldset class="form-section">
      <legend>How it is taught</legend>
      <div class="pair">
        <Choice filled={filled} name="mode" options={MODE_CHOICES} />
        <Choice filled={filled} name="pace" options={PACE_CHOICES} />
      </div>
      <div class="pair">
        <Words filled={filled} name="duration" hint="Such as 6 weeks, or 2 days." />
        <Words filled={filled} name="effort" hint="Such as 4 hours." />
        <Words filled={filled} name="total_hours" hint="All study together, such as 150." />
      </div>
      <div class="pair">
        <Words filled={filled} name="language" rows={2} hint="One a line." />
        <Words filled={filled} name="captions" rows={2} hint="One a line." />
      </div>
      <Words filled={filled} name="prerequisites" rows={3} />
      <Words filled={filled} name="assessment" rows={3} />
    </fieldset>
  );
}

export function WhatItCosts({ filled }: SectionProps) {
  return (
    <fieldset class="form-section">
      <legend>What it costs</legend>
      <Words
        filled={filled}
        name="price"
        rows={3}
        hint="One a line: £495, £400 for members, £25 certificate, £20 a month, or free. Exactly what a learner pays."
      />
    </fieldset>
  );
}
