/** Where a body recognises courses and achievements of others: in its workplace. */
import type { ComponentChildren } from 'preact';
import { type Workplace, WorkplacePage } from '../../../organisations/index.js';
import { Field, formatDay, Notice, type Refusal, Select, State, Tag, TextArea } from '../../../ui/index.js';
import type { EndorsementTexts } from '../../rules/endorsement-form.js';
import { amountInWords, endorsementState, recognitionInWords } from '../../rules/endorsing.js';
import type { Endorsement } from '../../schema/endorsement.js';

type DeskProps = { workplace: Workplace };
const baseOf = ({ organisation }: Workplace) => `/organisations/${organisation.slug}/endorsements`;

function Desk(
  props: DeskProps & {
    title: string;
    lede?: ComponentChildren;
    done?: string | undefined;
    refusal?: Refusal | null;
    isList?: boolean;
    children: ComponentChildren;
  },
) {
  const { workplace, isList = false, ...rest } = props;
  const trail = isList ? {} : { trail: [{ label: 'Recognition', href: baseOf(workplace) }] };
  return <WorkplacePage {...workplace} {...rest} {...trail} here="endorsements" />;
}

type ListProps = DeskProps & {
  endorsements: readonly Endorsement[];
  today: string;
  /** Why nothing can be signed now; null: it can. */
  hindrance: string | null;
  done?: string | undefined;
};

export function EndorsementsPage({ workplace, endorsements, today, hindrance, done }: ListProps) {
  return (
    <Desk
      workplace={workplace}
      title="Recognition"
      lede="Courses and achievements of others that count with you, signed in your name and shown where people choose."
      done={done}
      isList
    >
      {hindrance === null ? (
        <p class="after">
          <a class="btn" href={`${baseOf(workplace)}/new`}>
            Recognise something
          </a>
        </p>
      ) : (
        <Notice kind="note">{hindrance}</Notice>
      )}
      {endorsements.length === 0 ? (
        <State kind="empty" title="Nothing recognised yet">
          <p class="small quiet">What you sign is found by whoever searches for courses that count with you.</p>
        </State>
      ) : (
        <ul class="rows">
          {endorsements.map((endorsement) => (
            <EndorsementRow base={baseOf(workplace)} endorsement={endorsement} today={today} />
          ))}
        </ul>
      )}
    </Desk>
  );
}

const TAGS = {
  current: { tone: 'good', label: 'holds' },
  ended: { tone: 'unknown', label: 'ended' },
  revoked: { tone: 'bad', label: 'revoked' },
  withdrawn: { tone: 'bad', label: 'does not count' },
} as const;

function EndorsementRow({ base, endorsement, today }: { base: string; endorsement: Endorsement; today: string }) {
  const { id, subject, counts, until } = endorsement;
  const state = endorsementState(endorsement, today);
  return (
    <li>
      <div>
        <a href={`/endorsements/${id}`}>{subject.name}</a>
        <span class="quiet small">
          {subject.kind === 'course' ? 'Course' : 'Achievement'} of {subject.provider.name};{' '}
          {counts ? `${amountInWords(counts)}, ` : ''}until {formatDay(until)}
        </span>
      </div>
      <span class="row">
        <Tag tone={TAGS[state].tone}>{TAGS[state].label}</Tag>
        {state !== 'revoked' && (
          <a class="act" href={`${base}/${id}/revocation`}>
            Revoke<span class="sr">, {subject.name}</span>
          </a>
        )}
      </span>
    </li>
  );
}

type NewProps = DeskProps & { texts: EndorsementTexts; today: string; refusal?: Refusal | null };

export function NewEndorsementPage({ workplace, texts, today, refusal = null }: NewProps) {
  const fault = (field: string) => refusal?.fields?.[field];
  return (
    <Desk
      workplace={workplace}
      title="Recognise a course or an achievement"
      lede="You sign that it counts with you. Everybody can read it and check it; you can take it back at any time."
      refusal={refusal}
    >
      <form class="form" method="post">
        <Field
          id="subject"
          name="subject"
          label="Address of its page here"
          hint="Open the course or the achievement, and copy its address: /courses/… or /achievements/…"
          value={texts.subject}
          error={fault('subject')}
          maxLength={1000}
          required
        />
        <Field
          id="amount"
          name="amount"
          label="Counts for"
          hint="With you. Leave it empty if you recognise it without a figure."
          inputMode="decimal"
          value={texts.amount}
          error={fault('amount')}
          maxLength={10}
        />
        <Select
          id="unit"
          name="unit"
          label="Of what"
          options={[
            { value: 'hours', label: 'CPD hours' },
            { value: 'points', label: 'Points' },
          ]}
          value={texts.unit ?? 'hours'}
        />
        <Field
          id="until"
          name="until"
          type="date"
          label="Last day"
          hint="After it the recognition ends by itself. At most ten years on."
          value={texts.until ?? `${Number(today.slice(0, 4)) + 1}-12-31`}
          error={fault('until')}
          required
        />
        <TextArea
          id="words"
          name="words"
          label="What should be known about it"
          hint="Conditions, or what you looked at. It is signed with the rest. You may leave it empty."
          value={texts.words}
          error={fault('words')}
          maxLength={1000}
          rows={4}
        />
        <button class="btn" type="submit">
          Sign it
        </button>
      </form>
    </Desk>
  );
}

type RevokeProps = DeskProps & { endorsement: Endorsement; given?: string | undefined; refusal?: Refusal | null };

export function RevokeEndorsementPage({ workplace, endorsement, given, refusal = null }: RevokeProps) {
  const { body, counts, until, subject } = endorsement;
  return (
    <Desk
      workplace={workplace}
      title="Take this recognition back?"
      lede={`“${subject.name}”: ${recognitionInWords({ body: body.name, counts, until })} Once revoked, it cannot be brought back; you can sign a new one.`}
      refusal={refusal}
    >
      <form class="form" method="post">
        <TextArea
          id="reason"
          name="reason"
          label="Why"
          hint="Everybody can read it."
          value={given}
          error={refusal?.fields?.reason}
          maxLength={300}
          rows={3}
          required
        />
        <button class="btn" type="submit">
          Revoke it
        </button>
      </form>
    </Desk>
  );
}
