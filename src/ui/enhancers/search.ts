/**
 * Makes the search answer at once: a change of any control, and any link to another state of the same search, fetches the
 * same page and swaps the parts that differ. The address, back and forward work as they do without script; the number found
 * is announced; a failure keeps everything and offers to try again.
 */

const REGIONS = ['filters', 'results'];
const form = document.getElementById('filters');
const announce = document.getElementById('announce');
let running: AbortController | undefined;
/** The search that the page shows or is about to show, without its fragment. */
let shown = location.pathname + location.search;

if (form instanceof HTMLFormElement && announce) {
  document.documentElement.dataset.live = '';
  countOnButton();
  listen(form);
  // The first entry must be known as one of ours, so that going back to it swaps rather than shows the old page's controls.
  history.replaceState({ search: true }, '');
}

function listen(form: HTMLFormElement): void {
  document.addEventListener('change', (event) => {
    const control = event.target as HTMLInputElement;
    if (control.form === form && control.type !== 'search') show(addressOf(form), true);
  });
  document.addEventListener('submit', (event) => {
    if (event.target !== form) return;
    event.preventDefault();
    show(addressOf(form), true);
    if (event.submitter?.closest('.done')) closePanel();
  });
  document.addEventListener('click', (event) => {
    const link = (event.target as Element).closest('a');
    if (!link || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey)
      return;
    if (link.origin !== location.origin || link.pathname !== form.action.replace(location.origin, '')) return;
    if (link.hash && link.search === location.search) return;
    event.preventDefault();
    show(link.pathname + link.search, true, Boolean(link.closest('.pager')));
  });
  addEventListener('popstate', () => {
    const address = location.pathname + location.search;
    if (new URL(form.action).pathname === location.pathname && address !== shown) show(address, false);
  });
}

/** The form's address without what was left empty or stands at its default. */
function addressOf(form: HTMLFormElement): string {
  const asked = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === 'string' && value.trim() !== '' && !standsAtDefault(form, name, value))
      asked.append(name, value);
  }
  const search = asked.toString();
  return new URL(form.action).pathname + (search === '' ? '' : `?${search}`);
}

function standsAtDefault(form: HTMLFormElement, name: string, value: string): boolean {
  const empty = (field: string) => (form.elements.namedItem(field) as HTMLInputElement | null)?.value.trim() === '';
  if (name === 'sort') return value === 'relevance';
  if (name === 'currency') return value === 'GBP' || empty('priceMax');
  if (name === 'withinKm') return empty('near');
  return name === 'creditScheme' && (value === 'ECTS' || (empty('creditMin') && empty('creditMax')));
}

async function show(address: string, push: boolean, toTop = false): Promise<void> {
  running?.abort();
  const mine = new AbortController();
  running = mine;
  const results = document.getElementById('results') as HTMLElement;
  results.setAttribute('aria-busy', 'true');
  if (push && address !== shown) history.pushState({ search: true }, '', address);
  shown = address;
  const slow = setTimeout(() => say('Loading courses'), 700);
  try {
    const answer = await fetch(address, { signal: mine.signal, headers: { accept: 'text/html' } });
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    if (!page.getElementById('results')) throw new Error(String(answer.status));
    swap(page);
    say(document.getElementById('count')?.textContent ?? '');
    if (toTop) focusResults();
  } catch {
    if (mine.signal.aborted) return;
    failed(results, address);
  } finally {
    clearTimeout(slow);
    if (running === mine) results.removeAttribute('aria-busy');
  }
}

/** Puts the new regions in place of the old, keeping the focus, what is folded open, and what is typed but not yet sent. */
function swap(page: Document): void {
  const focused = document.activeElement;
  const key = focused instanceof HTMLElement ? keyOf(focused) : null;
  const open = new Map<string, boolean>();
  for (const details of document.querySelectorAll<HTMLDetailsElement>('details[data-facet]')) {
    open.set(details.dataset.facet as string, details.open);
  }
  const scrolled = form?.scrollTop ?? 0;
  for (const id of REGIONS) {
    const old = document.getElementById(id);
    const fresh = page.getElementById(id);
    if (old && fresh) old.replaceChildren(...fresh.childNodes);
  }
  for (const details of document.querySelectorAll<HTMLDetailsElement>('details[data-facet]')) {
    const was = open.get(details.dataset.facet as string);
    if (was !== undefined) details.open = was || details.open;
  }
  const heading = page.querySelector('h1');
  document.querySelector('h1')?.replaceChildren(...(heading?.childNodes ?? []));
  const box = document.querySelector<HTMLInputElement>('input[type=search][form=filters]');
  const asked = page.querySelector<HTMLInputElement>('input[type=search][form=filters]');
  if (box && asked && box !== focused) box.value = asked.getAttribute('value') ?? '';
  document.title = page.title;
  if (form) form.scrollTop = scrolled;
  if (key && document.activeElement === document.body) find(key)?.focus({ preventScroll: true });
  countOnButton();
  document.dispatchEvent(new Event('cairn:swapped'));
}

type Key = { tag: string; name: string; value: string; href: string; id: string };

function keyOf(element: HTMLElement): Key {
  const { name = '', value = '', type } = element as HTMLInputElement;
  const byValue = type === 'checkbox' || type === 'radio';
  return {
    tag: element.tagName,
    name,
    value: byValue ? value : '',
    href: element.getAttribute('href') ?? element.closest('details')?.dataset.facet ?? '',
    id: element.id,
  };
}

function find(key: Key): HTMLElement | null {
  if (key.id) return document.getElementById(key.id);
  for (const element of document.querySelectorAll<HTMLElement>(key.tag)) {
    const other = keyOf(element);
    if (other.name === key.name && other.value === key.value && other.href === key.href) return element;
  }
  // A chip that is gone takes the focus with it: the list's head is the nearest place that says what is left.
  return document.getElementById('results');
}

function failed(results: HTMLElement, address: string): void {
  results.querySelector('.state-live')?.remove();
  const state = document.createElement('div');
  state.className = 'state state-error state-live';
  const title = document.createElement('h3');
  title.textContent = 'We could not load the courses';
  const words = document.createElement('p');
  words.className = 'small quiet';
  words.textContent = 'Your filters are kept. The list below is from before your last change.';
  const again = document.createElement('a');
  again.className = 'act';
  again.href = address;
  again.textContent = 'Try again';
  state.append(title, words, again);
  results.prepend(state);
  say('We could not load the courses. Your filters are kept.');
}

/** On a phone the panel is open while it is the page's target, and only a step to another fragment ends that. */
function closePanel(): void {
  location.replace('#results');
  focusResults();
}

function focusResults(): void {
  const results = document.getElementById('results');
  results?.focus({ preventScroll: true });
  results?.scrollIntoView({ block: 'start' });
}

function say(words: string): void {
  if (announce) announce.textContent = words;
}

/** "Show 87 courses" is true only where the count follows each tick, so the number comes with this script. */
function countOnButton(): void {
  const place = document.querySelector('[data-count]');
  const count = document.getElementById('count')?.textContent;
  if (place && count) place.textContent = `Show ${count}`;
}
