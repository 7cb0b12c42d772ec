/** Which domain stands for an organisation, and what an address or record at it proves. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { domainOf, holdersOf, holdsToken, isSuffix, liesAt, proofByAddress, recordNames } from '../rules/domains.js';

describe('the domain that stands for an organisation', () => {
  const of = (url: string | null, shared = false) => domainOf({ url, shared });

  it.each([
    ['https://www.open.ac.uk', 'open.ac.uk'],
    ['https://OPEN.ac.uk/', 'open.ac.uk'],
    ['http://learn.demo.example:8080/', 'learn.demo.example'],
    ['https://bücher.example', 'xn--bcher-kva.example'],
  ])('%s → %s', (url, domain) => expect(of(url)).toEqual({ domain }));

  it.each([
    [null, 'no-address'],
    ['open', 'no-address'],
    ['ftp://demo.example', 'no-address'],
    ['https://192.0.2.1/', 'no-domain'],
    ['https://[2001:db8::1]/', 'no-domain'],
    ['https://localhost/', 'no-domain'],
    ['https://ac.uk', 'no-domain'],
    ['https://github.io', 'no-domain'],
    ['https://gmail.com', 'no-domain'],
    ['https://www.linkedin.com/learning', 'part-of-a-site'],
    ['https://demo.example/?org=7', 'part-of-a-site'],
  ])('none for %s: %s', (url, reason) => expect(of(url)).toEqual({ reason }));

  it('is none where another organisation has the same host', () =>
    expect(of('https://www.coursera.org', true)).toEqual({ reason: 'shared' }));
});

describe('the names that hold a domain', () => {
  it.each([
    ['open.ac.uk', ['open.ac.uk']],
    ['business.open.ac.uk', ['business.open.ac.uk', 'open.ac.uk']],
    ['a.b.demo.com', ['a.b.demo.com', 'b.demo.com', 'demo.com']],
    ['demo.github.io', ['demo.github.io']],
    ['oakwood.leeds.sch.uk', ['oakwood.leeds.sch.uk']],
    // Where registration begins below these ends is not on our list: the name alone counts.
    ['dept.demo.k12.ca.us', ['dept.demo.k12.ca.us']],
    ['unit.demo.museum.it', ['unit.demo.museum.it']],
  ])('%s → %j', (domain, names) => expect(holdersOf(domain)).toEqual(names));

  const label = fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/);
  const name = fc.array(label, { minLength: 2, maxLength: 5 }).map((labels) => labels.join('.'));

  it('are the name and what stands above it, never what others register below', () => {
    fc.assert(
      fc.property(name, (domain) => {
        const [first, ...above] = holdersOf(domain);
        expect(first).toBe(domain);
        for (const holder of above) {
          expect(isSuffix(holder)).toBe(false);
          expect(domain.endsWith(`.${holder}`)).toBe(true);
        }
        expect(recordNames(domain)).toContain(`_cairn.${domain}`);
      }),
    );
  });

  it('take no address of another registered name, however alike', () => {
    fc.assert(
      fc.property(label, label, fc.constantFrom('com', 'org', 'ac.uk', 'co.uk', 'edu.au', 'de'), (one, two, end) => {
        fc.pre(one !== two);
        const [mine, theirs] = [`${one}.${end}`, `${two}.${end}`];
        fc.pre(!isSuffix(mine) && !isSuffix(theirs));
        for (const host of [theirs, `${mine}.${theirs}`, `${two}${mine}`, `${mine}.evil.example`, end]) {
          if (host === mine || host.endsWith(`.${mine}`)) continue;
          expect(['elsewhere', 'public-mail']).toContain(proofByAddress(`postmaster@${host}`, mine, 'company'));
          expect(liesAt(`https://${host}/`, mine)).toBe(false);
        }
      }),
    );
  });
});

describe('reading the mail of an address', () => {
  it.each([
    ['anna@demo.example', 'employer', 'proves'],
    ['ANNA@DEMO.example', 'employer', 'proves'],
    ['anna@demo.example', 'university', 'evidence'],
    ['postmaster@demo.example', 'university', 'proves'],
    ['postmaster@students.demo.example', 'university', 'evidence'],
    ['anna@shop.demo.example', 'company', 'evidence'],
    ['anna@notdemo.example', 'company', 'elsewhere'],
    ['anna@demo.example.evil.example', 'company', 'elsewhere'],
    ['demo.example', 'company', 'elsewhere'],
    ['@demo.example', 'company', 'elsewhere'],
    ['anna@gmail.com', 'company', 'public-mail'],
  ] as const)('%s at a %s: %s', (email, kind, proof) =>
    expect(proofByAddress(email, 'demo.example', kind)).toBe(proof),
  );
});

it('finds its token only as the whole of a record, in however many pieces', () => {
  expect(holdsToken([['v=spf1'], ['cairn-verifi', 'cation=abc']], 'abc')).toBe(true);
  expect(holdsToken([['cairn-verification=abcd'], ['x cairn-verification=abc']], 'abc')).toBe(false);
  expect(holdsToken([], 'abc')).toBe(false);
});
