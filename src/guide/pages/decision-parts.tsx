/** What all pages of a decision show: the answers, the shortlist as it was kept, the choice. Plain data, as on the printed record. */
import type { ComponentChildren } from 'preact';
import { formatDay, formatLongDay, formatNumber, listInWords, NotStated, Tag } from '../../ui/index.js';
import { keptPrice, valueInWords } from '../rules/keeping.js';
import { type CourseLine, type KeptAnswer, type KeptItem, QUESTION_LABELS } from '../schema.js';

/** "Ranked on Monday 23 November 2026 over all 12,480 courses." */
export function RankedOn({ answer: { day, considered } }: { answer: KeptAnswer }) {
  return (
    <p class="small quiet">
      Ranked on {formatLongDay(day)} over all {formatNumber(considered)} courses.
    </p>
  );
}

/** The six lines, with what each counts. */
export function AskedTable({ answer: { answers, weights } }: { answer: KeptAnswer }) {
  const shareOf = (name: string) => weights.find(({ question }) => question === name)?.weight;
  return (
    <table class="table">
      <thead>
        <tr>
          <th scope="col">Question</th>
          <th scope="col">Answer</th>
          <th scope="col" class="n">
            Counts
          </th>
        </tr>
      </thead>
      <tbody>
        {answers.map(({ question, line }) => {
          const share = shareOf(question);
          return (
            <tr>
              <th scope="row">{QUESTION_LABELS[question]}</th>
              <td>{line ?? <NotStated words="not answered" />}</td>
              <td class="n">{share === undefined ? '' : `${Math.round(share * 100)}%`}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

type ShortlistProps = {
  items: readonly KeptItem[];
  /** What became of a course since, by its id. */
  marks?: ReadonlyMap<string, readonly string[]>;
  /** Beneath one of them. */
  below?: (item: KeptItem) => ComponentChildren;
};

/** Courses with a bar and a sentence for each question. */
export function Shortlist({ items, marks, below }: ShortlistProps) {
  if (items.length === 0) return <p class="quiet">No course had all that was asked for.</p>;
  return (
    <ol class="picks">
      {items.map((item) => (
        <li>
          <article class="pick" aria-labelledby={`kept-${item.place}`}>
            <div class="pick-head">
              <span class="rank num">{item.place}</span>
              <div>
                <h3 id={`kept-${item.place}`}>
                  <a href={item.course.url}>{item.course.title}</a>
                </h3>
                <p class="small quiet">{factsOf(item)}</p>
                {marks?.get(item.course.id)?.map((mark) => (
                  <Tag tone="caution">{mark}</Tag>
                ))}
              </div>
            </div>
            <ul class="fits" aria-label="Fit on the questions">
              {item.questions.map(({ name, value, short }) => (
                <li class="fit">
                  <span>{QUESTION_LABELS[name]}</span>
                  <span
                    class="bar"
                    style={{ '--lo': Math.round(value[0] * 100), '--hi': Math.round(value[1] * 100) }}
                  />
                  <span class="val">
                    {short}
                    <span class="sr">, {valueInWords(value)}</span>
                  </span>
                </li>
              ))}
            </ul>
            <ul class="plain small kept-why">
              {item.questions.map(({ sentence }) => (
                <li>{sentence}</li>
              ))}
              {item.unknown.length > 0 && <li class="quiet">Not known: {listInWords([...new Set(item.unknown)])}.</li>}
            </ul>
            {below?.(item)}
          </article>
        </li>
      ))}
    </ol>
  );
}

function factsOf({ course, price, start, value }: KeptItem): string {
  const begins = start === null ? [] : [`starts on ${formatDay(start)}`];
  return [course.provider, keptPrice(price), ...begins, `value ${valueInWords(value)}`].join(' · ');
}

export function Chosen({ chosen, why }: { chosen: CourseLine | null; why: string | null }) {
  return (
    <>
      <p>{chosen ? <a href={chosen.url}>{chosen.title}</a> : <NotStated words="Not decided yet" />}</p>
      {chosen && <p class="small quiet">{chosen.provider}</p>}
      {why && <p class="list-note">{why}</p>}
    </>
  );
}

export function WouldChange({ answer: { changes, stability } }: { answer: KeptAnswer }) {
  const told = [...changes, ...(stability === null ? [] : [stability])];
  if (told.length === 0) return null;
  return (
    <ul class="plain small">
      {told.map((sentence) => (
        <li>{sentence}</li>
      ))}
    </ul>
  );
}
