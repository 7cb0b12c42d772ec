/**
 * XCRI-CAP 1.2, the UK's course feed (BS EN 15982). Elements are read by namespace, courses one at a time. What the
 * specification lets an aggregator assume (full time, campus, daytime) is not assumed: it is not stated.
 */
import { clip } from '../../rules/text.js';
import { canonicalUrl } from '../../rules/urls.js';
import type { Format, OrganisationRef, Reading, Sample, Venue } from '../../schema.js';
import { readXml, type XmlNode } from '../readers/xml.js';
import { attributeOf, lineOfNode } from '../readers/xml-text.js';
import { readCourse } from './course.js';
import { CATALOG, isDeleted, line, typeOf } from './names.js';
import { placeOf } from './presentation.js';

/** Courses held back while their provider has not said its name yet. */
const MAX_HELD = 500;

export const xcriCap: Format = {
  name: 'xcri-cap',
  title: 'XCRI-CAP 1.2',
  recognise: ({ head }) => {
    if (!/^\s*</.test(head)) return 0;
    return /xmlns(:\w+)?\s*=\s*["']http:\/\/xcri\.org\/profiles\//.test(head) ? 0.98 : 0;
  },
  sourceOf,
  read,
};

function sourceOf({ head }: Sample): { key: string; name: string; url?: string } | undefined {
  const provider = head.slice(head.search(/<(\w+:)?(provider|course)[\s>]/));
  const address = />\s*(https?:\/\/[^\s<]+)\s*</.exec(provider)?.[1];
  const url = address && URL.canParse(address) ? new URL(address) : null;
  if (!url) return undefined;
  const key = url.hostname.replace(/^www\d?\./, '');
  return { key, name: `XCRI-CAP feed of ${key}`, url: url.origin };
}

async function* read(input: AsyncIterable<Uint8Array>): AsyncGenerator<Reading> {
  let provider = new Provider();
  const walkInto = (node: XmlNode, path: readonly string[]) =>
    CATALOG.has(node.uri) &&
    ((path.length === 0 && (node.local === 'catalog' || node.local === 'provider')) ||
      (path.length === 1 && path[0] === 'catalog' && node.local === 'provider'));
  const restartAt = (node: XmlNode) => node.local === 'course' && CATALOG.has(node.uri);
  for await (const unit of readXml(input, { walkInto, restartAt })) {
    if (unit.type === 'refused' || unit.type === 'note') yield unit;
    else if (unit.type === 'element') yield* provider.read(unit.node, unit.at);
    else if (unit.node.local === 'provider') {
      if (unit.type === 'close') yield* provider.close(unit.at);
      else {
        provider = new Provider();
        yield* openNotes(unit.node, unit.at);
      }
    } else if (unit.type === 'open') yield* catalogNotes(unit.node, unit.at);
  }
  yield* provider.release();
}

function* openNotes(node: XmlNode, at: string): Generator<Reading> {
  if (isDeleted(node)) yield { type: 'note', at, message: 'the feed marks this whole provider as deleted' };
}

function* catalogNotes(node: XmlNode, at: string): Generator<Reading> {
  const generated = attributeOf(node, 'generated');
  if (generated && Number.isNaN(Date.parse(generated))) {
    yield { type: 'note', at, message: `“${clip(generated, 60)}” is not the date on which the feed was made` };
  }
}

/** What is known of the provider that is being read, and the courses that wait for its name. */
class Provider {
  private name: string | undefined;
  private url: string | undefined;
  private readonly identifiers: { scheme: string; value: string }[] = [];
  private home: Venue | undefined;
  private courses = 0;
  private held: { node: XmlNode; at: string }[] = [];

  *read(node: XmlNode, at: string): Generator<Reading> {
    if (node.local !== 'course') {
      this.learn(node);
      if (this.name) yield* this.release();
      return;
    }
    this.courses += 1;
    this.held.push({ node, at });
    if (this.name || this.held.length >= MAX_HELD) yield* this.release();
  }

  private learn(node: XmlNode): void {
    const words = lineOfNode(node);
    if (node.local === 'title' && words) this.name ??= words;
    if (node.local === 'url' && words) this.url = canonicalUrl(words) ?? this.url;
    if (node.local === 'location') this.home = placeOf(node);
    if (node.local !== 'identifier' || !words) return;
    const scheme = typeOf(node);
    if (scheme) this.identifiers.push({ scheme: scheme.toLowerCase(), value: clip(words, 200) });
    else this.url ??= canonicalUrl(words) ?? undefined;
  }

  *close(at: string): Generator<Reading> {
    yield* this.release();
    const self = this.reference();
    if (this.courses === 0 && self) yield { type: 'organisation', at, record: self };
  }

  *release(): Generator<Reading> {
    const held = this.held;
    this.held = [];
    for (const { node, at } of held) {
      const provider = this.reference() ?? hostOf(node);
      if (provider) yield readCourse(node, at, provider, this.home);
      else yield { type: 'refused', at, reason: 'its provider has neither a title nor an address' };
    }
  }

  private reference(): OrganisationRef | null {
    const name = this.name ?? (this.url ? new URL(this.url).hostname : undefined);
    if (!name) return null;
    return {
      name: clip(name, 300),
      url: this.url,
      identifiers: this.identifiers.length > 0 ? this.identifiers : undefined,
    };
  }
}

/** A course that stands alone names no provider: the host of its address is all that is known. */
function hostOf(node: XmlNode): OrganisationRef | null {
  const url = canonicalUrl(line(node, 'url') ?? '') ?? canonicalUrl(line(node, 'identifier') ?? '');
  return url ? { name: new URL(url).hostname, url: new URL(url).origin } : null;
}
