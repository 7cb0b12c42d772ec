import { h } from 'preact';
import { render } from 'preact-render-to-string';
import { narrowHtml } from '../../ui/index.js';
import type { SearchItem } from '../schema.js';
import { CourseCard } from './course-card.js';

/** Draws a card to HTML for this day, keeping it as long as the item itself is kept. */
export function cardHtml(today: string): (item: SearchItem) => string {
  return (item) => {
    const known = drawn.get(item);
    if (known?.today === today) return known.html;
    const html = narrowHtml(render(h(CourseCard, { item, today })));
    drawn.set(item, { today, html });
    return html;
  };
}

const drawn = new WeakMap<SearchItem, { today: string; html: string }>();
