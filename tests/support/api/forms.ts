/** What a browser in odd hands sends to pages: any address, any query, any form, with names that forms here really have. */
import fc from 'fast-check';
import { addressOf } from '../addresses.js';
import { get } from '../people.js';
import type { Asker, Workplace } from '../roles.js';
import type { RunningSite } from '../site.js';
import type { Sent } from './fuzzing.js';
import { encoded } from './requests.js';
import { hostileText } from './values.js';

export type PageRoute = { method: string; url: string };

/** Every name of a field on the pages that an asker may open. */
export async function fieldNames(
  site: RunningSite,
  routes: readonly PageRoute[],
  asker: Asker,
  place: Workplace,
): Promise<string[]> {
  const names = new Set<string>();
  for (const { url } of routes.filter(({ method }) => method === 'GET')) {
    const { body } = await get(site, addressOf(url, place.things), asker.cookie);
    for (const [, name = ''] of body.matchAll(/<(?:input|select|textarea|button)[^>]* name="([^"]+)"/g))
      names.add(name);
  }
  return [...names];
}

type FormGround = {
  routes: readonly PageRoute[];
  askers: readonly Asker[];
  place: Workplace;
  names: readonly string[];
};

export function formsOf({ routes, askers, place, names }: FormGround): fc.Arbitrary<Sent> {
  const pairs = fc.array(
    fc.tuple(
      fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...names) }, { weight: 1, arbitrary: hostileText }),
      writtenIn(place),
    ),
    {
      maxLength: 12,
    },
  );
  const things = fc.oneof(
    { weight: 4, arbitrary: fc.constant(place.things) },
    { weight: 1, arbitrary: hostileThings(place) },
  );
  return fc
    .tuple(fc.constantFrom(...routes), fc.constantFrom(...askers), things, pairs, fc.constantFrom(...TYPES))
    .map(([{ method, url }, asker, chosen, fields, type]) => {
      const path = addressOf(url, chosen);
      const sent = fields.map(([name, value]) => `${encoded(name)}=${encoded(value)}`).join('&');
      const cookie: Record<string, string> = asker.cookie === '' ? {} : { cookie: asker.cookie };
      if (method === 'GET')
        return { method, url: `${path}?${sent}`.slice(0, 12_000), headers: { accept: 'text/html', ...cookie } };
      return { method, url: path, headers: { accept: 'text/html', 'content-type': type, ...cookie }, payload: sent };
    });
}

const TYPES = [
  ...Array.from({ length: 8 }, () => 'application/x-www-form-urlencoded'),
  'application/json',
  'multipart/form-data; boundary=x',
  'text/plain',
];

/** What somebody writes: something real of the place, a few usual words, or what nobody writes. */
function writtenIn({ things }: Workplace): fc.Arbitrary<string> {
  const usual = [
    'yes',
    'on',
    '1',
    '2026-12-01',
    'GB',
    'dns',
    'staff',
    'viewer',
    'look',
    'draft',
    'demo@example.org',
    'https://demo.example.org/',
  ];
  return fc.oneof(fc.constantFrom(...Object.values(things)), fc.constantFrom(...usual), hostileText);
}

/** The same place with odd names in addresses. An address has no empty parts and no dots alone: no router would see them. */
function hostileThings({ things }: Workplace): fc.Arbitrary<Record<string, string>> {
  const odd = hostileText.filter((text) => text.trim() !== '' && !/^\.+$/.test(text) && text.length < 2_000);
  return fc.record(
    Object.fromEntries(Object.keys(things).map((name) => [name, odd.map((text) => text.toWellFormed())])),
  );
}
