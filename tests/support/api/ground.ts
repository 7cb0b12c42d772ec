/** A site with everybody and everything, and runs of made-up requests against it. */
import fc from 'fast-check';
import { routesOf } from '../addresses.js';
import { type KeptState, keepState } from '../kept-state.js';
import { openRoles, type Roles } from '../roles.js';
import { openSite, type RunningSite } from '../site.js';
import { type Description, judgeOf, operationsOf } from './description.js';
import { formsOf, type ShownForm, shownForms } from './forms.js';
import { Findings, send } from './fuzzing.js';
import { requestsOf } from './requests.js';

export type FuzzGround = { site: RunningSite; roles: Roles; kept: KeptState };
/** How many, and from where: the same seed makes the same requests. */
export type Run = { count: number; seed: number };

/** Acts that take away who somebody is are put right after this many requests. */
const OFTEN = 20;
const STANDING = ['accounts.person', 'accounts.session', 'accounts.staff', 'organisations.member'];

export async function openGround(): Promise<FuzzGround> {
  // Name servers of the machine are not to be asked for what was made up.
  const site = await openSite({ lookup: async () => [] });
  const roles = await openRoles(site);
  return { site, roles, kept: await keepState(site.database.pool) };
}

/** Requests to the API; what was answered otherwise than the description says. */
export async function fuzzApi({ site, roles, kept }: FuzzGround, { count, seed }: Run): Promise<string[]> {
  const description: Description = (await site.app.inject('/api/openapi.json')).json();
  const judge = judgeOf(description);
  const requests = requestsOf({
    operations: operationsOf(description),
    askers: roles.askers,
    real: { ...(await realNames(site)), ...own(roles) },
  });
  const findings = new Findings();
  for (const [at, { operation, asker: _, ...sent }] of fc.sample(requests, { numRuns: count, seed }).entries()) {
    if (at % OFTEN === 0) await kept.putBack(STANDING);
    const request = { ...sent, method: operation.method };
    const answer = await send(site, request);
    const finding = typeof answer === 'string' ? answer : judge(operation, answer);
    if (finding !== null) findings.add(`${operation.method} ${operation.path} ${finding}`, request);
  }
  return findings.list();
}

/** Requests to pages and forms; what failed on our side or never came. */
export async function fuzzPages({ site, roles, kept }: FuzzGround, { count, seed }: Run): Promise<string[]> {
  const routes = routesOf(site).filter(({ url }) => !url.startsWith('/api/'));
  const forms: ShownForm[] = [];
  for (const asker of roles.askers.filter(({ role, isStaff }) => role === 'owner' || isStaff))
    forms.push(...(await shownForms(site, routes, asker, roles.own)));
  const requests = formsOf({ routes, forms, askers: roles.askers, place: roles.own });
  const findings = new Findings();
  for (const [at, sent] of fc.sample(requests, { numRuns: count, seed }).entries()) {
    if (at % OFTEN === 0) await kept.putBack(STANDING);
    const answer = await send(site, sent);
    const route = sent.url.split('?')[0] ?? '';
    if (typeof answer === 'string') findings.add(`${sent.method} ${route} ${answer}`, sent);
    else if (answer.status >= 500) findings.add(`${sent.method} ${route} answered ${answer.status}`, sent);
  }
  return findings.list();
}

/** Names of courses that exist, so that not every question is for nothing. */
async function realNames(site: RunningSite): Promise<Record<string, string[]>> {
  const { items } = (await site.app.inject('/api/v1/courses?perPage=30')).json();
  return { id: items.flatMap(({ id, slug }: { id: string; slug: string }) => [id, slug]) };
}

function own({ own: one, other }: Roles): Record<string, string[]> {
  return Object.fromEntries(
    Object.keys(one.things).map((name) => [name, [one.things[name] ?? '', other.things[name] ?? '']]),
  );
}
