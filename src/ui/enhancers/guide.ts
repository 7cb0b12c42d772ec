/**
 * The guide. On the questions it counts what is answered. On the shortlist it ranks again as a slider moves, by asking the
 * server the same as the button would, so that no order is shown that the server would not give. Going back to a shortlist
 * asks again with the answers that this tab keeps: they are in no address, and gone with the tab.
 */

const STORE = 'cairn.guide';
const REGIONS = ['picks', 'changes'];
const PAUSE_MS = 150;
const questions = document.getElementById('questions');
const answers = document.getElementById('answers');

if (questions instanceof HTMLFormElement) {
  if (history.state?.guide === 'result' && !isFresh()) comeBack();
  else count(questions);
}
if (answers instanceof HTMLFormElement) keepAnswers(answers);

/** Sent for by a link or an address: a browser may keep what it knew of a page at the same address. */
function isFresh(): boolean {
  const [way] = performance.getEntriesByType('navigation');
  const fresh = (way as PerformanceNavigationTiming | undefined)?.type === 'navigate';
  if (fresh) history.replaceState(null, '');
  return fresh;
}

function count(form: HTMLFormElement): void {
  const place = form.querySelector<HTMLElement>('[data-progress-of]');
  const parts = [...form.querySelectorAll<HTMLElement>('[data-question]')];
  const draw = () => {
    for (const part of parts) part.dataset.question = isAnswered(part) ? 'answered' : '';
    const done = parts.filter((part) => part.dataset.question !== '').length;
    const words = `${done} of ${parts.length} answered`;
    if (place && place.textContent !== words) place.textContent = words;
  };
  form.addEventListener('input', draw);
  addEventListener('pageshow', draw);
}

/** Whether a question says something: what stands beside an answer (a currency, a “must”) says nothing alone. */
function isAnswered(part: HTMLElement): boolean {
  return [...part.querySelectorAll<HTMLInputElement>('input, select, textarea')].some(
    ({ type, name, value, checked }) => {
      if (type === 'hidden' || /\.(hard|currency|scheme|km)$/.test(name) || name.startsWith('goals.gap')) return false;
      return type === 'checkbox' ? checked : value.trim() !== '';
    },
  );
}

/** A page that was sent for by a form is lost when one comes back to it: its answers are kept, and sent again. */
function keepAnswers(form: HTMLFormElement): void {
  keep(form);
  history.replaceState({ guide: 'result' }, '', '/guide');
  live(form);
}

function keep(form: HTMLFormElement): void {
  try {
    const { page } = form.dataset;
    const fields = [...fieldsOf(form), ...(page === undefined ? [] : [['page', page]])];
    sessionStorage.setItem(STORE, new URLSearchParams(fields).toString());
  } catch {
    // Storage may be switched off: then one answers again.
  }
}

function fieldsOf(form: HTMLFormElement): [string, string][] {
  return [...new FormData(form)].filter((field): field is [string, string] => typeof field[1] === 'string');
}

function comeBack(): void {
  const kept = sessionStorage.getItem(STORE);
  if (!kept) return;
  const form = document.createElement('form');
  form.method = 'post';
  form.action = '/guide';
  form.hidden = true;
  for (const [name, value] of new URLSearchParams(kept)) {
    const field = document.createElement('input');
    field.name = name;
    field.value = value;
    field.type = 'hidden';
    form.append(field);
  }
  document.body.append(form);
  form.submit();
}

function live(form: HTMLFormElement): void {
  const panel = document.querySelector<HTMLElement>('[data-weigh]');
  if (!panel) return;
  panel.dataset.live = '';
  let timer: number | undefined;
  panel.addEventListener('input', () => {
    share(panel);
    clearTimeout(timer);
    timer = window.setTimeout(() => void rank(form), PAUSE_MS);
  });
}

/** What each slider counts for, beside it. */
function share(panel: HTMLElement): void {
  const sliders = [...panel.querySelectorAll<HTMLInputElement>('input[type=range]')];
  const sum = sliders.reduce((total, { valueAsNumber }) => total + valueAsNumber, 0);
  for (const slider of sliders) {
    const part = sum > 0 ? slider.valueAsNumber / sum : 1 / sliders.length;
    const words = `${Math.round(part * 100)}%`;
    slider.setAttribute('aria-valuetext', words);
    const output = panel.querySelector(`output[for="${slider.id}"]`);
    if (output) output.textContent = words;
  }
}

let running: AbortController | undefined;

async function rank(form: HTMLFormElement): Promise<void> {
  running?.abort();
  const mine = new AbortController();
  running = mine;
  const picks = document.getElementById('picks');
  picks?.setAttribute('aria-busy', 'true');
  try {
    const body = new URLSearchParams(fieldsOf(form));
    const answer = await fetch('/guide', { method: 'POST', body, signal: mine.signal });
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    if (!page.getElementById('picks')) throw new Error(String(answer.status));
    move(() => swap(page));
    delete form.dataset.page;
    keep(form);
    say(`Ranked again. First: ${document.querySelector('#picks h2')?.textContent ?? 'none'}.`);
  } catch {
    if (!mine.signal.aborted)
      say('That could not be ranked again. The list is as it was; try again in a moment.', true);
  } finally {
    if (running === mine) picks?.removeAttribute('aria-busy');
  }
}

/** Courses glide to their new places, where one may see movement. */
function move(change: () => void): void {
  const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
  if (isStill || typeof document.startViewTransition !== 'function') change();
  else document.startViewTransition(change);
}

function swap(page: Document): void {
  for (const id of REGIONS) {
    const fresh = page.getElementById(id);
    if (fresh) document.getElementById(id)?.replaceChildren(...fresh.childNodes);
  }
  const headline = page.getElementById('headline')?.textContent;
  const heading = document.getElementById('headline');
  if (heading && headline) heading.textContent = headline;
}

function say(words: string, visibly = false): void {
  const announce = document.getElementById('announce');
  if (!announce) return;
  announce.textContent = words;
  announce.classList.toggle('sr', !visibly);
}
