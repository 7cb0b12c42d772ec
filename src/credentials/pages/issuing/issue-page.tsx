/** The form of one award: a new one, a correction, a renewal. */
import { WorkplacePage } from '../../../organisations/index.js';
import { Field, Notice, type Refusal, Section, Select, State, TextArea, Tick } from '../../../ui/index.js';
import type { AchievementDraft } from '../../schema/achievement.js';
import { below, credentialsPath, type IssuingPlace } from './place.js';
import { SignedAsField } from './signed-as.js';

/** What stands in the fields, by their names. */
export type AwardForm = Readonly<Record<string, string>>;

export type IssuePageProps = {
  place: IssuingPlace;
  how: 'new' | 'corrected' | 'renewed';
  achievements: readonly { id: string; name: string }[];
  /** The one that is chosen: its results are asked for. */
  achievement: { id: string; content: AchievementDraft } | null;
  form: AwardForm;
  refusal?: Refusal | null;
};

const TITLES = { new: 'Issue a credential', corrected: 'Correct a credential', renewed: 'Renew a credential' } as const;
const LEDES = {
  new: 'One achievement for one person. A letter with a link goes to the address; nothing of it is public.',
  corrected:
    'Say everything anew, as it should be. A new credential is signed, the old one is revoked as replaced, and the learner is told by letter.',
  renewed: 'A new credential continues the old one, which goes on until its own end. The learner is told by letter.',
} as const;

export function IssuePage(props: IssuePageProps) {
  const { place, how, achievements, achievement, refusal } = props;
  const base = credentialsPath(place);
  return (
    <WorkplacePage
      {...place}
      here="credentials"
      trail={below(place)}
      title={TITLES[how]}
      lede={LEDES[how]}
      refusal={refusal ?? null}
    >
      {achievements.length === 0 && !achievement ? (
        <State
          kind="empty"
          title="There is nothing to award yet"
          act={{
            href: `/organisations/${place.organisation.slug}/achievements`,
            label: 'Write an achievement and publish it',
          }}
        />
      ) : (
        <>
          {how === 'new' && <Choose {...props} base={base} />}
          {achievement && <AwardFields {...props} content={achievement.content} />}
        </>
      )}
    </WorkplacePage>
  );
}

function Choose({ achievements, achievement, base }: IssuePageProps & { base: string }) {
  return (
    <form class="form" method="get" action={`${base}/new`}>
      <Select
        id="achievement"
        name="achievement"
        label="Achievement"
        value={achievement?.id ?? ''}
        options={achievements.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <button class="btn btn-line" type="submit">
        Choose
      </button>
    </form>
  );
}

function AwardFields({ how, achievement, form, refusal, content }: IssuePageProps & { content: AchievementDraft }) {
  const at = (name: string) => ({
    id: `award-${name.replace(/\W/g, '-')}`,
    name,
    value: form[name] ?? '',
    error: refusal?.fields?.[name],
  });
  return (
    <form class="form after" method="post">
      <input type="hidden" name="achievement" value={achievement?.id} />
      <h2>{content.name}</h2>
      <Field {...at('email')} type="email" label="E-mail address of the learner" autoComplete="off" maxLength={254} />
      <Field
        {...at('name')}
        label="Name of the learner"
        hint="It does not stand in the file: only a hash, by which a name that one types can be compared."
        maxLength={200}
        autoComplete="off"
      />
      <Field
        {...at('did')}
        label="DID of the learner (optional)"
        hint="Such as did:key:z6Mk…, from their wallet."
        maxLength={500}
      />
      {content.results.length > 0 && (
        <fieldset>
          <legend>Results</legend>
          {content.results.map((result, index) =>
            result.levels.length > 0 ? (
              <Select
                {...at(`results.${index + 1}`)}
                label={result.name}
                options={[
                  { value: '', label: 'not stated' },
                  ...result.levels.map(({ name }, level) => ({ value: `level ${level + 1}`, label: name })),
                ]}
              />
            ) : (
              <Field {...at(`results.${index + 1}`)} label={result.name} hint={rangeOf(result)} maxLength={100} />
            ),
          )}
        </fieldset>
      )}
      <Field {...at('started')} type="date" label="Learning began (optional)" />
      <Field {...at('finished')} type="date" label="Learning ended (optional)" />
      <Field {...at('validUntil')} type="date" label="Holds until (optional)" hint={endOf(content)} />
      <Field {...at('evidence.url')} type="url" label="Address of the evidence (optional)" maxLength={2000} />
      <TextArea
        {...at('evidence.narrative')}
        label="What the evidence is (optional)"
        hint="It stands in the file as it is: name nobody in it."
        rows={3}
        maxLength={5000}
      />
      {how === 'new' && (
        <Section id="options" title="Options">
          <SignedAsField value={form.signedAs} />
          <Tick
            name="suspendable"
            value="yes"
            checked={form.suspendable === 'yes'}
            label="Can be suspended later, not only revoked (some older verifiers refuse such files)"
          />
          <Tick
            name="again"
            value="yes"
            checked={form.again === 'yes'}
            label="Issue it even if this person holds it already"
          />
        </Section>
      )}
      {how === 'corrected' && <Notice kind="note">The old credential cannot be brought back once this is sent.</Notice>}
      <button class="btn" type="submit">
        {how === 'new' ? 'Issue it' : how === 'corrected' ? 'Issue the corrected one' : 'Issue the renewal'}
      </button>
    </form>
  );
}

function rangeOf({ min, max, allowed }: AchievementDraft['results'][number]): string | undefined {
  if (allowed.length > 0) return `One of: ${allowed.join(', ')}.`;
  if (min && max) return `From ${min} to ${max}.`;
  return min ? `At least ${min}.` : max ? `At most ${max}.` : undefined;
}

function endOf({ validity }: AchievementDraft): string {
  return validity.months === null
    ? 'Left empty: it does not end.'
    : `Left empty: ${validity.months} months from today, as the achievement says.`;
}
