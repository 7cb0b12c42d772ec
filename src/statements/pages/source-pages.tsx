/** Sources of statements: the list, a new one, its secret, ending one. */
import { type Workplace, WorkplacePage } from '../../organisations/index.js';
import { Field, formatDay, type Refusal, Select, State, Tag, Tick } from '../../ui/index.js';
import type { Scope, Source } from '../schema/index.js';

const HERE = 'statements/sources';
const SCOPES: Readonly<Record<Scope, { label: string; about: string }>> = {
  write: { label: 'Write', about: 'Send statements and documents.' },
  'read-own': { label: 'Read its own', about: 'What it sent itself, and nothing else.' },
  'read-all': { label: 'Read all', about: 'Everything of the organisation, records of courses here included.' },
};

const baseOf = ({ organisation }: Workplace) => `/organisations/${organisation.slug}/${HERE}`;
const dayOf = (moment: Date) => formatDay(moment.toISOString().slice(0, 10));
const trailOf = (place: Workplace) => [{ label: 'Learning records', href: baseOf(place) }];

type SourcesPageProps = Workplace & { sources: readonly Source[]; endpoint: string; done?: string | undefined };

export function SourcesPage(props: SourcesPageProps) {
  const { sources, endpoint, done } = props;
  const base = baseOf(props);
  return (
    <WorkplacePage
      {...props}
      here={HERE}
      title="Learning records (xAPI)"
      lede={
        <>
          Other systems can send records of learning here, or read them, as xAPI 1.0.3 and 2.0.0 say. The address for
          all of them is <code>{endpoint}</code>.
        </>
      }
      done={done}
    >
      <p>
        <a class="btn" href={`${base}/new`}>
          Add a source
        </a>
      </p>
      {sources.length === 0 ? (
        <State kind="empty" title="No other system has a key yet">
          Add a source for each system, so that one can be ended without the others.
        </State>
      ) : (
        <ul class="rows">
          {sources.map((source) => (
            <li>
              <div>
                <strong>{source.name}</strong> {source.revokedAt && <Tag>Ended</Tag>}
                <span class="quiet small">{aboutOf(source)}</span>
              </div>
              {!source.revokedAt && (
                <a class="act" href={`${base}/${source.id}/ending`}>
                  End<span class="sr">, {source.name}</span>
                </a>
              )}
            </li>
          ))}
        </ul>
      )}
    </WorkplacePage>
  );
}

function aboutOf({ keyId, scopes, created, revokedAt, retentionMonths }: Source): string {
  const rights = scopes.map((scope) => SCOPES[scope].label.toLowerCase()).join(', ');
  const kept = retentionMonths === null ? 'kept without end' : `kept for ${retentionMonths} months`;
  const ended = revokedAt ? `; ended on ${dayOf(revokedAt)}` : '';
  return `Key ${keyId}. May ${rights}; statements are ${kept}. Since ${dayOf(created)}${ended}.`;
}

export type Given = { name: string; scopes: readonly string[]; version: string; retentionMonths: string };

export function NewSourcePage(props: Workplace & { given: Given; refusal?: Refusal | null }) {
  const { given, refusal } = props;
  const scopesError = refusal?.fields?.scopes;
  return (
    <WorkplacePage
      {...props}
      here={HERE}
      title="Add a source"
      trail={trailOf(props)}
      lede="It gets a key and a secret of its own. The secret is shown once."
    >
      <form class="form" method="post">
        <Field
          id="name"
          name="name"
          label="Name"
          hint="By which you will know it, such as the name of the system."
          maxLength={200}
          required
          value={given.name}
          error={refusal?.fields?.name}
        />
        <fieldset class={scopesError ? 'field-error' : undefined}>
          <legend>What it may do</legend>
          <div>
            {Object.entries(SCOPES).map(([scope, { label, about }]) => (
              <Tick
                name="scopes"
                value={scope}
                checked={given.scopes.includes(scope)}
                label={
                  <>
                    <strong>{label}</strong> <span class="quiet">{about}</span>
                  </>
                }
              />
            ))}
          </div>
          {scopesError && <span class="error">{scopesError}</span>}
        </fieldset>
        <Select
          id="version"
          name="version"
          label="Version of xAPI"
          hint="In which a request that names none is answered. Every request may name its own."
          options={[
            { value: '2.0.0', label: '2.0.0' },
            { value: '1.0.3', label: '1.0.3' },
          ]}
          value={given.version}
          error={refusal?.fields?.version}
        />
        <Field
          id="retentionMonths"
          name="retentionMonths"
          label="Months to keep its statements"
          hint="From 1 to 240. Left empty, they stay."
          type="number"
          value={given.retentionMonths}
          error={refusal?.fields?.retentionMonths}
        />
        <button class="btn" type="submit">
          Add the source
        </button>
      </form>
    </WorkplacePage>
  );
}

export function SecretPage(props: Workplace & { source: Source; secret: string; endpoint: string }) {
  const { source, secret, endpoint } = props;
  return (
    <WorkplacePage
      {...props}
      here={HERE}
      title={source.name}
      trail={trailOf(props)}
      done="The source is added. Copy the secret now: it is never shown again."
    >
      <dl class="facts">
        <dt>Address</dt>
        <dd>
          <code>{endpoint}</code>
        </dd>
        <dt>Key (user name)</dt>
        <dd>
          <code>{source.keyId}</code>
        </dd>
        <dt>Secret (password)</dt>
        <dd>
          <code>{secret}</code>
        </dd>
      </dl>
      <p>
        <a class="btn" href={baseOf(props)}>
          I have copied it
        </a>
      </p>
    </WorkplacePage>
  );
}

export function EndSourcePage(props: Workplace & { source: Source }) {
  const { source } = props;
  return (
    <WorkplacePage
      {...props}
      here={HERE}
      title={`End ${source.name}?`}
      trail={trailOf(props)}
      lede="Its key opens nothing any more, at once and for good. What it sent stays."
    >
      <form class="form" method="post">
        <button class="btn" type="submit">
          End it
        </button>
        <a class="act" href={baseOf(props)}>
          Keep it
        </a>
      </form>
    </WorkplacePage>
  );
}
