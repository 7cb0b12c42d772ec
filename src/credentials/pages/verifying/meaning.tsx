/** What a credential says, in its issuer's words, and what it leaves unsaid. */
import type { ComponentChildren } from 'preact';
import { type Fact, FactTable, formatLongDay, NotStated, Section } from '../../../ui/index.js';
import type { Completeness } from '../../rules/completeness/index.js';
import type { CredentialSummary } from '../../schema/summary.js';

const MOST_WORDS = 1_500;
const MOST_PICTURE = 400_000;

/** The badge and its few facts, beside the answer. Pictures from elsewhere are not loaded: that would tell others who looks. */
export function SummaryPanel({ summary }: { summary: CredentialSummary }) {
  const { achievement, issuer } = summary;
  const picture = pictureOf(achievement?.image ?? null);
  const title = achievement?.name ?? summary.name;
  return (
    <div class="panel">
      {picture && (
        <div class="mini-badge">
          <img class="badge" src={picture} alt="The badge, as its issuer drew it" width="144" height="144" />
        </div>
      )}
      <h2 class="panel-head">{title ?? <NotStated words="no name is stated" />}</h2>
      <dl class="mini">
        <Mini name="Issuer">{issuer.name ?? issuer.id}</Mini>
        <Mini name="Issued">{dayOf(summary.issued)}</Mini>
        <Mini name="Ends">{summary.ends === null ? 'no end' : dayOf(summary.ends)}</Mini>
        <Mini name="Credit">{creditOf(summary)}</Mini>
        <Mini name="Earned by">{RECIPIENTS[summary.recipient]}</Mini>
      </dl>
    </div>
  );
}

function Mini({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children ?? <NotStated />}</dd>
    </div>
  );
}

const RECIPIENTS: Record<CredentialSummary['recipient'], string> = {
  hashed: 'whoever fits its fingerprint',
  address: 'the address inside it',
  did: 'the holder of a key',
  other: 'whom it names by an identifier',
  none: 'nobody is named',
};

function pictureOf(image: string | null): string | null {
  return image !== null && image.length < MOST_PICTURE && /^data:image\/(png|jpeg|gif|webp|svg\+xml)[;,]/i.test(image)
    ? image
    : null;
}

function dayOf(stated: string | null): string | null {
  if (stated === null) return null;
  return Number.isNaN(Date.parse(stated))
    ? stated.slice(0, 40)
    : formatLongDay(new Date(stated).toISOString().slice(0, 10));
}

function creditOf({ credit }: CredentialSummary): string | null {
  if (credit.length === 0) return null;
  return credit
    .map(({ value, unit, scheme }) => [value, unit, scheme].filter((part) => part !== null).join(' '))
    .join(', ');
}

/** What it means, where the credential says it. */
export function SummaryFacts({ summary }: { summary: CredentialSummary }) {
  const facts = factsOf(summary);
  if (facts.length === 0) return null;
  return (
    <Section id="meaning" title="What it means" aside={<span class="tiny">In the words of its issuer</span>}>
      <FactTable facts={facts} />
    </Section>
  );
}

function factsOf({ achievement, alignment, results, evidence, contains }: CredentialSummary): Fact[] {
  const facts: Fact[] = [];
  const add = (name: string, value: ComponentChildren): void => {
    if (value !== null && value !== undefined && value !== '') facts.push({ name, value });
  };
  add('What it is for', short(achievement?.description ?? null));
  add('What it took', short(achievement?.criteria.narrative ?? null) ?? achievement?.criteria.url);
  add('Kind', achievement?.type);
  add(
    'Result',
    list(
      results.map(({ name, value, level, status }) =>
        [name, value ?? level, status].filter((part) => part !== null).join(': '),
      ),
    ),
  );
  add(
    'Level and skills',
    list(
      alignment
        .slice(0, 12)
        .map(({ name, code, framework }) =>
          [name, code && `(${code})`, framework && `in ${framework}`].filter(Boolean).join(' '),
        ),
    ),
  );
  add(
    'Evidence',
    list(
      evidence
        .slice(0, 12)
        .map(({ name, narrative, id }) => short([name, narrative].filter(Boolean).join(': ') || id) ?? ''),
    ),
  );
  if (contains > 0)
    add(
      'Inside it',
      contains === 1 ? 'one more credential or endorsement' : `${contains} more credentials or endorsements`,
    );
  return facts;
}

function list(lines: readonly string[]): ComponentChildren {
  const [first, ...others] = lines.filter((line) => line !== '');
  if (first === undefined) return null;
  if (others.length === 0) return first;
  return (
    <ul class="plain">
      {[first, ...others].map((line) => (
        <li>{line}</li>
      ))}
    </ul>
  );
}

function short(words: string | null): string | null {
  if (words === null || words.length <= MOST_WORDS) return words;
  return `${words.slice(0, MOST_WORDS)}…`;
}

/** What frameworks ask a credential to say, folded: counts, never a claim of conformance. */
export function Meters({ meters }: { meters: readonly Completeness[] }) {
  return (
    <Section id="complete" title="How much it says" aside={<span class="tiny">Counts, not a judgement</span>}>
      {meters.map(({ name, there, needed, elements, source, caution }) => (
        <details class="fold">
          <summary>
            {name}: {there} of {needed} stated
          </summary>
          <ul class="plain small">
            {elements.map(({ label, state, need }) => (
              <li>
                {label}: {STATES[state]}
                {need === 'recommended' ? ' (recommended)' : ''}
              </li>
            ))}
          </ul>
          <p class="tiny">
            {source}. {caution}
          </p>
        </details>
      ))}
    </Section>
  );
}

const STATES = {
  there: 'stated',
  'at-issue': 'stated',
  missing: 'not stated',
  'not-needed': 'not stated, and only asked for where it applies',
} as const;
