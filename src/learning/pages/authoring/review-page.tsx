/** From draft to edition: what stops it, what changed, who learns by which edition; asking, returning, publishing. */
import { allows } from '../../../organisations/index.js';
import { countOf, formatDay, Icon, type Refusal, Section, Tag, TextArea } from '../../../ui/index.js';
import type { EditionListed } from '../../queries/authoring/courses.js';
import { type Fault, minutesInWords, type StepChange } from '../../rules/content/index.js';
import type { Hosted } from './outline-page.js';
import { coursePath, TeachingPage, type TeachingPlace } from './shell.js';

type Props = {
  place: TeachingPlace;
  hosted: Hosted & { saves: number };
  faults: readonly Fault[];
  cautions: readonly Fault[];
  /** Since the newest edition; null: there is none, or the draft is not whole. */
  changes: readonly StepChange[] | null;
  editions: readonly EditionListed[];
  done: string | null;
  refusal: Refusal | null;
  words?: string;
};

export function ReviewPage(props: Props) {
  const { place, hosted, faults, cautions, changes, editions, done, refusal } = props;
  return (
    <TeachingPage
      {...{ place, hosted, done, refusal }}
      at="review"
      title="Editions"
      lede="A published edition never changes. Learners stay with theirs until they agree to go over to a newer one."
    >
      <Faults {...props} />
      {cautions.length > 0 && faults.length === 0 && (
        <ul class="note caution">
          {cautions.map(({ at, message }) => (
            <li>
              {at}: {message}
            </li>
          ))}
        </ul>
      )}
      {changes && <Changes changes={changes} edition={hosted.edition} />}
      {hosted.retired === null && <Acts {...props} />}
      <Editions editions={editions} />
    </TeachingPage>
  );
}

function Faults({ place, hosted, faults }: Props) {
  const base = coursePath(place, hosted);
  return (
    <Section id="faults" title={faults.length === 0 ? 'Nothing stops it' : 'What stops it from being published'}>
      {faults.length === 0 ? (
        <p class="learn-done">
          <Icon name="check" />
          The draft is whole.
        </p>
      ) : (
        <ul class="review-faults">
          {faults.map(({ at, step, field, message }) => (
            <li>
              <a
                href={
                  step ? `${base}/steps/${step}#f-${field}` : `${base}${FIELD_PAGES[field.split('.')[0] ?? ''] ?? ''}`
                }
              >
                {at}
              </a>
              <span>{message}</span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

/** Where a fault of the whole course is put right. */
const FIELD_PAGES: Readonly<Record<string, string>> = {
  ...{ title: '/about', summary: '/about', outcomes: '/about', integrity: '/about', language: '/about' },
  policy: '/completion',
};

const CHANGE_WORDS: Readonly<Record<StepChange['what'], string>> = {
  same: 'the same',
  changed: 'changed',
  added: 'new',
  gone: 'gone',
  moved: 'moved',
};

function Changes({ changes, edition }: { changes: readonly StepChange[]; edition: number }) {
  const told = changes.filter(({ what, parts }) => what !== 'same' || parts.length > 0);
  const same = changes.length - told.length;
  return (
    <Section id="changes" title={`Since edition ${edition}`}>
      {told.length === 0 ? (
        <p>No step has changed.</p>
      ) : (
        <ul class="rows">
          {told.map(({ title, what, words }) => (
            <li>
              <div>
                {title} <Tag {...(what === 'changed' && { tone: 'caution' as const })}>{CHANGE_WORDS[what]}</Tag>
                <span class="quiet small">{words}</span>
              </div>
            </li>
          ))}
        </ul>
      )}
      {same > 0 && told.length > 0 && <p class="quiet small">{countOf(same, 'step')} stay the same.</p>}
    </Section>
  );
}

function Acts({ place, hosted, faults, words = '', refusal }: Props) {
  const base = coursePath(place, hosted);
  const mayPublish = allows(place.roles, 'editor');
  const mayAsk = allows(place.roles, 'author') && hosted.review !== 'asked';
  if (!mayPublish && !mayAsk) return <p>An editor has been asked to look.</p>;
  return (
    <Section id="next" title="What happens next">
      {hosted.review === 'asked' && <p>An author asks an editor to look at the draft.</p>}
      {hosted.review === 'returned' && <p class="as-written">Given back: {hosted.reviewWords}</p>}
      <div class="row form-acts">
        {mayPublish && faults.length === 0 && (
          <form class="act-form" method="post" action={`${base}/editions`}>
            <input type="hidden" name="saves" value={hosted.saves} />
            <button class="btn" type="submit">
              Publish edition {hosted.edition + 1}
            </button>
          </form>
        )}
        {mayAsk && (
          <form class="act-form" method="post" action={`${base}/review`}>
            <button class={mayPublish ? 'btn btn-line' : 'btn'} type="submit">
              Ask an editor to look
            </button>
          </form>
        )}
      </div>
      {mayPublish && hosted.review === 'asked' && (
        <form class="form" method="post" action={`${base}/review/return`}>
          <TextArea
            id="f-words"
            name="words"
            label="What is to change"
            rows={3}
            value={words}
            error={refusal?.fields?.words}
          />
          <button class="btn btn-line" type="submit">
            Give it back
          </button>
        </form>
      )}
    </Section>
  );
}

function Editions({ editions }: { editions: readonly EditionListed[] }) {
  if (editions.length === 0) return null;
  return (
    <Section id="editions" title="Published">
      <ul class="rows">
        {editions.map(({ number, minutes, publishedAt, learners, completed }) => (
          <li>
            <div>
              Edition {number}
              <span class="quiet small">
                Published {formatDay(publishedAt.toISOString().slice(0, 10))}, {minutesInWords(minutes)}. Learning by
                it: {learners}; completed: {completed}.
              </span>
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}
