import fc from 'fast-check';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import { demoFrame, demoItems, TODAY } from '../../../tests/support/demo.js';
import { invalidHtml } from '../../../tests/support/html.js';
import { ErrorPage } from '../pages/error-page.js';
import { siteFrame } from '../pages/frame.js';
import { drawHills, type Hill } from '../pages/hills.js';
import { HomePage } from '../pages/home-page.js';
import { ProviderPage } from '../pages/provider-page.js';
import { ProvidersPage, providersAddress } from '../pages/providers-page.js';

const bands = (counts: readonly number[]) =>
  [0, 3, 10, 30, 100, 300].map((from, at, all) => ({ from, to: all[at + 1] ?? 1000, count: counts[at] ?? 0 }));
const hill = (label: string, counts: number[]): Hill => ({
  label,
  count: counts.reduce((a, b) => a + b, 0),
  bands: bands(counts),
});
const listed = (count: number) => ({ items: demoItems.slice(0, count), total: count, href: '/courses' });
const organisation = {
  id: '00000000-0000-4000-8000-000000001000',
  slug: 'demo-university',
  name: 'Demo University <b>',
  kind: 'university' as const,
  country: 'GB',
  url: null,
  description: null,
  aliases: ['DU'],
  identifiers: [],
};
const noQuery = { q: '', kind: '', country: '', recognisedBy: '', cpdType: '', page: 1 };

const pages: [string, string][] = [
  [
    'the start page',
    renderToString(
      <HomePage
        frame={demoFrame}
        totals={{ courses: 6, providers: 2, subjects: 1 }}
        ridges={{
          of: 'kind of provider',
          hills: [hill('Demo universities', [1, 5, 9, 30, 2, 0]), hill('Demo platforms', [9, 9, 1, 0, 0, 0])],
        }}
        tries={[{ href: '/courses?q=law', label: 'law' }]}
        next={{ title: 'Starting soon', all: { href: '/courses?sort=start', label: 'All 6' }, items: demoItems }}
        subjects={[{ href: '/subjects/law', label: 'Law', count: 6 }]}
        providers={[{ href: '/providers/demo', label: 'Demo University', count: 6 }]}
        here={{ href: '/learn/runs/1', title: 'Demo course to try', minutes: 61 }}
        samples={[{ label: 'Check this credential', check: '/verify?credential=1', page: '/credentials/1' }]}
      />,
    ),
  ],
  [
    'the start page of an empty catalogue',
    renderToString(
      <HomePage
        frame={{ ...demoFrame, note: null }}
        totals={{ courses: 0, providers: 0, subjects: 0 }}
        ridges={{ of: 'subject', hills: [] }}
        tries={[]}
        next={{ title: 'Start any time', all: { href: '/courses', label: 'All 0' }, items: [] }}
        subjects={[]}
        providers={[]}
        here={null}
        samples={[]}
      />,
    ),
  ],
  [
    'a provider with courses',
    renderToString(
      <ProviderPage
        frame={demoFrame}
        organisation={organisation}
        verification={{ method: 'dns', domain: 'demo.example', since: '2026-11-20' }}
        stated={{ kind: { by: 'organisation', since: '2026-11-21' } }}
        offers={listed(2)}
        awards={listed(1)}
        recognises={listed(0)}
        sources={[]}
        today={TODAY}
      />,
    ),
  ],
  [
    'a provider for which nothing was read',
    renderToString(
      <ProviderPage
        frame={demoFrame}
        organisation={organisation}
        verification={null}
        stated={{}}
        offers={listed(0)}
        awards={listed(0)}
        recognises={listed(0)}
        sources={[]}
        today={TODAY}
      />,
    ),
  ],
  [
    'an index of no provider',
    renderToString(
      <ProvidersPage
        frame={demoFrame}
        query={{ ...noQuery, q: 'zzz' }}
        entries={[]}
        total={0}
        perPage={60}
        options={{ kinds: [], countries: [], recognisedBy: [], cpdTypes: [] }}
      />,
    ),
  ],
  ...[400, 404, 410, 429, 500, 503].map((status): [string, string] => [
    `error ${status}`,
    renderToString(<ErrorPage frame={demoFrame} status={status} requestId="demo-request" />),
  ]),
];

test.each(pages)('%s is valid HTML', async (_, html) =>
  expect(await invalidHtml(`<!doctype html>${html}`)).toEqual([]),
);

test('a proved identity is shown with how and when; one that is not can be claimed', () => {
  const [proved, unproved] = [pages[2]?.[1] ?? '', pages[3]?.[1] ?? ''];
  expect(proved).toContain('Its identity was proved by a DNS record of demo.example on 20 Nov 2026.');
  expect(proved).toContain('its own word, 21 Nov 2026');
  expect(unproved).not.toContain('verified');
  expect(unproved).toContain('/claim"');
});

test('a provider without courses says so, and claims nothing', () => {
  const html = pages[3]?.[1] ?? '';
  expect(html).toContain('Nothing read yet');
  expect(html).toContain('Demo University &lt;b>');
  expect(html).not.toContain('form="compare"');
});

test('a fault of ours gives the number to quote, a fault of the address does not', () => {
  const of = (status: number) =>
    renderToString(<ErrorPage frame={demoFrame} status={status} requestId="demo-request" />);
  expect(of(500)).toContain('demo-request');
  expect(of(404)).not.toContain('demo-request');
});

test('an address of the index of providers holds only what was asked', () => {
  expect(providersAddress(noQuery)).toBe('/providers');
  expect(providersAddress({ ...noQuery, q: 'open u', page: 2 })).toBe('/providers?q=open+u&page=2');
});

test('the frame links each place once in the navigation', () => {
  const { nav } = siteFrame({ origin: 'http://localhost', note: null });
  expect(new Set(nav.map(({ href }) => href)).size).toBe(nav.length);
});

describe('the hills', () => {
  const counts = fc.array(fc.nat({ max: 50_000 }), { minLength: 6, maxLength: 6 });

  test('stay within the picture, whatever the counts', () => {
    fc.assert(
      fc.property(fc.array(counts, { minLength: 1, maxLength: 6 }), (all) => {
        const ridges = drawHills(all.map((one, at) => hill(`Demo ${at}`, one)));
        expect(ridges.length).toBe(Math.min(4, all.length));
        for (const { path, summit } of ridges) {
          const numbers = [...path.matchAll(/-?\d+(\.\d+)?/g)].map(([number]) => Number(number));
          expect(numbers.every((number) => number >= 0 && number <= 1280)).toBe(true);
          expect(path).not.toContain('NaN');
          expect(summit.y).toBeGreaterThan(30);
          expect(summit.y).toBeLessThanOrEqual(100);
        }
      }),
    );
  });

  test('are highest where the courses are', () => {
    const [short] = drawHills([hill('Demo', [0, 90, 1, 0, 0, 0])]);
    const [long] = drawHills([hill('Demo', [0, 0, 0, 1, 90, 0])]);
    // 3 to 10 hours lie between a sixth and a third of the width, 100 to 300 between two thirds and five sixths.
    expect(short?.summit.x).toBeGreaterThan(16);
    expect(short?.summit.x).toBeLessThan(34);
    expect(long?.summit.x).toBeGreaterThan(66);
    expect(long?.summit.x).toBeLessThan(84);
  });
});
