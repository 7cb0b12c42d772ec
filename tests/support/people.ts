/** People of a test: they make accounts as anybody does, through the pages and the letters. */
import { OPERATOR } from '../../src/accounts/index.js';
import { type Role, resolveOrganisations, verifyOrganisation } from '../../src/organisations/index.js';
import type { Database } from '../../src/platform/db/index.js';
import { listMail } from '../../src/platform/mail/index.js';
import type { RunningSite } from './site.js';

export type TestPerson = { name: string; email: string; password: string; cookie: string };

export const PASSWORD = 'lantern orchard gravel tide';

/** Makes an account through the sign-up pages and returns it signed in. */
export async function signUp(site: RunningSite, name: string, email: string): Promise<TestPerson> {
  await post(site, '/sign-up', { name, email }, '', newClient());
  const link = await newestLink(site.database, email, '/sign-up/');
  const answer = await post(site, link, { name, password: PASSWORD });
  if (answer.statusCode !== 303) throw new Error(`the account of ${email} was not made: ${answer.statusCode}`);
  return { name, email, password: PASSWORD, cookie: cookieOf(answer.headers['set-cookie']) };
}

let clients = 0;

/** The address of somebody who has asked for nothing yet, so that limits of what one client may ask do not matter. */
export function newClient(): string {
  clients += 1;
  return `10.${(clients >> 16) & 255}.${(clients >> 8) & 255}.${clients & 255}`;
}

/** Sends a form as a browser does. */
export function post(
  site: RunningSite,
  url: string,
  fields: Record<string, string>,
  cookie = '',
  remoteAddress = '127.0.0.1',
) {
  return site.app.inject({
    method: 'POST',
    url,
    remoteAddress,
    headers: {
      origin: site.origin,
      'content-type': 'application/x-www-form-urlencoded',
      ...(cookie === '' ? {} : { cookie }),
    },
    payload: new URLSearchParams(fields).toString(),
  });
}

export function get(site: RunningSite, url: string, cookie = '') {
  return site.app.inject({ url, headers: cookie === '' ? {} : { cookie } });
}

/** The path of the link with this beginning in the newest letter to an address. */
export async function newestLink(database: Database, email: string, path: string): Promise<string> {
  const letters = await listMail(database.db, 500);
  const text = letters.find((letter) => letter.recipient === email && letter.text.includes(path))?.text ?? '';
  const found = new RegExp(`https?://[^\\s/]+(${path}[^\\s]*)`).exec(text)?.[1];
  if (found === undefined) throw new Error(`no letter to ${email} has a link to ${path}`);
  return found;
}

/** The cookies of an answer as the browser sends them back. */
export function cookieOf(header: string | string[] | undefined): string {
  return [header ?? []]
    .flat()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

export type TestOrganisation = { id: string; slug: string };

/**
 * An organisation whose identity is proved, with members: `verifiedOrganisation(site, 'Demo University', { owner: ada })`.
 * One that there is already is taken as it is. Members are written as they are, without invitations.
 */
export async function verifiedOrganisation(
  site: RunningSite,
  name: string,
  members: Partial<Record<Role, TestPerson>> = {},
): Promise<TestOrganisation> {
  const { db } = site.database;
  const organisation = await db.transaction().execute(async (trx) => {
    const [found] = await resolveOrganisations(trx, [{ name, kind: 'university', country: 'GB' }]);
    if (!found) throw new Error(`${name} was not made`);
    await verifyOrganisation(trx, OPERATOR, found.id, 'staff');
    return { id: found.id, slug: found.slug };
  });
  await addMembers(site, organisation, members);
  return organisation;
}

/** Makes people members without invitations. */
export async function addMembers(
  site: RunningSite,
  { id }: Pick<TestOrganisation, 'id'>,
  members: Partial<Record<Role, TestPerson>>,
): Promise<void> {
  for (const [role, person] of Object.entries(members)) {
    await site.database.pool.query(
      `insert into organisations.member (organisation_id, person_id, roles)
       select $1, id, array[$2] from accounts.person where email = $3`,
      [id, role, person.email],
    );
  }
}
