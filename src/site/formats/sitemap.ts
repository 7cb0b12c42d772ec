/** Sitemaps (sitemaps.org 0.9): an index, one part of the site's own pages, and parts of courses by number. */
import { escapeXml } from '../../ui/index.js';

/** Numbers of courses in one part; the protocol allows 50,000 addresses. */
export const SITEMAP_PART = 20_000;

export function sitemapIndex(addresses: readonly string[]): string {
  return document(
    'sitemapindex',
    addresses.map((address) => `<sitemap><loc>${escapeXml(address)}</loc></sitemap>`),
  );
}

export function sitemap(addresses: readonly string[]): string {
  return document(
    'urlset',
    addresses.map((address) => `<url><loc>${escapeXml(address)}</loc></url>`),
  );
}

function document(root: string, entries: readonly string[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${entries.join('\n')}\n</${root}>\n`;
}
