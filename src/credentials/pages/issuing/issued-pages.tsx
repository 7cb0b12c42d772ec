/** What an organisation has issued: the list, and one credential. */
import { WorkplacePage } from '../../../organisations/index.js';
import {
  countOf,
  type Fact,
  FactTable,
  formatDay,
  Notice,
  Pager,
  SearchBox,
  Section,
  Select,
  State,
  Tick,
} from '../../../ui/index.js';
import type { IssuedLine } from '../../queries/issuing/credentials.js';
import { reasonInWords } from '../../rules/issuing/reasons.js';
import { stateOf } from '../../rules/issuing/states.js';
import { CREDENTIAL_STATES, type CredentialRecipient, type IssuedCredential } from '../../schema/issuing.js';
import { below, credentialsPath, type IssuingPlace } from './place.js';
import { dayOf, STATE_WORDS, StateTag } from './words.js';

export type IssuedPageProps = {
  place: IssuingPlace;
  lines: readonly IssuedLine[];
  total: number;
  filter: { q: string; state: string; achievement: string; batch: string };
  achievements: readonly { id: string; name: string }[];
  page: number;
  perPage: number;
  now: Date;
  done: string | null;
};

export function IssuedPage(props: IssuedPageProps) {
  const { place, lines, total, filter, page, perPage, done } = props;
  const base = credentialsPath(place);
  const hrefOf = (to: number) => `${base}?${queryOf({ ...filter, page: String(to) })}`;
  return (
    <WorkplacePage
      {...place}
      here="credentials"
      title="Credentials"
      lede="What you have issued, to whom, and how it stands. Whoever is handed one can check it without asking you."
      done={done}
    >
      <Ways place={place} />
      <Filter {...props} base={base} />
      {lines.length === 0 ? (
        <State kind="empty" title={isFiltered(filter) ? 'Nothing like this' : 'Nothing issued yet'}>
          <p>
            {isFiltered(filter) ? 'Try fewer words, or another state.' : 'Issue one by the form, or many by a table.'}
          </p>
        </State>
      ) : (
        <form method="get" action={`${base}/change`}>
          <p class="small quiet after">{countOf(total, 'credential')}</p>
          <Lines {...props} base={base} />
          <p class="row after">
            <button class="btn btn-line" type="submit" name="how" value="revoked">
              Revoke those ticked
            </button>
          </p>
        </form>
      )}
      <Pager page={page} perPage={perPage} total={total} hrefOf={hrefOf} />
    </WorkplacePage>
  );
}

function queryOf(values: Readonly<Record<string, string>>): URLSearchParams {
  return new URLSearchParams(Object.entries(values).filter(([, value]) => value !== ''));
}

function isFiltered(filter: IssuedPageProps['filter']): boolean {
  return Object.values(filter).some((value) => value !== '');
}

function Ways({ place }: { place: IssuingPlace }) {
  const base = credentialsPath(place);
  return (
    <>
      {!place.mayIssue && (
        <Notice kind="note">
          Who speaks for {place.organisation.name} is not proved yet. Once it is, credentials can be issued in its name.
        </Notice>
      )}
      <p class="row after">
        {place.mayIssue && (
          <a class="btn" href={`${base}/new`}>
            Issue one
          </a>
        )}
        {place.mayIssue && (
          <a class="btn btn-line" href={`${base}/table`}>
            Issue many by a table
          </a>
        )}
        <a class="btn btn-line" href={`${base}/batches`}>
          Batches
        </a>
        {place.isOwner && (
          <a class="btn btn-line" href={`${base}/keys`}>
            Keys
          </a>
        )}
      </p>
    </>
  );
}

function Filter({ base, filter, achievements }: IssuedPageProps & { base: string }) {
  return (
    <form class="form after" method="get" action={base}>
      <SearchBox id="issued-q" label="Search by name or address of the learner, or by number" value={filter.q} slim />
      <div class="row">
        <Select
          id="issued-state"
          name="state"
          label="How it stands"
          value={filter.state}
          options={[
            { value: '', label: 'any' },
            ...CREDENTIAL_STATES.map((value) => ({ value, label: STATE_WORDS[value] })),
          ]}
        />
        <Select
          id="issued-achievement"
          name="achievement"
          label="Achievement"
          value={filter.achievement}
          options={[{ value: '', label: 'any' }, ...achievements.map(({ id, name }) => ({ value: id, label: name }))]}
        />
        <button class="btn btn-line" type="submit">
          Show
        </button>
      </div>
      {filter.batch !== '' && <input type="hidden" name="batch" value={filter.batch} />}
    </form>
  );
}

function Lines({ lines, achievements, now, base }: IssuedPageProps & { base: string }) {
  const nameOf = new Map(achievements.map(({ id, name }) => [id, name]));
  return (
    <table class="table cards">
      <thead>
        <tr>
          <th scope="col">Learner</th>
          <th scope="col">Achievement</th>
          <th scope="col">Issued</th>
          <th scope="col">State</th>
          <th scope="col">Choose</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr>
            <th scope="row">
              <a href={`${base}/${line.id}`}>{whom(line)}</a>
            </th>
            <td data-l="Achievement">{nameOf.get(line.achievementId) ?? 'an earlier achievement'}</td>
            <td data-l="Issued">{formatDay(dayOf(line.issued))}</td>
            <td data-l="State">
              <StateTag state={stateOf(line, now)} />
            </td>
            <td data-l="Choose">
              {line.revoked === null && <Tick name="id" value={line.id} label={<span class="sr">{whom(line)}</span>} />}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function whom({ name, email }: { name: string | null; email: string | null }): string {
  return name ?? email ?? 'Known by a DID, or erased';
}

export type CredentialPageProps = {
  place: IssuingPlace;
  credential: IssuedCredential;
  recipient: CredentialRecipient | null;
  achievement: string;
  chain: readonly { id: string; issued: Date; how: 'corrected' | 'renewed' | null }[];
  now: Date;
  done: string | null;
};

/** One credential, as its issuer sees it. */
export function CredentialPage(props: CredentialPageProps) {
  const { place, credential, achievement, chain, now, done } = props;
  const here = `${credentialsPath(place)}/${credential.id}`;
  const state = stateOf(credential, now);
  return (
    <WorkplacePage
      {...place}
      here="credentials"
      trail={below(place)}
      title={achievement}
      lede={<StateTag state={state} />}
      done={done}
    >
      <FactTable facts={factsOf(props)} />
      {credential.revoked === null && place.mayIssue && (
        <p class="row after">
          <a class="btn" href={`${here}/correct`}>
            Correct and issue anew
          </a>
          <a class="btn btn-line" href={`${here}/renew`}>
            Renew
          </a>
          {credential.suspendable && (
            <a class="btn btn-line" href={changeHref(place, credential)}>
              {credential.suspended ? 'Lift the suspension' : 'Suspend'}
            </a>
          )}
          <a class="btn btn-line" href={`${credentialsPath(place)}/change?how=revoked&id=${credential.id}`}>
            Revoke
          </a>
        </p>
      )}
      {chain.length > 1 && <Chain {...props} />}
      <Section id="file" title="The signed file">
        <p class="small quiet">
          Byte for byte as it was signed. It holds no name and no address, only hashes that whoever knows them can try.
        </p>
        <p>
          <a class="act" href={`${here}/credential.json`}>
            Download it as JSON
          </a>
        </p>
      </Section>
    </WorkplacePage>
  );
}

function changeHref(place: IssuingPlace, { id, suspended }: IssuedCredential): string {
  return `${credentialsPath(place)}/change?how=${suspended ? 'resumed' : 'suspended'}&id=${id}`;
}

function factsOf({ credential, recipient, place }: CredentialPageProps): Fact[] {
  const erased = 'Known by a DID, or erased at the learner’s wish.';
  return [
    { name: 'Learner', value: recipient?.name ?? (recipient ? 'not stated' : erased) },
    ...(recipient?.email ? [{ name: 'E-mail', value: recipient.email }] : []),
    ...(recipient?.did ? [{ name: 'DID', value: recipient.did }] : []),
    { name: 'Issued', value: formatDay(dayOf(credential.issued)) },
    { name: 'Holds from', value: formatDay(dayOf(credential.validFrom)) },
    {
      name: 'Holds until',
      value: credential.validUntil ? formatDay(dayOf(credential.validUntil)) : 'It does not end.',
    },
    ...(credential.claimed ? [{ name: 'Claimed', value: formatDay(dayOf(credential.claimed)) }] : []),
    ...(credential.revoked ? [{ name: 'Revoked', value: formatDay(dayOf(credential.revoked)) }] : []),
    ...(credential.reason
      ? [
          {
            name: 'Why',
            value: `${sentenceCase(reasonInWords(credential.reason))}${credential.words ? ` “${credential.words}”` : ''}`,
          },
        ]
      : []),
    ...(credential.batchId
      ? [
          {
            name: 'Issued with',
            value: <a href={`${credentialsPath(place)}/batches/${credential.batchId}`}>a batch</a>,
          },
        ]
      : []),
    { name: 'Number', value: <span class="num">{credential.id}</span> },
  ];
}

function sentenceCase(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}

function Chain({ chain, credential, place }: CredentialPageProps) {
  return (
    <Section id="chain" title="Before and after it">
      <ol class="rows">
        {chain.map(({ id, issued, how }) => (
          <li>
            <span>
              {id === credential.id ? (
                'This one'
              ) : (
                <a href={`${credentialsPath(place)}/${id}`}>{formatDay(dayOf(issued))}</a>
              )}
              <span class="small quiet">
                {how === null ? 'the first one' : how === 'corrected' ? 'a correction' : 'a renewal'}, issued{' '}
                {formatDay(dayOf(issued))}
              </span>
            </span>
          </li>
        ))}
      </ol>
    </Section>
  );
}
