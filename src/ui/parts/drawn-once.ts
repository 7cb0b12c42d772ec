/** Parts of a page that are the same on most of them. */
import type { JSX } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { narrowHtml } from './html-text.js';

const STATES = 200;

/**
 * Draws a part of a page once for each state of what it shows, and keeps the HTML of the first 200: fields that nobody has
 * filled in look the same on every page. `stateOf` names all that the part depends on.
 */
export function drawnOnce<Props>(
  draw: (props: Props) => JSX.Element,
  stateOf: (props: Props) => readonly unknown[],
): (props: Props) => { __html: string } {
  const drawn = new Map<string, { __html: string }>();
  return (props) => {
    const state = JSON.stringify(stateOf(props));
    const known = drawn.get(state);
    if (known !== undefined) return known;
    const html = { __html: narrowHtml(renderToString(draw(props))) };
    if (drawn.size < STATES) drawn.set(state, html);
    return html;
  };
}
