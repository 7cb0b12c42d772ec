/** Links of every kind that letters carry, still unused: by the address up to their token, as `addressOf` takes them. */
import { makeLink, SHARE_OPENED } from '../../src/accounts/index.js';
import { unsubscribeToken } from '../../src/accounts/rules/unsubscribe.js';
import { get, newClient, newestLink, post, type TestPerson } from './people.js';
import { personIdOf, type Roles } from './roles.js';
import type { RunningSite } from './site.js';

/** Links to the owner of `roles.own`, to an address of theirs, and to somebody who has no account yet. */
export async function openLinks(site: RunningSite, { own }: Roles): Promise<Record<string, string>> {
  const { owner } = own;
  const invite = `/organisations/${own.slug}/members/new`;
  const letters: [path: string, to: string, asked: string, fields: Record<string, string>][] = [
    ['/sign-up/', 'new@example.org', '/sign-up', { name: 'Demo New', email: 'new@example.org' }],
    ['/new-password/', owner.email, '/new-password', { email: owner.email }],
    ['/account/data/erasure/', owner.email, '/account/data/erasure/letter', {}],
    ['/account/addresses/confirmation/', 'more@example.org', '/account/addresses', { email: 'more@example.org' }],
    ['/invitations/', 'guest@example.org', invite, { email: 'guest@example.org', roles: 'viewer' }],
  ];
  const personId = await personIdOf(site, owner);
  const links: Record<string, string> = {
    '/shared/:token': await share(site, owner, personId),
    '/letters/unsubscribe/:token': unsubscribeToken(site.config.secret, { personId, topic: SHARE_OPENED.id }),
  };
  for (const [path, to, asked, fields] of letters) {
    await post(site, asked, fields, owner.cookie, newClient());
    links[`${path}:token`] = tokenOf(await newestLink(site.database, to, path));
  }
  const staff = { purpose: 'staff', email: owner.email, hours: 1, now: new Date('2026-11-23T00:00:00Z') } as const;
  return { ...links, '/staff-link/:token': await makeLink(site.database.db, staff) };
}

async function share(site: RunningSite, { cookie }: TestPerson, personId: string): Promise<string> {
  const subject = `organisations:memberships:${personId}`;
  await post(site, '/account/shared/new', { label: 'Demo', days: '30', passcode: '', subject }, cookie);
  const { body } = await get(site, '/account/shared', cookie);
  return tokenOf(/\/shared\/[\w-]{43}/.exec(body)?.[0] ?? '');
}

function tokenOf(path: string): string {
  return path.split('/').at(-1) ?? '';
}
