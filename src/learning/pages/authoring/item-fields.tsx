/** The fields of a question, by its type: one question a page. */

import { MOST_ROWS } from '../../rules/authoring/forms/item.js';
import type { DraftContent } from '../../schema/draft.js';
import type { ItemType } from '../../schema/index.js';
import {
  AreaInput,
  ChoiceInput,
  type Filled,
  fieldId,
  Group,
  LineInput,
  rowsOf,
  TickInput,
  TicksInput,
} from './part-form.js';
import { choicesOf, type FileChoice } from './step-fields.js';

type Props = { filled: Filled; type: ItemType; draft: DraftContent; files: readonly FileChoice[] };

const SCORED: readonly ItemType[] = ['multiple', 'match', 'order', 'hotspot', 'cloze'];

export function ItemFields({ filled, type, draft, files }: Props) {
  return (
    <>
      <AreaInput
        filled={filled}
        name="prompt"
        label={type === 'cloze' ? 'What to do (optional)' : 'The question'}
        hint="Markdown. What stands here is never an answer."
        rows={3}
      />
      <Answers filled={filled} type={type} files={files} />
      <div class="form-row">
        <LineInput filled={filled} name="points" label="Points" mode="decimal" max={8} />
        {SCORED.includes(type) && (
          <ChoiceInput
            filled={filled}
            name="scoring"
            label="Points are given"
            options={[
              { value: 'all', label: 'Whole or none' },
              { value: 'partial', label: 'For each right part, less wrong ones' },
            ]}
          />
        )}
      </div>
      <AreaInput filled={filled} name="right" label="Said when it is right (optional)" rows={2} />
      <AreaInput filled={filled} name="wrong" label="Said when it is not (optional)" rows={2} />
      <TicksInput
        filled={filled}
        name="outcomes"
        label="Learning outcomes that it tests"
        options={draft.outcomes.map(({ key, text }) => ({ value: key, label: text }))}
      />
    </>
  );
}

function Answers({ filled, type, files }: Pick<Props, 'filled' | 'type' | 'files'>) {
  switch (type) {
    case 'choice':
    case 'multiple':
      return (
        <>
          <Options filled={filled} mark={type === 'choice' ? 'radio' : 'checkbox'} />
          <TickInput filled={filled} name="shuffle" label="Options in another order each time" />
        </>
      );
    case 'order':
      return <Options filled={filled} mark="place" />;
    case 'match':
      return <Pairs filled={filled} />;
    case 'hotspot':
      return <Areas filled={filled} files={files} />;
    case 'numeric':
      return <NumberFields filled={filled} />;
    case 'short':
      return (
        <>
          <AreaInput filled={filled} name="accepted" label="Answers that are right" hint={ACCEPTED} rows={4} />
          <TickInput filled={filled} name="case" label="Capital letters count" />
        </>
      );
    case 'cloze':
      return <Gaps filled={filled} />;
  }
}

const ACCEPTED = 'One a line. An answer that is worth less ends in its worth, such as: heart attack = 50%';

function Options({ filled, mark }: { filled: Filled; mark: 'radio' | 'checkbox' | 'place' }) {
  const name = mark === 'radio' ? 'answer' : 'answers';
  const right = new Set((filled.texts[name] ?? '').split('\n'));
  const about =
    mark === 'place'
      ? 'In the right order: the number says where each belongs. Empty an option to take it out.'
      : `${mark === 'radio' ? 'Mark the one that is right' : 'Tick those that are right'}. Empty an option to take it out.`;
  return (
    <Group title="Options" about={about}>
      {filled.faults[name] && (
        <div class="field field-error" id={fieldId(name)}>
          <span class="error">{filled.faults[name]}</span>
        </div>
      )}
      {rowsOf(filled.texts, 'option', ['text', 'key'], { most: mark === 'place' ? 12 : MOST_ROWS.option }).map(
        (row) => (
          <div class="form-row option-row">
            <input type="hidden" name={`option.${row}.key`} value={filled.texts[`option.${row}.key`] ?? ''} />
            {mark === 'place' ? (
              <LineInput filled={filled} name={`option.${row}.place`} label="Place" mode="numeric" max={3} />
            ) : (
              <label class="tick">
                <input type={mark} name={name} value={String(row)} checked={right.has(String(row))} />
                <span>
                  Right<span class="sr">, option {row + 1}</span>
                </span>
              </label>
            )}
            <AreaInput filled={filled} name={`option.${row}.text`} label={`Option ${row + 1}`} rows={1} />
            <AreaInput
              filled={filled}
              name={`option.${row}.feedback`}
              label={
                <>
                  Said to whoever chooses it<span class="sr">, option {row + 1}</span>
                </>
              }
              rows={1}
            />
          </div>
        ),
      )}
    </Group>
  );
}

function Pairs({ filled }: { filled: Filled }) {
  return (
    <>
      <Group title="Pairs" about="What stands on the left, and what belongs to it. Two may share one answer.">
        {rowsOf(filled.texts, 'pair', ['left', 'key'], { most: MOST_ROWS.pair, empty: 3 }).map((row) => (
          <div class="form-row">
            <input type="hidden" name={`pair.${row}.key`} value={filled.texts[`pair.${row}.key`] ?? ''} />
            <input type="hidden" name={`pair.${row}.rightKey`} value={filled.texts[`pair.${row}.rightKey`] ?? ''} />
            <AreaInput filled={filled} name={`pair.${row}.left`} label={`Left ${row + 1}`} rows={1} />
            <AreaInput filled={filled} name={`pair.${row}.right`} label={`Belongs to left ${row + 1}`} rows={1} />
          </div>
        ))}
      </Group>
      <Group title="Belonging to nothing (optional)">
        {Array.from({ length: MOST_ROWS.extra }, (_, row) => (
          <>
            <input type="hidden" name={`extra.${row}.key`} value={filled.texts[`extra.${row}.key`] ?? ''} />
            <AreaInput filled={filled} name={`extra.${row}.text`} label={`Extra ${row + 1}`} rows={1} />
          </>
        ))}
      </Group>
    </>
  );
}

function Areas({ filled, files }: Pick<Props, 'filled' | 'files'>) {
  return (
    <>
      <ChoiceInput
        filled={filled}
        name="picture"
        label="The picture"
        hint="Upload it under Files first."
        options={choicesOf(files, /^image\//, 'None yet')}
      />
      <AreaInput filled={filled} name="alt" label="What the picture shows" rows={2} />
      <Group
        title="Areas"
        about="Figures are hundredths of the picture's width and height, from its left and top. A rectangle: left, top, width, height. A circle: left and top of its middle, radius. A polygon: its corners. Whoever does not see the picture chooses by the words, so they must not tell the answer."
      >
        {rowsOf(filled.texts, 'area', ['label', 'key'], { most: MOST_ROWS.area }).map((row) => (
          <div class="form-row">
            <input type="hidden" name={`area.${row}.key`} value={filled.texts[`area.${row}.key`] ?? ''} />
            <TickInput filled={filled} name={`area.${row}.right`} label={`Right, area ${row + 1}`} />
            <AreaInput filled={filled} name={`area.${row}.label`} label={`What is in area ${row + 1}`} rows={1} />
            <ChoiceInput
              filled={filled}
              name={`area.${row}.kind`}
              label="Shape"
              options={['rectangle', 'circle', 'polygon'].map((value) => ({ value, label: value }))}
            />
            <LineInput filled={filled} name={`area.${row}.figures`} label="Figures" max={1000} />
          </div>
        ))}
      </Group>
    </>
  );
}

function NumberFields({ filled }: { filled: Filled }) {
  return (
    <div class="form-row">
      <LineInput filled={filled} name="answer" label="The answer" mode="decimal" max={30} />
      <ChoiceInput
        filled={filled}
        name="tolerance"
        label="Right when it is"
        options={[
          { value: 'exact', label: 'Exactly this' },
          { value: 'absolute', label: 'Within so much of it' },
          { value: 'relative', label: 'Within so many % of it' },
        ]}
      />
      <LineInput filled={filled} name="within" label="Within" mode="decimal" max={30} />
      <LineInput filled={filled} name="unit" label="Unit (optional)" max={40} />
    </div>
  );
}

function Gaps({ filled }: { filled: Filled }) {
  return (
    <>
      <AreaInput
        filled={filled}
        name="text"
        label="The text"
        hint="Where a gap stands, write its name in two braces: Bleeding stops within {{minutes}} minutes."
        rows={5}
      />
      <Group
        title="Gaps"
        about={`Right answers. Words: ${ACCEPTED}. Options: one a line, a star before the right one.`}
      >
        {rowsOf(filled.texts, 'gap', ['key', 'answers'], { most: MOST_ROWS.gap }).map((row) => (
          <div class="form-row">
            <input type="hidden" name={`gap.${row}.kept`} value={filled.texts[`gap.${row}.kept`] ?? ''} />
            <LineInput filled={filled} name={`gap.${row}.key`} label={`Name of gap ${row + 1}`} max={64} />
            <ChoiceInput
              filled={filled}
              name={`gap.${row}.kind`}
              label="It takes"
              options={[
                { value: 'short', label: 'Words' },
                { value: 'numeric', label: 'A number' },
                { value: 'choice', label: 'One of several options' },
              ]}
            />
            <AreaInput filled={filled} name={`gap.${row}.answers`} label={`Right in gap ${row + 1}`} rows={2} />
            <LineInput filled={filled} name={`gap.${row}.within`} label="Number: within" hint="0.5 or 5%" max={30} />
            <LineInput filled={filled} name={`gap.${row}.unit`} label="Number: unit" max={40} />
            <TickInput filled={filled} name={`gap.${row}.case`} label="Words: capital letters count" />
          </div>
        ))}
      </Group>
    </>
  );
}
