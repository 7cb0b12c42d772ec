/** Addresses of routes, with something real in the place of every parameter. */
import type { RouteRule } from '../../src/platform/http/index.js';
import type { Workplace } from './roles.js';
import type { RunningSite } from './site.js';

/** Every route but those that repeat another (HEAD), that only ask what may be asked (OPTIONS), and files of the look. */
export function routesOf(site: RunningSite): RouteRule[] {
  return site.rules.filter(
    ({ method, url }) => method !== 'HEAD' && method !== 'OPTIONS' && !url.startsWith('/assets/'),
  );
}

/** The token of no letter. */
const NO_TOKEN = 'A'.repeat(43);
const NO_ID = '00000000-0000-4000-8000-000000000000';

/**
 * What stands in the place of a parameter that is not one of an organisation's own things (`Workplace.things`): by its
 * name, or by the address up to it where one name means different things.
 */
const VALUES: Readonly<Record<string, string>> = {
  '/account/shared/:id': NO_ID,
  '/api/v1/courses/:id': NO_ID,
  '/api/v1/credential-batches/:id': NO_ID,
  '/api/v1/credentials/:id': NO_ID,
  '/credentials/:credential': NO_ID,
  '/guidance/:slug': 'how-to-choose',
  '/learn/talk/:hosted/:run': 'self-paced',
  '/learn/talk/:hosted/:run/:step': 'talk',
  ':attempt': NO_ID,
  ':bank': 'basics',
  ':criterion': 'assessment',
  ':errand': NO_ID,
  ':file': NO_ID,
  ':holder': 'step:check',
  ':issuer': NO_ID,
  ':job': '1',
  ':merge': NO_ID,
  ':name': 'plan.png',
  ':offered': NO_ID,
  ':part': '1',
  ':provider': 'nobody',
  ':purpose': 'revocation',
  ':question': 'days',
  ':slug': 'nothing-here',
  ':step': 'plan',
  ':token': NO_TOKEN,
  ':type': 'choice',
  ':week': 'healing',
};

/** `/organisations/:organisation/drafts/:draft` → `/organisations/demo-institute/drafts/0191…`. */
export function addressOf(url: string, things: Workplace['things']): string {
  return url.replace(/:(\w+)/g, (parameter, _name, at: number) =>
    encodeURIComponent(standIn(url.slice(0, at), parameter, things) ?? NO_ID),
  );
}

function standIn(before: string, parameter: string, things: Workplace['things']): string | undefined {
  return things[before + parameter] ?? VALUES[before + parameter] ?? things[parameter.slice(1)] ?? VALUES[parameter];
}

/** Parameters of routes for which neither `VALUES` nor an organisation's things have a value. */
export function unknownParameters(site: RunningSite, things: Workplace['things']): string[] {
  return routesOf(site).flatMap(({ url }) =>
    [...url.matchAll(/:\w+/g)].flatMap(({ 0: parameter, index }) =>
      standIn(url.slice(0, index), parameter, things) === undefined ? [`${parameter} of ${url}`] : [],
    ),
  );
}

/** The parameters of a route that are an organisation's own things, but for the organisation itself. */
export function thingsIn(url: string, things: Workplace['things']): string[] {
  const names = [...url.matchAll(/:(\w+)/g)].map(([, name = '']) => name);
  return names.filter((name) => name !== 'organisation' && name in things);
}
