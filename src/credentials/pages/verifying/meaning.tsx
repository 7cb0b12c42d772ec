/** What a credential says, in its issuer's words, and what it leaves unsaid. */
import type { ComponentChildren } from 'preact';
import { type Fact, FactTable, formatLongDay, NotStated, Section } from '../../../ui/index.js';
import type { Completeness } from '../../rules/completeness/index.js';
import type { CredentialSummary } from '../../schema/summary.js';

const MOST_WORDS = 1_500;
const MOST_PICTURE = 400_000;
const OWN_PICTURE = /^\/achievements\/[0-9a-f-]{36}\/badge\.(svg|png)(\?version=\d{1,6})?$/;

type PanelProps = {
  summary: CredentialSummary;
  /** Of this site, whose pictures of badges are shown. */
  origin: string;
  /** False for an endorsement, which is nobody's. */
  isEarned: boolean;
};

/** The badge and its few facts, beside the answer. Pictures from elsewhere are not loaded: that would tell others who looks. */
export function SummaryPanel({ summary, origin, isEarned }: PanelProps) {
  const { achievement, issuer } = summary;
  const picture = pictureOf(achievement?.image ?? null, origin);
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
        {isEarned && <Mini name="Credit">{creditOf(summary)}</Mini>}
        {isEarned && <Mini name="Earned by">{RECIPIENTS[summary.recipient]}</Mini>}
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

function pictureOf(image: string | null, origin: string): string | null {
  if (image?.startsWith(`${origin}/achievements/`)) return OWN_PICTURE.exec(image.slice(origin.length))?.[0] ?? null;
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
export function SummaryFacts({ summary, said }: { summary: CredentialSummary; said: Said | null }) {
  const facts = [...factsOfSaid(said), ...factsOf(summary)];
  if (facts.length === 0) return null;
  return (
    <Section id="meaning" title="What it means" aside={<span class="tiny">In the words of its issuer</span>}>
      <FactTable facts={facts} />
    </Section>
  );
}

type Said = { about: string | null; words: string | null };

/** Of an endorsement: what it says, and of what. An address is shown, and not led to: anybody may have written it. */
function factsOfSaid(said: Said | null): Fact[] {
  if (said === null) return [];
  const { about, words } = said;
  return [
    ...(words === null ? [] : [{ name: 'What it says', value: short(words) }]),
    ...(about === null ? [] : [{ name: 'What it is about', value: short(about) }]),
  ];
}

function factsOf({ achievement, alignment, results, evidence, contains }: CredentialSummary): Fact[] {
  const facts: Fact[] = [];
  const add = (name: string, value: ComponentChildren): void => {
    if (value !== null && value !== undefined && value !== '') facts.push({ name, value });
  };
  add('What it is for', short(achievement?.description ?? null));
  add('What it took', short(achievement?.criteria.narrative ?? null) ?? achievement?.criteria.url);
  add('Kind', achievement?.type && kindInWords(achievement.type));
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
          [name, code && !name.includes(code) && `(${code})`, framework && `in ${framework}`].filter(Boolean).join(' '),
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

/** `MicroCredential` as people write it; what an issuer added (`ext:…`) as it is. */
function kindInWords(type: string): string {
  if (type === 'MicroCredential') return 'Microcredential';
  return /^[A-Z][A-Za-z]+$/.test(type)
    ? type.replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
    : type;
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
