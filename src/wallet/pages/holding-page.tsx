/** One credential, for its holder: all that is known of it, and what can be done with it. */
import type { ComponentChild } from 'preact';
import {
  Act,
  ActForm,
  Crumbs,
  Field,
  type Frame,
  formatDay,
  Layout,
  Notice,
  type Refusal,
  Section,
  TextArea,
  Tick,
} from '../../ui/index.js';
import type { ShownCredential } from '../rules/shown.js';
import type { Holding, Recognised } from '../schema.js';
import { ChecksShown } from './checks-shown.js';
import { CredentialShown } from './credential-shown.js';
import { FILES, type FileName } from './files.js';

export type HoldingPageProps = {
  frame: Frame;
  held: Holding;
  credential: ShownCredential;
  recognised: readonly Recognised[];
  files: readonly FileName[];
  /** Path of the page that others see; null: it has none. */
  publicPath: string | null;
  linkedIn: string;
  cv: string;
  groups: readonly string[];
  /** From features above. */
  beneath?: ComponentChild;
  done?: string | undefined;
  refusal?: Refusal | null;
  given?: Readonly<Record<string, string>> | undefined;
};

const DONE: Readonly<Record<string, string>> = {
  claimed: 'It is in your wallet. Nobody else sees it, until you share or publish it.',
  kept: 'It is in your wallet, byte for byte as it came. What we found out about it stands below.',
  replaced: 'It is newer than the copy that you had, and has taken its place.',
  same: 'You had this one already, exactly so.',
  older: 'You have this one already, from the same day or later. What you have stays.',
  words: 'Your words on it are kept.',
  checked: 'It was checked a moment ago.',
  published: 'Everybody can find its page now.',
  unpublished: 'Its page has no name on it any more, and search engines are told to forget it.',
};

export function HoldingPage(props: HoldingPageProps) {
  const { frame, held, credential, recognised, done, refusal } = props;
  const said = DONE[done ?? ''];
  const notice = refusal ? (
    <Notice kind="error">{refusal.message}</Notice>
  ) : said ? (
    <Notice kind="done">{said}</Notice>
  ) : null;
  const title = refusal ? `Please check: ${credential.name}` : credential.name;
  return (
    <Layout frame={frame} title={title} section="/my" unlisted>
      <div class="wrap page">
        <Crumbs
          trail={[
            { label: 'My Cairn', href: '/my' },
            { label: 'Credentials', href: '/my/credentials' },
          ]}
        />
        <CredentialShown
          credential={credential}
          picture={`/my/credentials/${held.id}/picture.png`}
          recognised={recognised}
          notice={notice}
          beside={<Files {...props} />}
          acts={<Ways {...props} />}
        >
          <Others {...props} />
          <ChecksShown checks={held.checks} checked={formatDay(held.checkedAt.toISOString().slice(0, 10))} />
          <ActForm action={`/my/credentials/${held.id}/check`} label="Check it again now" />
          {props.beneath}
          <ForCv {...props} />
          <OwnWords {...props} />
          <Provenance held={held} />
        </CredentialShown>
      </div>
    </Layout>
  );
}

function Ways({ held, linkedIn }: HoldingPageProps) {
  return (
    <p class="row list-acts">
      <Act
        href={`/account/shared/new?subject=${encodeURIComponent(`wallet:credential:${held.id}`)}`}
        icon="external-link"
      >
        Share by a link
      </Act>
      {held.verdict.current !== false && (
        <Act href={linkedIn} icon="external-link">
          Add to LinkedIn
        </Act>
      )}
      <Act href={`/my/credentials/${held.id}/removal`} icon="x">
        Remove
      </Act>
    </p>
  );
}

function Files({ held, files }: HoldingPageProps) {
  return (
    <ul class="rows cred-files">
      {files.map((file) => (
        <li>
          <div>
            <Act href={`/my/credentials/${held.id}/${file}`} icon="download">
              {FILES[file].label}
            </Act>
            <span class="quiet small">{FILES[file].about}</span>
          </div>
        </li>
      ))}
    </ul>
  );
}

/** What others see of it: the page, and the name on it. */
function Others({ held, publicPath }: HoldingPageProps) {
  const change = `/my/credentials/${held.id}/publication`;
  return (
    <Section id="others" title="What others see">
      {held.publishedAt !== null ? (
        <>
          <p>
            {publicPath && <a href={publicPath}>Its page</a>} is public,{' '}
            {held.shownName === null ? 'without a name' : <>with the name “{held.shownName}”</>}, since{' '}
            {formatDay(held.publishedAt.toISOString().slice(0, 10))}. Search engines may list it.
          </p>
          <div class="row list-acts">
            <Act href={change} icon="sliders">
              Change the name
            </Act>
            <ActForm action={`${change}/withdrawal`} label="Take it back" />
          </div>
        </>
      ) : (
        <>
          <p>
            {publicPath ? (
              <>
                <a href={publicPath}>Its page</a> opens for whoever has its address. It is not listed anywhere, bears no
                name, and does not give the credential away.
              </>
            ) : (
              'Nobody but you. It has no page for others.'
            )}
          </p>
          <Act href={change} icon="external-link">
            Publish it
          </Act>
        </>
      )}
    </Section>
  );
}

function ForCv({ cv }: HoldingPageProps) {
  return (
    <Section id="cv" title="For a CV">
      <TextArea id="cv-text" name="cv" label="Copy these lines" rows={4} value={cv} />
    </Section>
  );
}

function OwnWords({ held, groups, given, refusal }: HoldingPageProps) {
  const hidden = given ? given.hidden === 'yes' : held.hidden;
  return (
    <Section id="words" title="In your wallet">
      <form class="form" method="post" action={`/my/credentials/${held.id}/words`}>
        <Field
          id="grouping"
          name="grouping"
          label="Group (if you like)"
          hint="Those with the same word stand together."
          maxLength={100}
          list="groups"
          value={given?.grouping ?? held.grouping ?? ''}
          error={refusal?.fields?.grouping}
        />
        <datalist id="groups">
          {groups.map((group) => (
            <option value={group} />
          ))}
        </datalist>
        <TextArea
          id="note"
          name="note"
          label="Note (if you like)"
          hint="Only you see it."
          rows={3}
          maxLength={2000}
          value={given?.note ?? held.note ?? ''}
          error={refusal?.fields?.note}
        />
        <Tick name="hidden" value="yes" checked={hidden} label="Put it away: it is left out of the list" />
        <button class="btn" type="submit">
          Keep this
        </button>
      </form>
    </Section>
  );
}

const SOURCES: Record<Holding['source'], string> = {
  issued: 'Issued here, and claimed',
  file: 'Brought as a file',
  text: 'Brought as text',
  address: 'Brought from an address',
};
const RECIPIENTS: Record<Holding['recipient'], string> = {
  letter: 'Yes: by the letter that brought it.',
  address: 'Yes: it names one of the addresses that you proved, by its hash.',
  other:
    'It names somebody by a hash, and none of the addresses that you proved fits. Prove another in your account, then check it again.',
  unknown: 'It does not say in a way that we can look up.',
};

const KINDS: Readonly<Record<string, string>> = {
  'open-badges-3': 'An Open Badge (3.0)',
  'open-badges-2': 'An Open Badge (2.0)',
  'clr-2': 'A learner record (CLR 2.0)',
  endorsement: 'An endorsement',
  'verifiable-credential': 'A credential (W3C)',
};

/** `open-badges-3 in png` → “An Open Badge (3.0), as PNG”. */
function formatInWords(format: string): string {
  const [, kind = format, wrapping] = /^(\S+)(?: in (\S+))?$/.exec(format) ?? [];
  return `${KINDS[kind] ?? kind}${wrapping === undefined ? '' : `, as ${wrapping.toUpperCase()}`}`;
}

function Provenance({ held }: { held: Holding }) {
  const { source, fileName, sourceUrl, created, format, recipient } = held;
  const from = fileName ?? sourceUrl;
  return (
    <Section id="came" title="How it came">
      <dl class="fact-table two">
        <div>
          <dt>Came</dt>
          <dd>
            {SOURCES[source]} on {formatDay(created.toISOString().slice(0, 10))}
            {from && <span class="raw">{from}</span>}
          </dd>
        </div>
        <div>
          <dt>Is</dt>
          <dd>{formatInWords(format)}</dd>
        </div>
        <div>
          <dt>Issued to you</dt>
          <dd>{RECIPIENTS[recipient]}</dd>
        </div>
      </dl>
    </Section>
  );
}
