import type { JSX } from 'preact';
import { countOf, formatDay, formatMoney, formatNumber } from '../../../ui/index.js';
import type { Figures, Middle } from '../../schema.js';
import type { Article } from './article.js';

export const besideADegree: Article = {
  slug: 'beside-a-degree',
  title: 'Beside a degree: specific, affordable, shorter',
  about: 'What short courses cost and how long they take, counted from the catalogue, beside the size of a degree.',
  lede: 'A degree opens a profession. A microcredential changes one thing that you can do in it.',
  group: 'understand',
  checked: '2026-11-23',
  sources: [
    { name: 'The catalogue of this site: each figure with its day and the number of courses behind it' },
    { name: 'QAA, Higher Education Credit Framework for England, 2021 (the size of awards)' },
  ],
  Body: ({ figures }) => (
    <>
      <h2>Shorter</h2>
      <p>
        Degrees are measured in credit, and one UK credit stands for 10 hours of work. In England an honours degree has
        360 credits, so 3,600 hours; a master’s degree 180, a postgraduate certificate 60.
      </p>
      <Shown
        figures={[
          ['Half take at most', figures.hours, (hours) => countOf(hours, 'hour')],
          ['Half run for at most', figures.weeks, (weeks) => countOf(weeks, 'week')],
          ['With credit, half take at most', figures.withCredit.hours, (hours) => countOf(hours, 'hour')],
        ]}
      />
      <h2>More affordable</h2>
      <Shown
        figures={[
          ['Half cost at most', figures.price, pounds],
          ['With credit, half cost at most', figures.withCredit.price, pounds],
        ]}
      />
      <p>
        {countOf(figures.free, 'course is', 'courses are')} free to take; the certificate may cost something all the
        same. A subscription counts here with one period, and other currencies are converted. We show no fees of degrees
        beside these, because we hold none with a source: ask the university for the one that you have in mind.
      </p>
      <p>
        <a href="/courses?free=1">See the free ones</a>, or{' '}
        <a href="/courses?earns=credit&amp;sort=price">those with credit, by price</a>.
      </p>
      <h2>More specific</h2>
      <p>
        A degree is planned for everybody who takes it. A short course answers one question: how to lead a night shift,
        how to read a balance sheet, what a new rule asks of you. It can be written anew in weeks when the field
        changes. Each course’s page says which edition you see, and since when.
      </p>
      <h2>What a degree does that this cannot</h2>
      <ul>
        <li>It is the way into most regulated professions. A microcredential seldom gives the right to practise.</li>
        <li>It carries a title that every employer knows, and years of learning with the same people.</li>
        <li>Loans and grants are mostly made for it. Short courses are often paid by you or your employer.</li>
      </ul>
      <h2>It need not be one or the other</h2>
      <p>
        Credit at the right level may count towards an award later. How much, and for how long, is for that university
        to say: <a href="/guidance/where-it-can-lead">where it can lead</a>.
      </p>
      <h2>What is stated, and what not</h2>
      <p>
        Of {countOf(figures.courses, 'course')} in the catalogue on {formatDay(figures.day)}, so many state each fact.
        The figures above are of those alone.
      </p>
      <dl class="figures">
        {STATED.map(([label, of]) => (
          <div>
            <dt>{label}</dt>
            <dd class="num">{share(figures.stated[of], figures.courses)}</dd>
          </div>
        ))}
      </dl>
    </>
  ),
};

const STATED: readonly (readonly [string, keyof Figures['stated']])[] = [
  ['a price', 'price'],
  ['hours of work', 'workload'],
  ['weeks', 'weeks'],
  ['credit', 'credit'],
  ['CPD hours', 'cpdHours'],
];

function share(part: number, of: number): string {
  if (of === 0 || part === 0) return 'none';
  const percent = (100 * part) / of;
  return percent < 1 ? 'under 1 %' : `${Math.floor(percent)} %`;
}

const pounds = (amount: number): string => (amount === 0 ? 'nothing' : formatMoney(100 * amount, 'GBP'));

type Line = readonly [label: string, middle: Middle | null, inWords: (value: number) => string];

/** Behind fewer courses a middle says little. */
const LEAST = 20;

/** Figures with what stands behind them; one that hardly any course states is left out. */
function Shown({ figures }: { figures: readonly Line[] }): JSX.Element | null {
  const known = figures.flatMap(([label, middle, inWords]) =>
    middle && middle.count >= LEAST ? [{ label, middle, inWords }] : [],
  );
  if (known.length === 0) return <p>Too few courses state it today for a figure that means something.</p>;
  return (
    <dl class="figures">
      {known.map(({ label, middle, inWords }) => (
        <div>
          <dt>
            {label}
            <span class="line">of {formatNumber(middle.count)} that say</span>
          </dt>
          <dd class="num">{inWords(middle.value)}</dd>
        </div>
      ))}
    </dl>
  );
}
