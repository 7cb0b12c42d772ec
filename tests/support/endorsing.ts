/** A body that recognises, and what it signs: through the pages, as anybody does. */
import { resolveOrganisations } from '../../src/organisations/index.js';
import { newClient, post, signUp, type TestOrganisation, type TestPerson, verifiedOrganisation } from './people.js';
import type { RunningSite } from './site.js';

/** A proved organisation of some kind, with its owner. */
export async function bodyOf(
  site: RunningSite,
  owner: TestPerson,
  name: string,
  kind: 'professional-body' | 'university' = 'professional-body',
): Promise<TestOrganisation> {
  await site.database.db.transaction().execute((trx) => resolveOrganisations(trx, [{ name, kind, country: 'GB' }]));
  return verifiedOrganisation(site, name, { owner });
}

/** Sends the form of an endorsement. */
export function signEndorsement(
  site: RunningSite,
  { cookie }: Pick<TestPerson, 'cookie'>,
  { slug }: TestOrganisation,
  fields: Record<string, string>,
) {
  return post(site, `/organisations/${slug}/endorsements/new`, { until: '2027-12-31', ...fields }, cookie, newClient());
}

/** A course that a body recognises. Returns the page of the endorsement. */
export async function openEndorsement(site: RunningSite, course: string): Promise<string> {
  const owner = await signUp(site, 'Demo Endorsing', 'endorsing@example.org');
  const body = await bodyOf(site, owner, 'Demo Endorsing Institute');
  const words = 'What we looked at: the assessment.';
  const { statusCode } = await signEndorsement(site, owner, body, {
    subject: `/courses/${course}`,
    amount: '3',
    words,
  });
  const { rows } = await site.database.pool.query('select id from credentials.endorsement where organisation_id = $1', [
    body.id,
  ]);
  if (statusCode !== 303 || rows.length !== 1) throw new Error(`nothing was endorsed: ${statusCode}`);
  return `/endorsements/${rows[0].id}`;
}
