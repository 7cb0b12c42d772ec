/** Developments as an Atom feed (RFC 4287), the newest first. */
import { escapeXml } from '../../ui/index.js';
import type { Development } from '../schema/development.js';

type Feed = { title: string; page: string; self: string; origin: string; items: readonly Development[] };

export function developmentsAtom({ title, page, self, origin, items }: Feed): string {
  const updated =
    items
      .map(({ changed }) => changed)
      .sort()
      .at(-1) ?? '1970-01-01T00:00:00Z';
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB">
  <id>${escapeXml(page)}</id>
  <title>${escapeXml(title)}</title>
  <updated>${updated}</updated>
  <link rel="self" type="application/atom+xml" href="${escapeXml(self)}"/>
  <link rel="alternate" type="text/html" href="${escapeXml(page)}"/>
  <author><name>Cairn</name></author>
${items.map((item) => entryOf(item, origin)).join('\n')}
</feed>
`;
}

function entryOf(item: Development, origin: string): string {
  const topics = [...item.skills, ...item.subjects].map(
    ({ id, label }) => `\n    <category term="${escapeXml(id)}" label="${escapeXml(label)}"/>`,
  );
  const sources = item.sources.map(
    ({ url, title }) => `\n    <link rel="related" href="${escapeXml(url)}" title="${escapeXml(title)}"/>`,
  );
  return `  <entry>
    <id>urn:uuid:${item.id}</id>
    <title>${escapeXml(item.title)}</title>
    <updated>${item.changed}</updated>
    <published>${item.day}T00:00:00Z</published>
    <link rel="alternate" type="text/html" href="${escapeXml(origin + item.url)}"/>${sources.join('')}
    <author><name>${escapeXml(item.author?.name ?? 'Cairn')}</name></author>${topics.join('')}
    <summary>${escapeXml(item.summary)}</summary>
  </entry>`;
}
