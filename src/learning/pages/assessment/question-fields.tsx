/** One question as fields of a form, which work without script. Drawn of a `Question`, which has no place for an answer. */
import type { ComponentChildren } from 'preact';
import { type Answers, type ClozePiece, fieldOf, type Offered, type Question } from '../../rules/assessment/index.js';

export type QuestionProps = {
  question: Question;
  /** Counted from 0. */
  index: number;
  count: number;
  /** Markdown, drawn: safe HTML. */
  prompt: string;
  answers: Answers;
  /** What is not yet as it should be; null: nothing, or it is not the time to say. */
  advice: string | null;
  media: (name: string) => string;
};

export function QuestionFields(props: QuestionProps) {
  const { question, index, count, prompt, advice } = props;
  const name = fieldOf(index);
  const points = question.points === 1 ? '1 point' : `${question.points} points`;
  return (
    <fieldset
      class={advice ? 'question question-open' : 'question'}
      id={name}
      aria-describedby={advice ? `${name}-prompt ${name}-advice` : `${name}-prompt`}
    >
      <legend>
        <h2>
          Question {index + 1} <span class="quiet small">of {count}</span>
        </h2>
      </legend>
      <span class="question-points quiet small">{points}</span>
      <div class="prose" id={`${name}-prompt`} dangerouslySetInnerHTML={{ __html: prompt }} />
      {advice && (
        <p class="question-advice small" id={`${name}-advice`}>
          {advice}
        </p>
      )}
      <Fields {...props} name={name} />
    </fieldset>
  );
}

type FieldsProps = QuestionProps & { name: string };

function Fields(props: FieldsProps) {
  const { question, name, answers } = props;
  switch (question.type) {
    case 'choice':
    case 'multiple':
      return (
        <Choices
          name={name}
          options={question.options}
          several={question.type === 'multiple'}
          chosen={answers[name] ?? []}
        />
      );
    case 'match':
      return <Matches {...props} question={question} />;
    case 'order':
      return <Places {...props} question={question} />;
    case 'hotspot':
      return <Picture {...props} question={question} />;
    case 'numeric':
      return <Typed {...props} unit={question.unit} isNumber />;
    case 'short':
      return <Typed {...props} unit={null} isNumber={false} />;
    case 'cloze':
      return <Gaps {...props} question={question} />;
  }
}

type ChoicesProps = { name: string; options: readonly Offered[]; several: boolean; chosen: readonly string[] };

function Choices({ name, options, several, chosen }: ChoicesProps) {
  return (
    <>
      {several && <p class="small quiet">Choose all that are right.</p>}
      <div class="question-options">
        {options.map(({ code, text }) => (
          <label class="tick">
            <input
              type={several ? 'checkbox' : 'radio'}
              id={`${name}-${code}`}
              name={name}
              value={code}
              checked={chosen.includes(code)}
            />
            <span>{text}</span>
          </label>
        ))}
      </div>
    </>
  );
}

type Of<T extends Question['type']> = FieldsProps & { question: Extract<Question, { type: T }> };

function Matches({ question, index, answers }: Of<'match'>) {
  return (
    <div class="question-parts">
      {question.left.map(({ code, text }, part) => {
        const name = fieldOf(index, part);
        return (
          <div class="field">
            <label for={name} key={code}>
              {text}
            </label>
            <select class="input" id={name} name={name}>
              <option value="">Choose…</option>
              {question.right.map((right) => (
                <option value={right.code} selected={answers[name]?.[0] === right.code}>
                  {right.text}
                </option>
              ))}
            </select>
          </div>
        );
      })}
    </div>
  );
}

function Places({ question, index, answers }: Of<'order'>) {
  return (
    <>
      <p class="small quiet">Give each line its place, from 1 for the first.</p>
      <ol class="question-order plain" data-order>
        {question.options.map(({ text }, part) => {
          const name = fieldOf(index, part);
          return (
            <li>
              <select class="input" id={name} name={name} aria-label={`Place of: ${text}`}>
                <option value="">–</option>
                {question.options.map(({ code }) => (
                  <option selected={answers[name]?.[0] === code}>{code}</option>
                ))}
              </select>
              <label for={name}>{text}</label>
            </li>
          );
        })}
      </ol>
    </>
  );
}

function Picture({ question, name, answers, media }: Of<'hotspot'>) {
  const chosen = answers[name] ?? [];
  return (
    <>
      <figure class="question-picture">
        <img src={media(question.picture.replace(/^media:/, ''))} alt={question.alt} />
        {question.areas.map(({ code, shape }) => (
          // The same choice by pointing; for whoever hears the page the words below are enough.
          <label for={`${name}-${code}`} class="question-area" aria-hidden="true" style={boxOf(shape)}>
            <span>{code}</span>
          </label>
        ))}
      </figure>
      <p class="small quiet">
        {question.several ? 'Choose all that are right, ' : 'Choose one, '}in the picture or in the list.
      </p>
      <div class="question-options">
        {question.areas.map(({ code, text }) => (
          <label class="tick">
            <input
              type={question.several ? 'checkbox' : 'radio'}
              id={`${name}-${code}`}
              name={name}
              value={code}
              checked={chosen.includes(code)}
            />
            <span>
              {code}. {text}
            </span>
          </label>
        ))}
      </div>
    </>
  );
}

type Shape = Extract<Question, { type: 'hotspot' }>['areas'][number]['shape'];

/** The box round an area, in hundredths of the picture. */
function boxOf(shape: Shape): Record<string, string> {
  const box = (x: number, y: number, width: number, height: number) => ({
    '--x': String(x),
    '--y': String(y),
    '--w': String(width),
    '--h': String(height),
  });
  switch (shape.kind) {
    case 'rectangle':
      return box(shape.x, shape.y, shape.width, shape.height);
    case 'circle':
      return box(shape.x - shape.radius, shape.y - shape.radius, 2 * shape.radius, 2 * shape.radius);
    case 'polygon': {
      const [xs, ys] = [shape.points.map(([x]) => x), shape.points.map(([, y]) => y)];
      const [left, top] = [Math.min(...xs), Math.min(...ys)];
      return box(left, top, Math.max(...xs) - left, Math.max(...ys) - top);
    }
  }
}

function Typed({ name, answers, unit, isNumber }: FieldsProps & { unit: string | null; isNumber: boolean }) {
  return (
    <div class="field">
      <label for={`${name}-answer`}>Your answer{unit && ` in ${unit}`}</label>
      {isNumber && (
        <span class="hint" id={`${name}-hint`}>
          A number, such as 12 or 1.5
        </span>
      )}
      <input
        class={isNumber ? 'input question-number' : 'input'}
        id={`${name}-answer`}
        name={name}
        value={answers[name]?.[0] ?? ''}
        inputMode={isNumber ? 'decimal' : undefined}
        maxLength={isNumber ? 100 : 500}
        autoComplete="off"
        spellcheck={false}
        aria-describedby={isNumber ? `${name}-prompt ${name}-hint` : `${name}-prompt`}
      />
    </div>
  );
}

function Gaps({ question, index, answers }: Of<'cloze'>) {
  return (
    <p class="question-cloze">
      {question.pieces.map(
        (piece): ComponentChildren =>
          piece.kind === 'words' ? (
            piece.text
          ) : (
            <GapField piece={piece} name={fieldOf(index, Number(piece.code) - 1)} answers={answers} />
          ),
      )}
    </p>
  );
}

type GapProps = { piece: Extract<ClozePiece, { kind: 'gap' }>; name: string; answers: Answers };

function GapField({ piece, name, answers }: GapProps) {
  const value = answers[name]?.[0] ?? '';
  const label = `Gap ${piece.code}`;
  if (piece.fill === 'choice')
    return (
      <select class="input" id={name} name={name} aria-label={label}>
        <option value="">Choose…</option>
        {piece.options.map(({ code, text }) => (
          <option value={code} selected={value === code}>
            {text}
          </option>
        ))}
      </select>
    );
  return (
    <>
      <input
        class="input"
        id={name}
        name={name}
        value={value}
        aria-label={piece.unit ? `${label}, in ${piece.unit}` : label}
        inputMode={piece.fill === 'number' ? 'decimal' : undefined}
        maxLength={piece.fill === 'number' ? 100 : 500}
        autoComplete="off"
        spellcheck={false}
      />
      {piece.unit && ` ${piece.unit}`}
    </>
  );
}
