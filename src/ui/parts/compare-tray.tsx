import { drawnOnce } from './drawn-once.js';

/** Without script the form sends the ticked courses; with it, the tray remembers them from page to page and counts them. */
export function CompareTray() {
  return <aside class="tray" aria-label="Chosen to compare" dangerouslySetInnerHTML={tray({})} />;
}

const tray = drawnOnce(
  () => (
    <form class="wrap row" id="compare" action="/compare" data-compare>
      <span class="small" data-chosen>
        Tick up to four courses to compare them.
      </span>
      <span class="row">
        <button class="btn btn-line" type="button" data-clear hidden>
          Clear
        </button>
        <button class="btn" type="submit">
          Compare
        </button>
      </span>
    </form>
  ),
  () => [],
);
