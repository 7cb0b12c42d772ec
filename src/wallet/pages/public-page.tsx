/** The page of a credential for everybody: nameless and unlisted until its holder publishes it. */
import { Act, Crumbs, type Frame, formatDay, Layout, Notice } from '../../ui/index.js';
import type { ShownCredential } from '../rules/shown.js';
import type { Holding, Recognised } from '../schema.js';
import { ChecksShown } from './checks-shown.js';
import { CredentialShown } from './credential-shown.js';
import { CheckYourself } from './shared-credential.js';

type PublicProps = {
  frame: Frame;
  held: Holding;
  credential: ShownCredential;
  recognised: readonly Recognised[];
  /** `/credentials/…`. */
  path: string;
  /** The credential as text, where it may be handed out; null: it is not published. */
  signed: string | null;
  /** A QR code of its address, as SVG of our own making. */
  qr: string;
  /** The page of the achievement here; null: it was not issued here. */
  achievement: string | null;
};

export function PublicPage(props: PublicProps) {
  const { frame, held, credential, recognised, path } = props;
  const isPublished = held.publishedAt !== null;
  return (
    <Layout
      frame={frame}
      title={`${credential.name}: credential`}
      description={`${credential.name}, issued by ${credential.issuer}.`}
      canonical={path}
      image={`${path}/card.png`}
      unlisted={!isPublished}
    >
      <div class="wrap page">
        <Crumbs trail={[{ label: 'Home', href: '/' }, { label: 'Credential' }]} />
        <CredentialShown
          credential={credential}
          picture={`${path}/picture.png`}
          recognised={recognised}
          notice={isHindered(credential) && <Hindered credential={credential} />}
          isMeaningSaid={isHindered(credential)}
          beside={<Beside {...props} />}
          acts={<Ways {...props} />}
        >
          <ChecksShown checks={held.checks} checked={formatDay(held.checkedAt.toISOString().slice(0, 10))} />
          {!isPublished && (
            <p class="small quiet">
              This page is not listed anywhere, and its holder has put no name on it. Ask whoever showed it to you for
              the credential itself: with the file you can check it anywhere.
            </p>
          )}
        </CredentialShown>
      </div>
    </Layout>
  );
}

function isHindered({ standing }: ShownCredential): boolean {
  return standing.tone !== 'good' && !standing.words.startsWith('authentic');
}

/** Where it does not stand as it should, that is said first. */
function Hindered({ credential: { standing } }: { credential: ShownCredential }) {
  return <Notice kind={standing.tone === 'bad' ? 'error' : 'note'}>{standing.meaning}</Notice>;
}

function Ways({ signed, achievement }: PublicProps) {
  return (
    <div class="row list-acts">
      {signed !== null && <CheckYourself signed={signed} />}
      {achievement && (
        <a class="btn btn-line" href={achievement}>
          What it takes to earn it
        </a>
      )}
    </div>
  );
}

function Beside({ path, signed, qr }: PublicProps) {
  return (
    <>
      {signed !== null && (
        <div class="row list-acts">
          <Act href={`${path}/certificate.pdf`} icon="download">
            PDF
          </Act>
          <Act href={`${path}/badge.png`} icon="download">
            Badge
          </Act>
          <Act href={`${path}/credential.${signed.trim().startsWith('{') ? 'json' : 'jwt'}`} icon="download">
            Credential
          </Act>
        </div>
      )}
      <figure class="cred-qr">
        <div dangerouslySetInnerHTML={{ __html: qr }} />
        <figcaption class="tiny">The address of this page, for a phone.</figcaption>
      </figure>
    </>
  );
}
