/** What a browser in odd hands sends to pages: any address, any query, and the forms of this site with other words in them. */
import fc from 'fast-check';
import { addressOf } from '../addresses.js';
import { get } from '../people.js';
import type { Asker, Workplace } from '../roles.js';
import type { RunningSite } from '../site.js';
import type { Sent } from './fuzzing.js';
import { encoded } from './requests.js';
import { hostileText } from './values.js';

export type PageRoute = { method: string; url: string };
/** A form as a page shows it: where it goes, and its fields as they are filled in there. */
export type ShownForm = { asker: Asker; action: string; fields: readonly (readonly [name: string, value: string])[] };

/** Every form that acts on the pages that an asker may open, each once. */
export async function shownForms(
  site: RunningSite,
  routes: readonly PageRoute[],
  asker: Asker,
  place: Workplace,
): Promise<ShownForm[]> {
  const forms = new Map<string, ShownForm>();
  for (const { url } of routes.filter(({ method }) => method === 'GET')) {
    const here = addressOf(url, place.things);
    const { body } = await get(site, here, asker.cookie);
    for (const [, attributes = '', inner = ''] of body.matchAll(/<form([^>]*method="post"[^>]*)>(.*?)<\/form>/gs)) {
      const form = { asker, action: / action="([^"]*)"/.exec(attributes)?.[1] || here, fields: fieldsIn(inner) };
      forms.set(`${form.action} ${form.fields.map(([name]) => name).join()}`, form);
    }
  }
  return [...forms.values()];
}

function fieldsIn(form: string): ShownForm['fields'] {
  const tags = form.matchAll(/<(?:input|select|textarea|button)([^>]* name="([^"]+)"[^>]*)>([^<]*)/g);
  return [...tags].map(([, attributes = '', name = '', text = '']) => [
    name,
    / value="([^"]*)"/.exec(attributes)?.[1] ?? text,
  ]);
}

type FormGround = {
  routes: readonly PageRoute[];
  forms: readonly ShownForm[];
  askers: readonly Asker[];
  place: Workplace;
};

export function formsOf(ground: FormGround): fc.Arbitrary<Sent> {
  return fc.oneof({ weight: 2, arbitrary: changed(ground) }, { weight: 1, arbitrary: madeUp(ground) });
}

/** A form that is there, filled in as a person would, but for at most three of its fields. */
function changed({ forms, place }: FormGround): fc.Arbitrary<Sent> {
  return fc.constantFrom(...forms).chain(({ asker, action, fields }) =>
    fc
      .record({
        blanks: fc.constantFrom('Demo words', ...USUAL),
        odd: fc.uniqueArray(fc.nat({ max: Math.max(0, fields.length - 1) }), { maxLength: 3 }),
        words: fc.array(fc.option(written(place), { nil: null }), { minLength: 3, maxLength: 3 }),
      })
      .map(({ blanks, odd, words }) => {
        const sent = fields.flatMap(([name, value], at) => {
          const word = odd.includes(at) ? words[odd.indexOf(at)] : value || blanks;
          return typeof word === 'string' ? [[name, word] as const] : [];
        });
        return acting(action, asker, formText(sent));
      }),
  );
}

/** Any names and values to any address, with odd things in it. */
function madeUp({ routes, forms, askers, place }: FormGround): fc.Arbitrary<Sent> {
  const names = [...new Set(forms.flatMap(({ fields }) => fields.map(([name]) => name)))];
  const name = fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...names) }, { weight: 1, arbitrary: hostileText });
  const pairs = fc.array(fc.tuple(name, written(place)), { maxLength: 12 });
  const things = fc.oneof(
    { weight: 4, arbitrary: fc.constant(place.things) },
    { weight: 1, arbitrary: hostileThings(place) },
  );
  return fc
    .tuple(fc.constantFrom(...routes), fc.constantFrom(...askers), things, pairs, fc.constantFrom(...TYPES))
    .map(([{ method, url }, asker, chosen, fields, type]) => {
      const path = addressOf(url, chosen);
      const sent = formText(fields);
      if (method !== 'GET') return acting(path, asker, sent, type);
      return { method, url: `${path}?${sent}`.slice(0, 12_000), headers: headersOf(asker) };
    });
}

const TYPES = [
  ...Array.from({ length: 8 }, () => 'application/x-www-form-urlencoded'),
  'application/json',
  'multipart/form-data; boundary=x',
  'text/plain',
];

function acting(url: string, asker: Asker, payload: string, type = 'application/x-www-form-urlencoded'): Sent {
  return { method: 'POST', url, headers: { ...headersOf(asker), 'content-type': type }, payload };
}

function headersOf({ cookie }: Asker): Record<string, string> {
  return { accept: 'text/html', ...(cookie !== '' && { cookie }) };
}

function formText(fields: readonly (readonly [string, string])[]): string {
  return fields.map(([name, value]) => `${encoded(name)}=${encoded(value)}`).join('&');
}

/** What somebody writes: something real of the place, a few usual words, or what nobody writes. */
function written({ things }: Workplace): fc.Arbitrary<string> {
  return fc.oneof(fc.constantFrom(...Object.values(things)), fc.constantFrom(...USUAL), hostileText);
}

const USUAL = [
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
  'site:guidance:how-to-choose',
];

/** The same place with odd names in addresses. An address has no empty parts and no dots alone: no router would see them. */
function hostileThings({ things }: Workplace): fc.Arbitrary<Record<string, string>> {
  const odd = hostileText.filter((text) => text.trim() !== '' && !/^\.+$/.test(text) && text.length < 2_000);
  const texts = odd.map((text) => text.toWellFormed());
  return fc.record(Object.fromEntries(Object.keys(things).map((name) => [name, texts])));
}
