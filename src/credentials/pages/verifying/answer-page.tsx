/** The answer: one sentence, four verdicts, every check, what it means, and whose it is. */
import type { ComponentChildren } from 'preact';
import {
  countOf,
  Field,
  type Frame,
  formatLongDay,
  Icon,
  type IconName,
  Layout,
  Section,
  Tag,
} from '../../../ui/index.js';
import type { Completeness } from '../../rules/completeness/index.js';
import {
  type Answer,
  boxesOf,
  isEarned,
  type Tone,
  toneOf,
  type VerdictBox,
  wordsOf,
} from '../../rules/verdict-words.js';
import type { CredentialSummary } from '../../schema/summary.js';
import type { Check, Verification } from '../../schema/verification.js';
import { type Asked, AskForm, NOTHING_ASKED } from './ask.js';
import { Meters, SummaryFacts, SummaryPanel } from './meaning.js';

export type AnswerView = {
  answer: Answer;
  verification: Verification;
  /** False where nothing could be read: then there is nothing to judge. */
  isRead: boolean;
  summary: CredentialSummary | null;
  /** What an endorsement says, and of what. */
  said?: { about: string | null; words: string | null } | null;
  meters: readonly Completeness[];
  /** When it was looked at, and the day that was asked about where it is another. */
  checked: { day: string; time: string };
  asked: Asked;
};

const ICONS: Record<Tone, IconName> = { pass: 'check', warn: 'triangle-alert', fail: 'x', na: 'minus' };

export function AnswerPage({ frame, view }: { frame: Frame; view: AnswerView }) {
  const { answer, verification, isRead, summary, said = null, meters, checked, asked } = view;
  const earned = isEarned(verification.format);
  return (
    <Layout frame={frame} title={answer.title.replace(/\.$/, '')} section="/verify" unlisted enhancers={['verify']}>
      <div class="wrap page verified">
        <div class="with-aside">
          <div>
            <p class="label">
              Checked on {formatLongDay(checked.day)}, {checked.time} UTC
              {asked.at && `, as of ${formatLongDay(asked.at)}`}
            </p>
            <h1>{answer.title}</h1>
            <p class="lede">{answer.lede}</p>
            {isRead && (
              <div class="verdicts">
                {boxesOf(verification).map((box) => (
                  <Verdict box={box} />
                ))}
              </div>
            )}
            {isRead && earned && asked.text !== '' && <Whose asked={asked} />}
            {summary && <SummaryFacts summary={summary} said={said} />}
            <Steps {...verification} />
            {meters.length > 0 && <Meters meters={meters} />}
            <p class="small quiet no-print">
              To keep this answer, print this page or save it as a PDF. Cairn keeps nothing of it, so there is no link
              to it.
            </p>
          </div>
          <aside class="stack" aria-label="The credential, and another check">
            {summary && <SummaryPanel summary={summary} origin={frame.origin} isEarned={earned} />}
            <div class="no-print">
              <AskForm title="Check another" asked={NOTHING_ASKED} today={formatLongDay(checked.day)} />
            </div>
          </aside>
        </div>
      </div>
    </Layout>
  );
}

function Verdict({ box: { question, tone, say, about } }: { box: VerdictBox }) {
  return (
    <div class={`verdict ${tone}`}>
      <p class="label">{question}</p>
      <p class="say">
        <Icon name={ICONS[tone]} />
        {say}
      </p>
      <p class="small quiet">{about}</p>
    </div>
  );
}

/** The credential goes with the question once more: nothing of it was kept. */
function Whose({ asked }: { asked: Asked }) {
  return (
    <form class="form whose no-print" method="post" action="/verify" enctype="multipart/form-data">
      <textarea class="sr" name="text" readOnly tabIndex={-1} aria-hidden="true" aria-label="The credential">
        {asked.text}
      </textarea>
      {asked.at && <input type="hidden" name="at" value={asked.at} />}
      <Field
        id="theirs"
        name="recipient"
        label="Is it theirs?"
        hint="Type the name or the e-mail address that you were told. It is compared with a fingerprint in the credential, and not kept."
        value={asked.recipient}
        maxLength={320}
        autoComplete="off"
      />
      <button class="btn btn-line" type="submit">
        Compare
      </button>
    </form>
  );
}

function Steps({ checks, format }: Verification) {
  const made = checks.filter(({ status }) => status !== 'skipped');
  const skipped = checks.filter(({ status }) => status === 'skipped');
  return (
    <Section id="steps" title="What was checked" aside={<span class="tiny">{countOf(made.length, 'step')}</span>}>
      <ol class="steps">
        {made.map((check) => (
          <Step check={check} name={wordsOf(check.name, format)} />
        ))}
      </ol>
      {skipped.length > 0 && (
        <details class="fold">
          <summary>What does not apply here ({skipped.length})</summary>
          <dl class="mini">
            {skipped.map(({ name, message }) => (
              <div>
                <dt>{wordsOf(name, format)}</dt>
                <dd>{message}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </Section>
  );
}

const TAGS: Record<Tone, { tone: 'good' | 'caution' | 'bad' | 'unknown'; word: string }> = {
  pass: { tone: 'good', word: 'fine' },
  warn: { tone: 'caution', word: 'take care' },
  fail: { tone: 'bad', word: 'failed' },
  na: { tone: 'unknown', word: 'does not apply' },
};

function Step({ check, name }: { check: Check; name: string }) {
  const tone = toneOf(check);
  const { tone: wash, word } = TAGS[tone];
  const open: ComponentChildren = check.status === 'unknown' ? 'could not be checked' : word;
  return (
    <li class={`step ${tone}`}>
      <span class="mark">
        <Icon name={ICONS[tone]} />
      </span>
      <div>
        <h3>
          {name} <Tag tone={wash}>{open}</Tag>
        </h3>
        <p>{check.message}</p>
        {check.fix && (
          <p class="fix">
            <b>{tone === 'pass' ? 'To know:' : 'What to do:'}</b> {check.fix}
          </p>
        )}
      </div>
    </li>
  );
}
