/** Names of files: what they are kept under, and how a course speaks of them. */
import { slugOf } from '../../../catalogue/index.js';
import { MEDIA_TYPES, type MediaType } from '../../schema/media.js';

/** A name for a file by what it was called and what it is: `Ward Round.MP4` → `ward-round.mp4`. */
export function mediaNameFor(called: string, type: MediaType): string {
  const [ending] = MEDIA_TYPES[type];
  const plain = called.toLowerCase();
  const own = MEDIA_TYPES[type].find((one) => plain.endsWith(`.${one}`));
  // What is a good name already stays as it is, so that a folder of files keeps its references.
  if (own && /^[a-z0-9][a-z0-9._-]{0,99}$/.test(plain)) return plain;
  const stem = slugOf(called.replace(/\.[A-Za-z0-9]{1,5}$/, '')) || 'file';
  return `${stem.slice(0, 80)}.${own ?? ending}`;
}

/** The next name where one is taken by other bytes: `plan.png` → `plan-2.png`. */
export function numberedName(name: string, number: number): string {
  const dot = name.lastIndexOf('.');
  return `${name.slice(0, dot)}-${number}${name.slice(dot)}`;
}

/** The content with files spoken of by the names under which they were kept. */
export function withMediaNames<T>(content: T, names: ReadonlyMap<string, string>): T {
  const changed = [...names].filter(([from, to]) => from !== to);
  if (changed.length === 0) return content;
  const kept = new Map(changed);
  const rename = (text: string): string =>
    text.replace(/\bmedia:([a-z0-9][a-z0-9._-]{0,99})/g, (whole, name: string) => {
      // A name in running words may be followed by the full stop of its sentence.
      const bare = name.replace(/[._-]+$/, '');
      const to = kept.get(name);
      if (to !== undefined) return `media:${to}`;
      const toBare = kept.get(bare);
      return toBare === undefined ? whole : `media:${toBare}${name.slice(bare.length)}`;
    });
  const walk = (value: unknown): unknown => {
    if (typeof value === 'string') return rename(value);
    if (Array.isArray(value)) return value.map(walk);
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, walk(inner)]));
  };
  return walk(content) as T;
}
