/**
 * A step of a course: keeps where the learner is, how long the step is in use, their notes and reflections, so that nothing is lost when
 * a tab closes or a line breaks. What the server has not yet confirmed stays in this browser and is sent when it can be.
 * Without script the forms of the page do the same by their buttons.
 */

type Words = { text: string; base: number };
type Pending = {
  place?: { number: number; place: Record<string, number>; observed: number };
  note?: Words;
  reflection?: Words;
  done?: true;
};
type Kept = Record<string, Pending>;
type Kind = 'note' | 'reflection';

const KINDS: Record<Kind, string> = { note: 'notes', reflection: 'reflection' };
const EVERY_MS = 10_000;
const IDLE_MS = 60_000;
const AFTER_TYPING_MS = 1500;

const page = document.querySelector<HTMLElement>('[data-learn]');
if (page) learn(page);

function learn(page: HTMLElement): void {
  const store = `cairn-learn/${page.dataset.learn}`;
  const step = page.dataset.step ?? '';
  const serverNow = Number(page.dataset.now);
  const opened = performance.now();
  const said = page.querySelector<HTMLElement>('[data-kept]');
  const media = page.querySelector<HTMLMediaElement>('video, audio');
  let active = performance.now();
  let observed = 0;
  let sending = false;
  let typing: ReturnType<typeof setTimeout> | undefined;

  const kept = (): Kept => {
    try {
      return (JSON.parse(localStorage.getItem(store) ?? '{}') as Kept) ?? {};
    } catch {
      return {};
    }
  };
  const keep = (change: (all: Kept) => void): void => {
    const all = kept();
    change(all);
    for (const [address, one] of Object.entries(all)) if (Object.keys(one).length === 0) delete all[address];
    try {
      if (Object.keys(all).length === 0) localStorage.removeItem(store);
      else localStorage.setItem(store, JSON.stringify(all));
    } catch {
      // A browser that keeps nothing: what is written is sent all the same.
    }
  };
  /** What waits of this step. */
  const ownIn = (all: Kept): Pending => {
    const one = all[step] ?? {};
    all[step] = one;
    return one;
  };
  const number = (): number => Math.round(serverNow + performance.now() - opened);
  const formOf = (kind: Kind) => page.querySelector<HTMLFormElement>(`[data-writing=${kind}]`);
  const fieldOf = (form: HTMLFormElement) => form.elements.namedItem('text') as HTMLTextAreaElement;
  const baseOf = (form: HTMLFormElement) => form.elements.namedItem('base') as HTMLInputElement;

  const say = (words: string, where: Element | null | undefined = said): void => {
    if (!(where instanceof HTMLElement) || where.textContent === words) return;
    where.textContent = words;
    if (where === said) where.hidden = words === '';
  };
  const sayOf = (kind: Kind, words: string): void => say(words, formOf(kind)?.querySelector('[data-saved]'));

  // Where they are, and that they are there.
  const notePlace = (): void => {
    if (media && Number.isFinite(media.currentTime)) {
      setPlace({ seconds: Math.floor(media.currentTime) });
      return;
    }
    const way = document.documentElement.scrollHeight - innerHeight;
    setPlace({ share: way > 0 ? Math.min(1, Math.max(0, Math.round((scrollY / way) * 1000) / 1000)) : 0 });
  };
  const setPlace = (place: Record<string, number>): void => {
    const spent = Math.floor(observed);
    observed -= spent;
    keep((all) => {
      const one = ownIn(all);
      one.place = { number: number(), place, observed: (one.place?.observed ?? 0) + spent };
    });
  };
  const isInUse = (): boolean =>
    document.visibilityState === 'visible' &&
    ((media !== null && !media.paused && !media.ended) || performance.now() - active < IDLE_MS);
  setInterval(() => {
    if (isInUse()) observed += 1;
  }, 1000);
  for (const sign of ['pointerdown', 'pointermove', 'keydown', 'scroll', 'touchstart'])
    addEventListener(sign, () => (active = performance.now()), { passive: true });

  // What they write.
  for (const kind of Object.keys(KINDS) as Kind[]) {
    const form = formOf(kind);
    if (!form) continue;
    const waiting = kept()[step]?.[kind];
    if (waiting && waiting.text !== fieldOf(form).value) {
      fieldOf(form).value = waiting.text;
      baseOf(form).value = String(waiting.base);
      form.closest('details')?.setAttribute('open', '');
    }
    const write = (): void => {
      keep((all) => {
        ownIn(all)[kind] = { text: fieldOf(form).value, base: Number(baseOf(form).value) };
      });
      sayOf(kind, '');
    };
    form.addEventListener('input', () => {
      write();
      clearTimeout(typing);
      typing = setTimeout(() => void send(), AFTER_TYPING_MS);
    });
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      write();
      sayOf(kind, 'Saving…');
      void send();
    });
  }

  // Done: on a line that is broken it is kept, and said later.
  const done = page.querySelector<HTMLFormElement>('form[action$="/done"]');
  done?.addEventListener('submit', (event) => {
    if (navigator.onLine) return;
    event.preventDefault();
    keep((all) => {
      ownIn(all).done = true;
    });
    say('Done is kept in this browser. It will be saved when you are online again.');
  });

  const put = (address: string, body: unknown, method = 'PUT'): Promise<Response> => {
    const text = JSON.stringify(body);
    const headers = { 'content-type': 'application/json', accept: 'application/json' };
    // A browser sends only so much for a page that is gone.
    return fetch(address, { method, body: text, headers, keepalive: text.length < 20_000 });
  };

  /** Sends what waits, of this step and of others. What is confirmed is forgotten here, unless it changed meanwhile. */
  const send = async (): Promise<void> => {
    if (sending) return;
    sending = true;
    try {
      for (const [address, one] of Object.entries(kept())) if (!(await sendStep(address, one))) return;
      if (said && !said.dataset.firm) say('');
    } catch (error) {
      // A browser throws a TypeError where nothing answers; what we throw ourselves is an answer of a site that is busy or down.
      const [what, when] =
        error instanceof TypeError
          ? ['You are offline', 'when you are online again']
          : ['This site is busy', 'as soon as it answers'];
      say(`${what}. What you do is kept in this browser and will be saved ${when}.`);
      for (const kind of Object.keys(KINDS) as Kind[]) if (kept()[step]?.[kind]) sayOf(kind, `Will be saved ${when}.`);
    } finally {
      sending = false;
    }
  };

  const sendStep = async (address: string, one: Pending): Promise<boolean> => {
    for (const kind of Object.keys(KINDS) as Kind[]) {
      const words = one[kind];
      if (words && !(await sendWords(address, kind, words))) return false;
    }
    if (one.place) {
      const { place } = one;
      const answer = await put(`${address}/place`, place);
      if (isRefused(answer)) return false;
      keep((all) => {
        const left = all[address]?.place;
        if (!left) return;
        if (left.number === place.number) delete all[address]!.place;
        else left.observed = Math.max(0, left.observed - place.observed);
      });
    }
    if (one.done) {
      const answer = await put(`${address}/done`, {}, 'POST');
      if (isRefused(answer)) return false;
      keep((all) => delete all[address]?.done);
      if (address === step) {
        const { next } = (await answer.json().catch(() => ({}))) as { next?: string };
        if (next) location.assign(next);
      }
    }
    return true;
  };

  const sendWords = async (address: string, kind: Kind, words: Words): Promise<boolean> => {
    const answer = await put(`${address}/${KINDS[kind]}`, words);
    const form = address === step ? formOf(kind) : null;
    if (answer.status === 409) {
      const theirs = (await answer.json()) as { text: string; saves: number };
      // Of another step it waits until that step is open, where both can be shown.
      if (!form) return true;
      showBoth(form, theirs);
      sayOf(kind, 'Not saved yet: you wrote something else meanwhile.');
      keep((all) => {
        const left = all[address]?.[kind];
        if (left) left.base = theirs.saves;
      });
      return true;
    }
    if (isRefused(answer)) return false;
    if (!answer.ok) {
      sayOf(kind, 'This could not be saved. It may be too long. It is kept in this browser.');
      return true;
    }
    const { saves } = (await answer.json()) as { saves: number };
    keep((all) => {
      const left = all[address]?.[kind];
      if (!left) return;
      if (left.text === words.text) delete all[address]![kind];
      else left.base = saves;
    });
    if (form) {
      baseOf(form).value = String(saves);
      sayOf(kind, kept()[address]?.[kind] ? 'Saving…' : 'Saved');
    }
    return true;
  };

  /** Nothing is written over: what came from the other device is shown beside, and the next save is a choice. */
  const showBoth = (form: HTMLFormElement, theirs: { text: string; saves: number }): void => {
    const box = form.querySelector<HTMLElement>('[data-theirs]');
    const quote = box?.querySelector('blockquote');
    if (!box || !quote) return;
    quote.textContent = theirs.text;
    box.hidden = false;
    baseOf(form).value = String(theirs.saves);
  };

  /** Signed out meanwhile, or the server is down: everything stays here. */
  const isRefused = (answer: Response): boolean => {
    if (answer.status === 401) {
      sayFirmly('You are signed out. What you wrote is kept in this browser: sign in again, and it is saved.');
      return true;
    }
    if (answer.status >= 500 || answer.status === 429) throw new Error(String(answer.status));
    return false;
  };
  const sayFirmly = (words: string): void => {
    if (!said || said.dataset.firm) return;
    said.dataset.firm = 'yes';
    say(`${words} `);
    const link = document.createElement('a');
    link.href = `/sign-in?next=${encodeURIComponent(location.pathname)}`;
    link.textContent = 'Sign in';
    said.append(link);
  };

  const goOnHere = (): void => {
    const { share } = JSON.parse(page.dataset.place ?? '{}') as { share?: number };
    if (media || share === undefined || share < 0.05 || share > 0.95 || location.hash !== '' || !said) return;
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'btn btn-line';
    button.textContent = 'Go on where you stopped reading';
    button.addEventListener('click', () => {
      const way = document.documentElement.scrollHeight - innerHeight;
      scrollTo({ top: way * share });
      button.remove();
    });
    said.before(button);
  };

  const leave = (): void => {
    notePlace();
    void send();
  };
  setInterval(() => {
    if (document.visibilityState !== 'visible') return;
    notePlace();
    void send();
  }, EVERY_MS);
  document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && leave());
  addEventListener('pagehide', leave);
  addEventListener('online', () => void send());
  addEventListener('offline', () => void send());
  goOnHere();
  void send();
}
