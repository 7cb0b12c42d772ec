/** What a course says of itself, when it is completed and what one gets for it, its files, taking parts out. */
import type { ComponentChildren } from 'preact';
import { ActForm, formatNumber, Icon, NotStated, type Refusal, Section, State } from '../../../ui/index.js';
import { MOST_OUTCOMES } from '../../rules/authoring/forms/course.js';
import type { Media } from '../../schema/media.js';
import { AreaInput, ChoiceInput, type Filled, Group, LineInput, rowsOf } from './part-form.js';
import { coursePath, type HostedBrief, TeachingPage, type TeachingPlace } from './shell.js';

type Choice = { value: string; label: string };

export function AboutFields({ filled, courses }: { filled: Filled; courses: readonly Choice[] }) {
  return (
    <>
      <LineInput filled={filled} name="title" label="Title" max={200} />
      <AreaInput
        filled={filled}
        name="summary"
        label="Summary"
        hint="Markdown. The first words that a learner reads."
        rows={6}
      />
      <LineInput filled={filled} name="language" label="Language" hint="A code, such as en or cy" max={20} />
      <Group title="Learning outcomes" about="What somebody can do afterwards, one each. Empty one to take it out.">
        {rowsOf(filled.texts, 'outcome', ['text', 'key'], { most: MOST_OUTCOMES, empty: 3 }).map((row) => (
          <>
            <input type="hidden" name={`outcome.${row}.key`} value={filled.texts[`outcome.${row}.key`] ?? ''} />
            <AreaInput filled={filled} name={`outcome.${row}.text`} label={`Outcome ${row + 1}`} rows={1} />
          </>
        ))}
      </Group>
      <AreaInput
        filled={filled}
        name="integrity"
        label="Integrity statement (optional)"
        hint="What learners agree to before a test or an assignment that counts."
        rows={3}
      />
      <ChoiceInput
        filled={filled}
        name="course"
        label="In the catalogue it is"
        hint="Where learners find it."
        options={[{ value: '', label: 'Not there yet' }, ...courses]}
      />
    </>
  );
}

type CompletionProps = { filled: Filled; achievements: readonly Choice[]; sentence: string };

export function CompletionFields({ filled, achievements, sentence }: CompletionProps) {
  return (
    <>
      <p class="note">{sentence}</p>
      <LineInput filled={filled} name="steps" label="Required steps that are done, in %" mode="decimal" max={6} />
      <ChoiceInput
        filled={filled}
        name="tests"
        label="Each test and assignment"
        options={[
          { value: 'attempted', label: 'is attempted' },
          { value: 'passed', label: 'is passed' },
          { value: 'average', label: 'counts by the average alone' },
        ]}
      />
      <LineInput
        filled={filled}
        name="average"
        label="Their average, in % at least"
        hint="Each by its best result. Empty: no average is asked."
        mode="decimal"
        max={6}
      />
      <LineInput
        filled={filled}
        name="attendance"
        label="Live sessions that are attended, in %"
        mode="decimal"
        max={6}
      />
      <ChoiceInput
        filled={filled}
        name="achievement"
        label="What is issued to whoever completes it"
        options={[{ value: '', label: 'Nothing' }, ...achievements]}
      />
    </>
  );
}

/** What a learner gets, as they will see it. */
export function Given({
  facts,
  link,
}: {
  facts: readonly { name: string; value: string | null }[];
  link: string | null;
}) {
  return (
    <Section id="given" title="What a learner gets">
      {facts.length === 0 ? (
        <p>Nothing is issued. A learner sees that they completed the course, and keeps what they wrote.</p>
      ) : (
        <dl class="fact-table">
          {facts.map(({ name, value }) => (
            <div>
              <dt>{name}</dt>
              <dd>{value ?? <NotStated />}</dd>
              <dd class="src" />
            </div>
          ))}
        </dl>
      )}
      {link && (
        <p>
          <a href={link}>Design an achievement</a>
        </p>
      )}
    </Section>
  );
}

type MediaProps = {
  place: TeachingPlace;
  hosted: HostedBrief;
  files: readonly (Media & { address: string })[];
  done: ComponentChildren;
  refusal: Refusal | null;
};

export function MediaPage({ place, hosted, files, done, refusal }: MediaProps) {
  const base = coursePath(place, hosted);
  return (
    <TeachingPage
      {...{ place, hosted, done, refusal }}
      at="media"
      title="Files"
      lede="Pictures, videos, sound, captions and documents of this course. Its learners and your colleagues see them, nobody else."
    >
      <form class="form" method="post" enctype="multipart/form-data">
        <div class="field">
          <label for="f-file">Files to add</label>
          <span class="hint" id="f-file-hint">
            PNG, JPEG, WebP, GIF up to 20 MB; MP4, WebM, MP3, M4A, Ogg up to 500 MB; WebVTT; PDF up to 50 MB. What a
            camera noted, such as a place, is taken out.
          </span>
          <input class="input" id="f-file" name="file" type="file" multiple aria-describedby="f-file-hint" />
        </div>
        <button class="btn" type="submit">
          Upload
        </button>
      </form>
      {files.length === 0 ? (
        <State kind="empty" title="No files yet">
          <p>In a text, a picture is written ![what it shows](media:name.png).</p>
        </State>
      ) : (
        <ul class="rows media-list">
          {files.map((file) => (
            <li>
              {file.type.startsWith('image/') && <img src={file.address} alt="" loading="lazy" />}
              <div>
                <a href={file.address}>{file.name}</a>
                <span class="quiet small">
                  {file.type}, {sizeOf(file.bytes)}. In a text: <code>media:{file.name}</code>
                </span>
              </div>
              <a class="act" href={`${base}/removal?part=${encodeURIComponent(`media:${file.name}`)}`}>
                <Icon name="x" />
                Take out<span class="sr">: {file.name}</span>
              </a>
            </li>
          ))}
        </ul>
      )}
    </TeachingPage>
  );
}

function sizeOf(bytes: number): string {
  return bytes < 1_048_576
    ? `${formatNumber(Math.ceil(bytes / 1024))} kB`
    : `${formatNumber(Math.round(bytes / 104_857.6) / 10)} MB`;
}

type AskingProps = {
  place: TeachingPlace;
  hosted: HostedBrief;
  title: string;
  words: ComponentChildren;
  action: string;
  label: string;
  values?: Readonly<Record<string, string>>;
  back: string;
  refusal?: Refusal | null;
};

/** Asks before something goes. */
export function AskingPage({
  place,
  hosted,
  title,
  words,
  action,
  label,
  values = {},
  back,
  refusal = null,
}: AskingProps) {
  return (
    <TeachingPage {...{ place, hosted, title, refusal }} at="" trail={[]}>
      <p>{words}</p>
      <div class="row form-acts">
        <ActForm action={action} label={label} values={values} quiet={false} />
        <a class="btn btn-line" href={back}>
          Keep it
        </a>
      </div>
    </TeachingPage>
  );
}
