/**
 * A form with `data-draft`: its words are saved at that address while one writes, and kept in this browser until the server has them, so
 * that a closed tab or a broken line loses nothing. Files go with the form's own buttons.
 */

type Draft = { words: string; saves: number; number: number };

const AFTER_TYPING_MS = 1500;
const AGAIN_MS = 15_000;

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-draft]')) draft(form);

function draft(form: HTMLFormElement): void {
  const address = form.dataset.draft ?? '';
  const store = `cairn-draft${address}`;
  const field = form.elements.namedItem('words') as HTMLTextAreaElement;
  const textOf = (name: string) => (form.elements.namedItem(name) as HTMLInputElement | null)?.value ?? '';
  const isTicked = (name: string) => (form.elements.namedItem(name) as HTMLInputElement | null)?.checked ?? false;
  const number = Number(textOf('number'));
  let timer: ReturnType<typeof setTimeout> | undefined;
  let sending = false;
  let stopped = false;
  /** What this browser kept is set beside what was saved elsewhere meanwhile, never refused for it. */
  let isKept = false;

  const say = (words: string) => {
    const said = form.querySelector('[data-saved]');
    if (said && said.textContent !== words) said.textContent = words;
  };
  const read = (): Draft | null => {
    try {
      return JSON.parse(localStorage.getItem(store) ?? 'null') as Draft | null;
    } catch {
      return null;
    }
  };
  const keep = (): void => {
    try {
      localStorage.setItem(store, JSON.stringify({ words: field.value, saves: Number(textOf('saves')), number }));
    } catch {
      // A browser that keeps nothing: what is written is sent all the same.
    }
  };
  const forget = (): void => {
    try {
      localStorage.removeItem(store);
    } catch {
      // There was nothing to forget.
    }
  };

  const send = async (): Promise<void> => {
    if (sending || stopped) return;
    sending = true;
    clearTimeout(timer);
    const words = field.value;
    const body = JSON.stringify({
      words,
      number,
      saves: Number(textOf('saves')),
      integrity: isTicked('integrity'),
      peers: isTicked('peers'),
      kept: isKept,
    });
    try {
      const headers = { 'content-type': 'application/json', accept: 'application/json' };
      // A browser sends only so much for a page that is gone.
      const answer = await fetch(address, { method: 'PUT', body, headers, keepalive: body.length < 20_000 });
      await told(answer, words);
    } catch {
      say('You are offline. Your words are kept in this browser and will be saved when you are online again.');
      timer = setTimeout(() => void send(), AGAIN_MS);
    } finally {
      sending = false;
    }
  };

  const told = async (answer: Response, words: string): Promise<void> => {
    if (answer.ok) {
      const { saves, words: count } = (await answer.json()) as { saves: number; words: number };
      (form.elements.namedItem('saves') as HTMLInputElement).value = String(saves);
      const shown = form.querySelector('[data-count]');
      if (shown)
        shown.textContent = `${count.toLocaleString('en-GB')} ${count === 1 ? 'word' : 'words'} when last saved.`;
      isKept = false;
      if (field.value === words) {
        forget();
        say('Saved.');
      } else timer = setTimeout(() => void send(), AFTER_TYPING_MS);
      return;
    }
    if (answer.status >= 500 || answer.status === 429) {
      say('Not saved yet. Your words are kept in this browser; we try again.');
      timer = setTimeout(() => void send(), AGAIN_MS);
      return;
    }
    stopped = true;
    say(
      answer.status === 401
        ? 'You are signed out. Your words are kept in this browser: sign in in another tab, then press “Save draft”.'
        : 'This was changed in another tab or on another device. Press “Save draft”: both are kept.',
    );
  };

  const before = read();
  if (before && before.number === number && before.words !== field.value) {
    field.value = before.words;
    isKept = before.saves !== Number(textOf('saves'));
    say('Words that were not saved are back.');
    void send();
  } else if (before) forget();

  form.addEventListener('input', () => {
    keep();
    clearTimeout(timer);
    timer = setTimeout(() => void send(), AFTER_TYPING_MS);
  });
  form.addEventListener('submit', () => clearTimeout(timer));
  addEventListener('online', () => read() && void send());
  addEventListener('pagehide', () => {
    if (read()) void send();
  });
}
