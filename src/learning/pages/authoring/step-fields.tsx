/** The fields of a step, by its type. */

import { MOST_CAPTIONS } from '../../rules/authoring/forms/step.js';
import type { DraftContent, DraftStep } from '../../schema/draft.js';
import { AreaInput, ChoiceInput, type Filled, Group, LineInput, rowsOf, TickInput, TicksInput } from './part-form.js';

export type FileChoice = { name: string; type: string };
type Props = { filled: Filled; step: DraftStep; draft: DraftContent; files: readonly FileChoice[] };

const BODY: Readonly<Record<DraftStep['type'], { label: string; rows: number }>> = {
  article: { label: 'Text', rows: 18 },
  video: { label: 'What it is about', rows: 5 },
  quiz: { label: 'Before it begins', rows: 4 },
  assignment: { label: 'The brief', rows: 12 },
  discussion: { label: 'What is discussed', rows: 6 },
  session: { label: 'What happens, and what to bring', rows: 6 },
};
const MARKDOWN =
  'Markdown: **bold**, *italic*, ## heading, - list, [words](https://address). A picture: ![what it shows](media:name.png).';
const SUPERVISED = [
  { value: 'none', label: 'Not supervised' },
  { value: 'online', label: 'Supervised online' },
  { value: 'on-site', label: 'Supervised on site' },
];

export function StepFields({ filled, step, draft, files }: Props) {
  const { label, rows } = BODY[step.type];
  return (
    <>
      <LineInput filled={filled} name="title" label="Title" max={200} />
      {step.type === 'video' && <VideoFields filled={filled} files={files} />}
      <AreaInput filled={filled} name="body" label={label} hint={MARKDOWN} rows={rows} />
      {step.type === 'quiz' && <QuizFields filled={filled} draft={draft} />}
      {step.type === 'assignment' && <AssignmentFields filled={filled} />}
      <LineInput filled={filled} name="minutes" label="Minutes that it takes" mode="numeric" max={4} />
      <TickInput filled={filled} name="required" label="Required: it counts towards completion" />
      <TicksInput
        filled={filled}
        name="outcomes"
        label="Learning outcomes that it serves"
        options={draft.outcomes.map(({ key, text }) => ({ value: key, label: text }))}
      />
      <AreaInput
        filled={filled}
        name="reflection"
        label="Question for reflection (optional)"
        hint="Asked at the end. What a learner answers is theirs alone: you never see it."
        rows={2}
      />
    </>
  );
}

export function choicesOf(files: readonly FileChoice[], kinds: RegExp, none: string) {
  const fitting = files.filter(({ type }) => kinds.test(type));
  return [{ value: '', label: none }, ...fitting.map(({ name }) => ({ value: `media:${name}`, label: name }))];
}

function VideoFields({ filled, files }: { filled: Filled; files: readonly FileChoice[] }) {
  return (
    <>
      <ChoiceInput
        filled={filled}
        name="video"
        label="The video or recording"
        hint="Upload it under Files first."
        options={choicesOf(files, /^(video|audio)\//, 'None yet')}
      />
      <ChoiceInput
        filled={filled}
        name="poster"
        label="Picture before it plays (optional)"
        options={choicesOf(files, /^image\//, 'None')}
      />
      <Group title="Captions" about="Nobody publishes a video with speech without them. WebVTT files, one a language.">
        {rowsOf(filled.texts, 'caption', ['language', 'label', 'file'], { most: MOST_CAPTIONS, empty: 1 }).map(
          (row) => (
            <div class="form-row">
              <LineInput filled={filled} name={`caption.${row}.language`} label="Language" max={20} />
              <LineInput filled={filled} name={`caption.${row}.label`} label="Called" max={200} />
              <ChoiceInput
                filled={filled}
                name={`caption.${row}.file`}
                label="File"
                options={choicesOf(files, /^text\/vtt$/, 'None')}
              />
            </div>
          ),
        )}
      </Group>
      <AreaInput
        filled={filled}
        name="transcript"
        label="Transcript"
        hint="What is said and shown, for whoever reads instead."
        rows={8}
      />
    </>
  );
}

function QuizFields({ filled, draft }: { filled: Filled; draft: DraftContent }) {
  return (
    <>
      <TickInput filled={filled} name="test" label="A test: it counts towards completion" />
      <div class="form-row">
        <LineInput filled={filled} name="pass" label="Passed from, in %" mode="decimal" max={6} />
        <LineInput filled={filled} name="attempts" label="Attempts" hint="Empty: any number" mode="numeric" max={2} />
        <LineInput
          filled={filled}
          name="timeLimit"
          label="Minutes for it"
          hint="Empty: no limit"
          mode="numeric"
          max={3}
        />
      </div>
      <ChoiceInput
        filled={filled}
        name="feedback"
        label="What was right is told"
        options={[
          { value: 'each-attempt', label: 'After each attempt' },
          { value: 'at-the-end', label: 'After the last attempt, or a pass' },
          { value: 'score-alone', label: 'Never: the score alone' },
        ]}
      />
      <TickInput filled={filled} name="shuffle" label="Questions in another order each time" />
      {draft.banks.length > 0 && (
        <Group title="Draw from banks" about="How many questions are drawn at random from each. Empty: none.">
          <div class="form-row">
            {draft.banks.map(({ key, title, items }) => (
              <LineInput
                filled={filled}
                name={`bank.${key}`}
                label={`${title} (of ${items.length})`}
                mode="numeric"
                max={3}
              />
            ))}
          </div>
        </Group>
      )}
      <Watched filled={filled} />
    </>
  );
}

function AssignmentFields({ filled }: { filled: Filled }) {
  return (
    <>
      <div class="form-row">
        <LineInput filled={filled} name="pass" label="Passed from, in %" mode="decimal" max={6} />
        <LineInput filled={filled} name="least" label="Words, at least" mode="numeric" max={5} />
        <LineInput filled={filled} name="most" label="Words, at most" mode="numeric" max={5} />
        <LineInput filled={filled} name="files" label="Files, at most" mode="numeric" max={2} />
      </div>
      <div class="form-row">
        <LineInput filled={filled} name="promised" label="Marked within working days" mode="numeric" max={2} />
        <LineInput filled={filled} name="again" label="May be handed in again" hint="Times" mode="numeric" max={2} />
        <LineInput filled={filled} name="peers" label="Works of others to read" hint="0: none" mode="numeric" max={1} />
      </div>
      <TickInput filled={filled} name="anonymous" label="Marked without names" />
      <ChoiceInput
        filled={filled}
        name="second"
        label="Marked by a second assessor"
        options={[
          { value: 'none', label: 'Never' },
          { value: 'failed', label: 'Where it would not pass' },
          { value: 'all', label: 'Always' },
        ]}
      />
      <Watched filled={filled} />
    </>
  );
}

function Watched({ filled }: { filled: Filled }) {
  return (
    <>
      <ChoiceInput filled={filled} name="supervision" label="Supervision" options={SUPERVISED} />
      <TickInput filled={filled} name="identity" label="Needs an identity check" />
    </>
  );
}
