/** Alerts as Atom (RFC 4287) and JSON Feed 1.1. Nothing in it names the person. */
import { escapeXml } from '../../ui/index.js';
import type { AlertShown } from '../schema/alerts.js';

export type AlertFeed = { origin: string; self: string; alerts: readonly AlertShown[]; now: Date };

const TITLE = 'Cairn: news of what you keep and follow';

type Entry = { id: string; title: string; url: string; text: string; updated: string };

export function alertsAsAtom({ origin, self, alerts, now }: AlertFeed): string {
  const entries = alerts.map((alert) => entryOf(alert, origin));
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB">
  <id>${escapeXml(self)}</id>
  <title>${TITLE}</title>
  <updated>${entries[0]?.updated ?? now.toISOString()}</updated>
  <link rel="self" type="application/atom+xml" href="${escapeXml(self)}"/>
  <link rel="alternate" type="text/html" href="${escapeXml(origin)}/my/alerts"/>
  <author><name>Cairn</name></author>
${entries.map(atomEntry).join('\n')}
</feed>
`;
}

function atomEntry({ id, title, url, text, updated }: Entry): string {
  return `  <entry>
    <id>${escapeXml(id)}</id>
    <title>${escapeXml(title)}</title>
    <updated>${updated}</updated>
    <link rel="alternate" type="text/html" href="${escapeXml(url)}"/>
    <content type="text">${escapeXml(text)}</content>
  </entry>`;
}

export function alertsAsJson({ origin, self, alerts }: AlertFeed): object {
  return {
    version: 'https://jsonfeed.org/version/1.1',
    title: TITLE,
    home_page_url: `${origin}/my/alerts`,
    feed_url: self,
    language: 'en-GB',
    items: alerts
      .map((alert) => entryOf(alert, origin))
      .map(({ id, title, url, text, updated }) => ({ id, url, title, content_text: text, date_modified: updated })),
  };
}

/** What changed since is an entry of its own: a reader that has seen one does not show it again. */
function entryOf({ id, why, text, href, courses, more, changed }: AlertShown, origin: string): Entry {
  const lines = courses.map((course) => `${course.title}, ${course.provider}: ${origin}${course.href}`);
  const rest = more > 0 ? [`and ${more} more: ${origin}${href}`] : [];
  return {
    id: `urn:uuid:${id}#${changed.getTime()}`,
    title: courses.length > 0 ? `${why}: ${text}` : text,
    url: origin + href,
    text: clean([courses.length > 0 ? `${why}.` : `${why}. ${text}`, ...lines, ...rest].join('\n')),
    updated: changed.toISOString(),
  };
}

/** XML 1.0 knows no control characters but these. */
function clean(text: string): string {
  return text.replace(/[^\t\n\r\P{Cc}]/gu, ' ');
}
