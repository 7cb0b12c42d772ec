/** One endorsement, for everybody: what it says, whose word it is, how it stands, and the signed file. */
import {
  Crumbs,
  type Fact,
  FactTable,
  type Frame,
  formatDay,
  Layout,
  Notice,
  Section,
  Tag,
} from '../../../ui/index.js';
import { amountInWords, recognitionInWords, subjectAddress } from '../../rules/endorsing.js';
import type { Endorsement, EndorsementState } from '../../schema/endorsement.js';

const STATES: Readonly<Record<EndorsementState, { tone: 'good' | 'caution' | 'bad'; label: string; words: string }>> = {
  current: { tone: 'good', label: 'holds', words: 'It holds today.' },
  ended: { tone: 'caution', label: 'ended', words: 'It has ended, and was not signed again here.' },
  revoked: { tone: 'bad', label: 'revoked', words: 'The body took it back.' },
  withdrawn: {
    tone: 'bad',
    label: 'does not count',
    words: 'The key that signed it, or who speaks for the body, is not trusted any more.',
  },
};

type EndorsementPageProps = { frame: Frame; endorsement: Endorsement; state: EndorsementState };

export function EndorsementPage({ frame, endorsement, state }: EndorsementPageProps) {
  const { id, body, subject, isDemonstration, signed } = endorsement;
  const standing = STATES[state];
  return (
    <Layout frame={frame} title={`Recognition by ${body.name}`} unlisted>
      <div class="wrap page">
        <Crumbs trail={[{ label: subject.name, href: subjectAddress(subject) }, { label: 'Recognition' }]} />
        <h1>
          {body.name} recognises “{subject.name}”
        </h1>
        <p class="lede">
          {recognitionInWords({ body: body.name, counts: endorsement.counts, until: endorsement.until })}
        </p>
        <p class="row after">
          <Tag tone={standing.tone}>{standing.label}</Tag> {standing.words}
        </p>
        {isDemonstration && (
          <Notice kind="note">
            This site is a demonstration. The key says that nothing was changed, and nothing about who signed.
          </Notice>
        )}
        <FactTable facts={factsOf(endorsement)} />
        <Section id="difference" title="What this is, and what a claim is">
          <p>
            The body signed this itself, with a key that it controls. A provider’s page may also say that a body
            recognises a course: that is the provider’s claim, and Cairn marks it as one.
          </p>
        </Section>
        <Section id="file" title="The signed file">
          <p>
            Anyone can check it, here or elsewhere. Programs find it at{' '}
            <a href={`/api/v1/endorsements/${id}`}>/api/v1/endorsements/{id}</a>.
          </p>
          <form class="act-form" method="post" action="/verify">
            <input type="hidden" name="text" value={signed} />
            <button class="btn btn-line" type="submit">
              Check it
            </button>
          </form>
          <details class="after">
            <summary>Show the file</summary>
            <pre class="letter-text">{JSON.stringify(JSON.parse(signed), null, 2)}</pre>
          </details>
        </Section>
      </div>
    </Layout>
  );
}

function factsOf({ body, subject, counts, words, from, until, revokedReason }: Endorsement): Fact[] {
  const fact = (name: string, value: Fact['value'] | null): Fact[] =>
    value === null || value === '' ? [] : [{ name, value }];
  return [
    ...fact('Signed by', body.name),
    ...fact(subject.kind === 'course' ? 'Course' : 'Achievement', <a href={subjectAddress(subject)}>{subject.name}</a>),
    ...fact('Of', subject.provider.name),
    ...fact('Counts for', counts === null ? null : `${amountInWords(counts)}, with this body`),
    ...fact('In its words', words),
    ...fact('From', formatDay(from)),
    ...fact('Last day', formatDay(until)),
    ...fact('Taken back because', revokedReason),
  ];
}
