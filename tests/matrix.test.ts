/**
 * Every route, asked by everybody: what each may do is worked out from the route's own rule, and proved by a request.
 * A new route is tried without a line here; a parameter with a new name needs one in `support/addresses.ts`.
 */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { guardRoutes, openAuth } from '../src/accounts/index.js';
import type { Role } from '../src/organisations/index.js';
import { type Access, createServer, type RouteRule } from '../src/platform/http/index.js';
import { silentLog } from '../src/platform/log/index.js';
import { addressOf, routesOf, thingsIn, unknownParameters } from './support/addresses.js';
import { type KeptState, keepState } from './support/kept-state.js';
import { newClient } from './support/people.js';
import { type Asker, openRoles, type Roles, type Workplace } from './support/roles.js';
import { openSite, type RunningSite } from './support/site.js';

let site: RunningSite;
let roles: Roles;
let kept: KeptState;
beforeAll(async () => {
  site = await openSite({ starter: false });
  roles = await openRoles(site);
  kept = await keepState(site.database.pool);
});
afterEach(() => kept.putBack());
afterAll(() => site.close());

/** Which members a rule lets pass. */
const MEMBERS: Readonly<Record<Role, readonly Role[]>> = {
  owner: ['owner'],
  editor: ['owner', 'editor'],
  author: ['owner', 'editor', 'author'],
  assessor: ['owner', 'assessor'],
  issuer: ['owner', 'issuer', 'registrar'],
  registrar: ['owner', 'registrar'],
  viewer: ['owner', 'editor', 'author', 'assessor', 'issuer', 'registrar', 'viewer'],
};

/** The rule of rules: who may ask for a route in `place`. */
function may(access: Access, { isPerson, isStaff, role }: Asker, place: Workplace): boolean {
  switch (access) {
    case 'public':
    case 'link':
      return true;
    case 'signed-in':
      return isPerson;
    case 'staff':
      return isStaff;
    default:
      return role !== null && place === roles.own && MEMBERS[access].includes(role);
  }
}

/** Where the act itself refuses some of whoever may ask: a wrong password, a thing that somebody else shares or wrote. */
const JUDGES_ITSELF = [/^\/account\/shared\/(new|:id)/, /^\/discussion\/posts\/:post\/(change|removal)$/];
const judgesItself = ({ url, access }: RouteRule): boolean =>
  access === 'public' || access === 'link' || JUDGES_ITSELF.some((pattern) => pattern.test(url));

/** What says who somebody is and what they may: an act that takes it away must not spoil the next question. */
const STANDING = [
  'accounts.person',
  'accounts.session',
  'accounts.staff',
  'organisations.member',
  'organisations.verification',
];

const isOfMembers = ({ access }: RouteRule): boolean => access in MEMBERS;
/** Opening never acts. */
const opens = ({ route }: Question): boolean => route.method === 'GET';

type Question = { route: RouteRule; asker: Asker; place: Workplace; url: string };

/** Every route, everybody, and for routes of members both organisations. */
function questions(): Question[] {
  return routesOf(site).flatMap((route, at) =>
    askersOf(route, at).flatMap((asker) =>
      (isOfMembers(route) && asker.role !== null ? [roles.own, roles.other] : [roles.own]).map((place) => ({
        route,
        asker,
        place,
        url: addressOf(route.url, place.things),
      })),
    ),
  );
}

/** Where no role counts, one member stands for all of them: another one at each route. */
function askersOf(route: RouteRule, at: number): Asker[] {
  if (isOfMembers(route)) return [...roles.askers];
  const members = roles.askers.filter(({ role }) => role !== null);
  return roles.askers.filter((asker) => asker.role === null || asker === members[at % members.length]);
}

const allowed = ({ route, asker, place }: Question): boolean => may(route.access, asker, place);

async function ask({ route, asker, url }: Question): Promise<{ status: number; isRefused: boolean; changed: boolean }> {
  const acts = route.method !== 'GET';
  const answer = await site.app.inject({
    method: route.method as 'GET',
    url,
    remoteAddress: newClient(),
    headers: {
      origin: site.origin,
      ...(asker.cookie !== '' && { cookie: asker.cookie }),
      ...(acts && { 'content-type': 'application/x-www-form-urlencoded' }),
    },
    ...(acts && { payload: '' }),
  });
  const status = answer.statusCode;
  const leadsToSignIn = status === 303 && String(answer.headers.location).startsWith('/sign-in?next=');
  return { status, isRefused: status === 401 || status === 403 || leadsToSignIn, changed: acts && status < 400 };
}

const inWords = ({ route, asker, place }: Question, status: number): string =>
  `${route.method} ${route.url} (${route.access}) by ${asker.name} in ${place === roles.own ? 'their own' : 'another'}: ${status}`;

it('knows what to put in the place of every parameter', () => {
  expect(unknownParameters(site, roles.own.things), 'add a line to tests/support/addresses.ts').toEqual([]);
});

describe('every route × everybody', () => {
  it('refuses whoever its rule does not name, and changes nothing', async () => {
    const wrong: string[] = [];
    for (const question of questions().filter((question) => !allowed(question))) {
      const { status, isRefused } = await ask(question);
      if (!isRefused) wrong.push(inWords(question, status));
    }
    expect(wrong).toEqual([]);
    // A session that has ended goes when somebody tries it.
    expect((await kept.changed()).filter((table) => table !== 'accounts.session')).toEqual([]);
  });

  it('opens for whoever its rule names', async () => {
    const wrong: string[] = [];
    for (const question of questions().filter((question) => allowed(question) && opens(question))) {
      const { status, isRefused } = await ask(question);
      if ((isRefused && !judgesItself(question.route)) || status >= 500) wrong.push(inWords(question, status));
    }
    expect(wrong).toEqual([]);
  });

  it('lets whoever its rule names act', async () => {
    const wrong: string[] = [];
    for (const question of questions().filter((question) => allowed(question) && !opens(question))) {
      const { status, isRefused, changed } = await ask(question);
      if ((isRefused && !judgesItself(question.route)) || status >= 500) wrong.push(inWords(question, status));
      if (changed) await kept.putBack(STANDING);
    }
    expect(wrong).toEqual([]);
  });
});

it('knows a thing of an organisation at that organisation’s address alone', async () => {
  const owner = roles.askers.find(({ role }) => role === 'owner') as Asker;
  const wrong: string[] = [];
  let tried = 0;
  for (const route of routesOf(site).filter(isOfMembers)) {
    for (const thing of thingsIn(route.url, roles.own.things)) {
      const mixed = { ...roles.own.things, [thing]: roles.other.things[thing] ?? '' };
      const question = { route, asker: owner, place: roles.own, url: addressOf(route.url, mixed) };
      const { status } = await ask(question);
      if (![403, 404, 409, 410].includes(status)) wrong.push(`${thing}: ${inWords(question, status)}`);
      tried += 1;
    }
  }
  expect(wrong).toEqual([]);
  expect(await kept.changed()).toEqual([]);
  expect(tried).toBeGreaterThan(10);
});

it('lets nobody act or look by a link with a made-up token', async () => {
  const [nobody] = roles.askers as [Asker];
  const wrong: string[] = [];
  for (const route of routesOf(site).filter(({ access }) => access === 'link')) {
    const question = { route, asker: nobody, place: roles.own, url: addressOf(route.url, roles.own.things) };
    const { status } = await ask(question);
    if (![400, 401, 404, 410].includes(status)) wrong.push(inWords(question, status));
  }
  expect(wrong).toEqual([]);
});

it('does not start with a route whose rule nobody judges', async () => {
  const { config, database } = site;
  const { app, stop } = await createServer({ config, log: silentLog });
  guardRoutes(app, { auth: openAuth(database.db, config, silentLog), db: database.db, judges: { public: () => {} } });
  expect(() => app.get('/open', { config: { access: 'public' } }, async () => 'x')).not.toThrow();
  expect(() => app.get('/closed', { config: { access: 'owner' } }, async () => 'x')).toThrow('nothing judges "owner"');
  await stop();
});
