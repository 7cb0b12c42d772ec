/** A credential for people: what, when, what it took, what it is worth, who says so, and how it stands. */
import type { ComponentChildren } from 'preact';
import { Icon, type IconName, Section, Tag } from '../../ui/index.js';
import type { ShownCredential } from '../rules/shown.js';
import type { Standing } from '../rules/standing.js';
import type { Recognised } from '../schema.js';

type ShownProps = {
  credential: ShownCredential;
  /** Address of its picture. */
  picture: string;
  recognised?: readonly Recognised[];
  /** Under the picture: what can be taken along. */
  beside?: ComponentChildren;
  /** Under the head: what can be done. */
  acts?: ComponentChildren;
  /** Above all: what became of the last act. */
  notice?: ComponentChildren;
  /** The notice says already what its standing means. */
  isMeaningSaid?: boolean;
  /** Sections after the facts. */
  children?: ComponentChildren;
};

/** Everything of it, with one main heading: the name. */
export function CredentialShown(props: ShownProps) {
  const { credential, picture, beside, acts, notice, isMeaningSaid = false, children } = props;
  return (
    <>
      {notice}
      <div class="cred">
        <div>
          <div class="badge-plinth">
            <img src={picture} width={320} height={320} alt={`Badge: ${credential.name}`} />
            <Moor />
          </div>
          {beside}
        </div>
        <div>
          <StandingTag standing={credential.standing} />
          <h1 class="cred-name">{credential.name}</h1>
          <Awarded credential={credential} />
          {credential.description && <p class="cred-about">{credential.description}</p>}
          {!isMeaningSaid && <p class="small quiet">{credential.standing.meaning}</p>}
          {acts}
          <Took {...props} />
          {children}
        </div>
      </div>
    </>
  );
}

const ICONS: Record<Standing['tone'], IconName> = {
  good: 'check',
  caution: 'info',
  bad: 'triangle-alert',
  unknown: 'circle-question-mark',
};

export function StandingTag({ standing: { tone, words } }: { standing: Standing }) {
  return (
    <p class={`tag ${tone} cred-standing`}>
      <Icon name={ICONS[tone]} />
      {words.charAt(0).toUpperCase() + words.slice(1)}
    </p>
  );
}

function Awarded({ credential }: { credential: ShownCredential }) {
  const { holder, isTheirs, issuer, issuerPage, issued } = credential;
  const by =
    issuerPage === null ? (
      issuer
    ) : (
      <a href={issuerPage} rel="nofollow noopener">
        {issuer}
      </a>
    );
  return (
    <p class="lede">
      {isTheirs ? 'Awarded to ' : 'Shown by '}
      <b>{holder ?? 'the holder of this page'}</b>
      {isTheirs ? ' by ' : ', issued by '}
      {by}
      {issued && (
        <>
          {' on '}
          <span class="nowrap">{issued}</span>
        </>
      )}
      .
    </p>
  );
}

function Took({ credential: { facts, evidence, criteria }, recognised = [] }: ShownProps) {
  const isEmpty = facts.length + evidence.length + recognised.length === 0;
  if (isEmpty && criteria.narrative === null && criteria.url === null) return null;
  return (
    <Section id="took" title="What it took, and what it is worth">
      <dl class="fact-table two">
        {facts.map(({ name, words }) => (
          <Row name={name}>{words.length === 1 ? words[0] : <Lines lines={words} />}</Row>
        ))}
        {recognised.length > 0 && (
          <Row name="Recognised by">
            <Lines
              lines={recognised.map(({ body, words, tone, href }) => (
                <>
                  <a href={href}>{body}</a>: {words}{' '}
                  <Tag tone={tone}>{tone === 'good' ? 'signed' : 'demonstration'}</Tag>
                </>
              ))}
            />
          </Row>
        )}
        {(criteria.narrative ?? criteria.url) !== null && (
          <Row name="Criteria">
            {criteria.narrative && <span class="list-note">{criteria.narrative}</span>}{' '}
            {criteria.url && (
              <a href={criteria.url} rel="nofollow noopener">
                The criteria at the issuer’s
              </a>
            )}
          </Row>
        )}
        {evidence.length > 0 && (
          <Row name="Evidence">
            <Lines
              lines={evidence.map(({ name, url, narrative }) => (
                <>
                  {url === null ? (
                    name
                  ) : (
                    <a href={url} rel="nofollow noopener">
                      {name}
                    </a>
                  )}
                  {narrative && <span class="raw">{narrative}</span>}
                </>
              ))}
            />
          </Row>
        )}
      </dl>
    </Section>
  );
}

function Row({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Lines({ lines }: { lines: readonly ComponentChildren[] }) {
  return (
    <ul class="plain">
      {lines.map((line) => (
        <li>{line}</li>
      ))}
    </ul>
  );
}

function Moor() {
  return (
    <svg class="moor" viewBox="0 0 400 60" preserveAspectRatio="none" aria-hidden="true">
      <path fill="var(--hill-3)" d="M0 34C60 20 120 24 190 32S330 18 400 26V60H0Z" />
      <path fill="var(--hill-2)" d="M0 46C90 36 180 50 260 42S360 40 400 44V60H0Z" />
    </svg>
  );
}
