import { h } from 'preact';
import { render } from 'preact-render-to-string';
import type { SearchItem } from '../schema.js';
import { CourseCard, whyHtml } from './course-card.js';

/** Draws a card to HTML for this day, keeping it as long as the item itself is kept. */
export function cardHtml(today: string): (item: SearchItem) => string {
  return (item) => cardBytes(item, today).toString();
}

const OPEN = Buffer.from('<li class="course-box">');

/**
 * The entries of a list as they are sent: cards that are drawn already, each with why it was found. As bytes they are put
 * together without being read again. `why` goes by the place in the list.
 */
export function listBytes(items: readonly SearchItem[], why: readonly (readonly string[])[], today: string): Buffer[] {
  return items.flatMap((item, at) => [OPEN, cardBytes(item, today), Buffer.from(`${whyHtml(why[at])}</li>`)]);
}

function cardBytes(item: SearchItem, today: string): Buffer {
  const known = drawn.get(item);
  if (known?.today === today) return known.bytes;
  const bytes = Buffer.from(render(h(CourseCard, { item, today })));
  drawn.set(item, { today, bytes });
  return bytes;
}

const drawn = new WeakMap<SearchItem, { today: string; bytes: Buffer }>();
