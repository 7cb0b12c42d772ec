/**
 * An attempt at a quiz: answers are saved as one goes, kept in this browser while there is no connection, and sent when it is back; time
 * that runs out is shown; lines are put in order by buttons. Without it the same form saves by its button, and the server's clock
 * alone counts either way.
 */

type Kept = { body: string; number: number };
type Reply = { state: 'saved' | 'older' | 'elsewhere' | 'ended' | 'check'; number: number };

const PAUSE_MS = 800;
const AGAIN_MS = 5000;
/** Minutes that are read aloud as they come. */
const SAID = [10, 5, 1];

const form = document.querySelector<HTMLFormElement>('form[data-quiz]');
if (form) void keepAnswers(form);
const ended = document.querySelector<HTMLElement>('[data-quiz-ended]');
if (ended) forget(nameOf(ended.dataset.quizEnded));
for (const list of document.querySelectorAll<HTMLElement>('[data-order]')) arrange(list);
if (form?.dataset.left !== undefined) countDown(form, Number(form.dataset.left));

async function keepAnswers(form: HTMLFormElement): Promise<void> {
  const address = `${form.dataset.quiz}/answers`;
  const name = nameOf(form.dataset.quiz);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let sending = false;

  const before = read(name);
  if (before) {
    const reply = await send(address, before.body);
    if (reply) forget(name);
    if (reply?.state === 'saved') return location.reload();
    say(form, reply ? 'Answers that waited in this browser were older than those shown here.' : OFFLINE, !reply);
    if (!reply) again();
  }

  const change = () => {
    const number = field(form, 'number');
    write(name, { body: bodyOf(form), number: Number(number.value) });
    number.value = String(Number(number.value) + 1);
    clearTimeout(timer);
    timer = setTimeout(flush, PAUSE_MS);
  };
  form.addEventListener('input', change);
  form.addEventListener('arranged', change);
  form.addEventListener('submit', () => clearTimeout(timer));
  addEventListener('online', () => void flush());
  addEventListener('pagehide', () => void flush());
  document.addEventListener('visibilitychange', () => void (document.hidden && flush()));

  async function flush(): Promise<void> {
    const kept = read(name);
    if (!kept || sending) return;
    sending = true;
    const reply = await send(address, kept.body);
    sending = false;
    if (!reply) return again();
    if (read(name)?.number === kept.number) forget(name);
    tell(form as HTMLFormElement, reply);
    if (read(name)) void flush();
  }

  function again(): void {
    say(form as HTMLFormElement, OFFLINE, true);
    clearTimeout(timer);
    timer = setTimeout(flush, AGAIN_MS);
  }
}

const OFFLINE =
  'Not saved yet: there is no connection, or you were signed out. Your answers are kept in this browser and sent when it is back.';

const ELSEWHERE =
  'You saved other answers on another page or device. Load this page again to see them; nothing was written over.';

function tell(form: HTMLFormElement, { state }: Reply): void {
  const time = new Date().toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
  if (state === 'ended') location.reload();
  else if (state === 'saved') say(form, `Saved at ${time}.`, false);
  else say(form, ELSEWHERE, true);
}

/** What is wrong is read aloud; that all is well is only shown. */
function say(form: HTMLFormElement, words: string, isWrong: boolean): void {
  const place = form.querySelector<HTMLElement>('[data-kept]');
  if (!place) return;
  place.hidden = false;
  place.setAttribute('role', isWrong ? 'alert' : 'presentation');
  place.classList.toggle('quiz-unsaved', isWrong);
  if (place.textContent !== words) place.textContent = words;
}

/** Null: it did not arrive, or nobody is signed in any more. */
async function send(address: string, body: string): Promise<Reply | null> {
  try {
    const answer = await fetch(address, {
      method: 'POST',
      body: new URLSearchParams(body),
      headers: { accept: 'application/json' },
      keepalive: true,
      redirect: 'error',
    });
    return answer.ok ? ((await answer.json()) as Reply) : null;
  } catch {
    return null;
  }
}

/** What waits is kept under the attempt's own address. */
function nameOf(address = ''): string {
  return `cairn-learn/quiz:${address}`;
}

function bodyOf(form: HTMLFormElement): string {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') body.append(name, value);
  return body.toString();
}

function field(form: HTMLFormElement, name: string): HTMLInputElement {
  return form.elements.namedItem(name) as HTMLInputElement;
}

function read(name: string): Kept | null {
  try {
    return JSON.parse(localStorage.getItem(name) ?? 'null') as Kept | null;
  } catch {
    return null;
  }
}

function write(name: string, kept: Kept): void {
  try {
    localStorage.setItem(name, JSON.stringify(kept));
  } catch {
    // A browser that keeps nothing still sends.
  }
}

function forget(name: string): void {
  try {
    localStorage.removeItem(name);
  } catch {
    // Nothing was kept.
  }
}

/** Shown beside the time of day; can be put away; said aloud three times and at the end. */
function countDown(form: HTMLFormElement, seconds: number): void {
  const place = form.querySelector<HTMLElement>('.quiz-time');
  if (!place) return;
  const ends = performance.now() + seconds * 1000;
  const shown = document.createElement('p');
  const said = Object.assign(document.createElement('p'), { className: 'sr' });
  said.setAttribute('role', 'status');
  const hide = Object.assign(document.createElement('button'), { type: 'button', className: 'btn btn-line' });
  hide.textContent = 'Hide the time left';
  hide.addEventListener('click', () => {
    shown.hidden = !shown.hidden;
    hide.textContent = shown.hidden ? 'Show the time left' : 'Hide the time left';
  });
  place.append(shown, hide, said);
  const tick = () => {
    const left = Math.max(0, Math.ceil((ends - performance.now()) / 1000));
    const minutes = Math.ceil(left / 60);
    shown.textContent = `Time left: ${left > 90 ? `${minutes} minutes` : `${left} seconds`}`;
    if (SAID.includes(minutes) && left === minutes * 60) said.textContent = `${minutes} minutes left`;
    if (left === 0) return void setTimeout(() => location.reload(), 1500);
    setTimeout(tick, 1000);
  };
  tick();
}

/** Buttons that move a line up or down; the numbers follow. */
function arrange(list: HTMLElement): void {
  const lines = () => [...list.querySelectorAll<HTMLElement>(':scope > li')];
  const numberOf = (line: HTMLElement) => line.querySelector('select') as HTMLSelectElement;
  const sorted = lines().every((line) => numberOf(line).value !== '');
  if (sorted) list.append(...lines().sort((one, other) => Number(numberOf(one).value) - Number(numberOf(other).value)));
  const move = (line: HTMLElement, by: -1 | 1) => {
    const all = lines();
    const other = all[all.indexOf(line) + by];
    if (!other) return;
    if (by < 0) other.before(line);
    else other.after(line);
    for (const [index, each] of lines().entries()) numberOf(each).value = String(index + 1);
    list.dispatchEvent(new Event('arranged', { bubbles: true }));
  };
  for (const line of lines()) {
    const words = line.querySelector('label')?.textContent ?? '';
    const buttons = Object.assign(document.createElement('span'), { className: 'question-moves' });
    for (const [by, sign, label] of [
      [-1, '↑', 'Move up'],
      [1, '↓', 'Move down'],
    ] as const) {
      const button = Object.assign(document.createElement('button'), {
        type: 'button',
        className: 'btn btn-line',
        textContent: sign,
      });
      button.setAttribute('aria-label', `${label}: ${words}`);
      button.addEventListener('click', () => {
        move(line, by);
        button.focus();
      });
      buttons.append(button);
    }
    line.append(buttons);
  }
}
