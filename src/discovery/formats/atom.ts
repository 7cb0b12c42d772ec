/** A search as an Atom feed (RFC 4287): one entry a course, newest change first as the answer gives them. */
import { escapeXml } from '../../ui/index.js';
import type { SearchItem } from '../schema.js';

export type Feed = {
  title: string /** Absolute address of the page. */;
  page: string /** Absolute address of this feed. */;
  self: string;
  origin: string;
  items: readonly SearchItem[];
};

export function toAtom(feed: Feed): string {
  const updated =
    feed.items
      .map((item) => item.lastChecked)
      .sort()
      .at(-1) ?? '1970-01-01';
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB">
  <id>${escapeXml(feed.page)}</id>
  <title>${escapeXml(feed.title)}</title>
  <updated>${updated}T00:00:00Z</updated>
  <link rel="self" type="application/atom+xml" href="${escapeXml(feed.self)}"/>
  <link rel="alternate" type="text/html" href="${escapeXml(feed.page)}"/>
  <author><name>Cairn</name></author>
${feed.items.map((item) => entryOf(item, feed.origin)).join('\n')}
</feed>
`;
}

function entryOf(item: SearchItem, origin: string): string {
  return `  <entry>
    <id>urn:uuid:${item.id}</id>
    <title>${escapeXml(item.title)}</title>
    <updated>${item.lastChecked}T00:00:00Z</updated>
    <link rel="alternate" type="text/html" href="${escapeXml(origin + item.url)}"/>
    <author><name>${escapeXml(item.provider.name)}</name></author>
    <summary>${escapeXml(item.summary ?? `Offered by ${item.provider.name}.`)}</summary>
  </entry>`;
}

/** The same as JSON Feed 1.1. */
export function toJsonFeed(feed: Feed): object {
  return {
    version: 'https://jsonfeed.org/version/1.1',
    title: feed.title,
    home_page_url: feed.page,
    feed_url: feed.self,
    language: 'en-GB',
    items: feed.items.map((item) => ({
      id: item.id,
      url: feed.origin + item.url,
      title: item.title,
      content_text: item.summary ?? `Offered by ${item.provider.name}.`,
      date_modified: `${item.lastChecked}T00:00:00Z`,
      authors: [{ name: item.provider.name }],
    })),
  };
}
