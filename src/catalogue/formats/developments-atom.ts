/** Developments as an Atom feed (RFC 4287), the newest first. */
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
  <id>${escaped(page)}</id>
  <title>${escaped(title)}</title>
  <updated>${updated}</updated>
  <link rel="self" type="application/atom+xml" href="${escaped(self)}"/>
  <link rel="alternate" type="text/html" href="${escaped(page)}"/>
  <author><name>Cairn</name></author>
${items.map((item) => entryOf(item, origin)).join('\n')}
</feed>
`;
}

function entryOf(item: Development, origin: string): string {
  const topics = [...item.skills, ...item.subjects].map(
    ({ id, label }) => `\n    <category term="${escaped(id)}" label="${escaped(label)}"/>`,
  );
  const sources = item.sources.map(
    ({ url, title }) => `\n    <link rel="related" href="${escaped(url)}" title="${escaped(title)}"/>`,
  );
  return `  <entry>
    <id>urn:uuid:${item.id}</id>
    <title>${escaped(item.title)}</title>
    <updated>${item.changed}</updated>
    <published>${item.day}T00:00:00Z</published>
    <link rel="alternate" type="text/html" href="${escaped(origin + item.url)}"/>${sources.join('')}
    <author><name>${escaped(item.author?.name ?? 'Cairn')}</name></author>${topics.join('')}
    <summary>${escaped(item.summary)}</summary>
  </entry>`;
}

/** XML 1.0 text: markup escaped, characters that XML forbids left out. */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');
}
