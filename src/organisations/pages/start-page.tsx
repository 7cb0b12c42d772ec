/** The start page of an organisation's workplace: who it is, what can be done here. */
import { formatDay, Icon, Notice, NotStated, Section } from '../../ui/index.js';
import { allows } from '../rules/roles.js';
import type { HandOver, Organisation, Standing } from '../schema.js';
import { VerifiedTag } from './verified-tag.js';
import { countryInWords, ORGANISATION_KINDS, proofInWords, rolesInWords } from './words.js';
import { type Workplace, WorkplacePage } from './workplace-shell.js';

export type StartPageProps = Workplace & {
  organisation: Organisation;
  standing: Standing;
  /** An offer of ownership to whoever is looking. */
  offer: HandOver | null;
  done?: string | undefined;
};

export function StartPage(props: StartPageProps) {
  const { organisation, standing, roles, parts, offer, done } = props;
  const base = `/organisations/${organisation.slug}`;
  return (
    <WorkplacePage
      {...props}
      here=""
      title={organisation.name}
      done={done}
      lede={
        <>
          {ORGANISATION_KINDS[organisation.kind]}
          {organisation.country && `, ${countryInWords(organisation.country)}`}
        </>
      }
    >
      {standing.verification ? (
        <p>
          <VerifiedTag verification={standing.verification} />{' '}
          <span class="small quiet">{proofInWords(standing.verification)}</span>
        </p>
      ) : (
        <Notice kind="note">
          <p>
            The proof of its identity was withdrawn, so nothing can be published in its name.{' '}
            <a href={`${base}/claim`}>Prove it again</a>
          </p>
        </Notice>
      )}
      {offer && (
        <Notice kind="note">
          <p>
            {offer.fromName} wants to hand this organisation over to you, until{' '}
            {formatDay(offer.expiresAt.toISOString().slice(0, 10))}. <a href={`${base}/hand-over`}>Accept or decline</a>
          </p>
        </Notice>
      )}
      <Section id="places" title="What you can do here">
        <p class="small quiet">You are {rolesInWords(roles)}.</p>
        <ul class="rows">
          {parts
            .filter(({ role }) => allows(roles, role))
            .map(({ path, label, about }) => (
              <li>
                <div>
                  <a class="strong" href={`${base}/${path}`}>
                    {label}
                  </a>
                  <span class="quiet small">{about}</span>
                </div>
              </li>
            ))}
        </ul>
      </Section>
      <Section id="public" title="What everybody sees">
        <p>{organisation.description ?? <NotStated words="No description yet." />}</p>
        <p>
          <a class="act" href={`/providers/${organisation.slug}`}>
            <Icon name="arrow-right" />
            Its public page
          </a>
        </p>
      </Section>
    </WorkplacePage>
  );
}
