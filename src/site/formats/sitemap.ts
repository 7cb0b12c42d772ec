/** Sitemaps (sitemaps.org 0.9): an index, one part of the site's own pages, and parts of courses by number. */

/** Numbers of courses in one part; the protocol allows 50,000 addresses. */
export const SITEMAP_PART = 20_000;

export function sitemapIndex(addresses: readonly string[]): string {
  return document(
    'sitemapindex',
    addresses.map((address) => `<sitemap><loc>${escaped(address)}</loc></sitemap>`),
  );
}

export function sitemap(addresses: readonly string[]): string {
  return document(
    'urlset',
    addresses.map((address) => `<url><loc>${escaped(address)}</loc></url>`),
  );
}

function document(root: string, entries: readonly string[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${entries.join('\n')}\n</${root}>\n`;
}

function escaped(address: string): string {
  return address
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/'/g, '&apos;')
    .replace(/"/g, '&quot;');
}
