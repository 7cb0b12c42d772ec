/**
 * The tray of courses to compare: remembers what is ticked from page to page (in this tab only), counts it, and stops at
 * four. Without script the ticks of one page are sent as they are.
 */

const MOST = 4;
const STORE = 'cairn.compare';
const tray = document.querySelector<HTMLFormElement>('form[data-compare]');

if (tray) {
  draw();
  document.addEventListener('cairn:swapped', draw);
  addEventListener('pageshow', draw);
  document.addEventListener('change', (event) => {
    const tick = event.target as HTMLInputElement;
    if (tick.type === 'checkbox' && tick.form === tray) choose(tick);
  });
  tray.querySelector('[data-clear]')?.addEventListener('click', () => {
    keep([]);
    draw();
    say('Nothing is chosen to compare.');
    document.getElementById('results')?.focus({ preventScroll: true });
  });
  tray.addEventListener('submit', (event) => {
    event.preventDefault();
    const chosen = kept();
    if (chosen.length > 0)
      location.href = `/compare?${chosen.map((one) => `course=${encodeURIComponent(one)}`).join('&')}`;
  });
}

// On the comparison itself, what is taken out of the table is taken out of the tray too.
for (const link of document.querySelectorAll<HTMLAnchorElement>('a[data-take-out]')) {
  link.addEventListener('click', () => keep(kept().filter((one) => one !== link.dataset.takeOut)));
}

function choose(tick: HTMLInputElement): void {
  const others = kept().filter((one) => one !== tick.value);
  if (tick.checked && others.length >= MOST) {
    tick.checked = false;
    say('Four courses are chosen already. Take one out first.', true);
    return;
  }
  keep(tick.checked ? [...others, tick.value] : others);
  draw();
  say(`${kept().length} of ${MOST} chosen to compare.`);
}

function draw(): void {
  const chosen = kept();
  for (const tick of document.querySelectorAll<HTMLInputElement>('input[form=compare]')) {
    tick.checked = chosen.includes(tick.value);
  }
  const place = tray?.querySelector('[data-chosen]');
  if (place) place.textContent = `${chosen.length} of ${MOST} chosen to compare`;
  tray?.querySelector('[data-clear]')?.toggleAttribute('hidden', chosen.length === 0);
  tray?.parentElement?.toggleAttribute('hidden', chosen.length === 0);
}

function kept(): string[] {
  try {
    const value: unknown = JSON.parse(sessionStorage.getItem(STORE) ?? '[]');
    return Array.isArray(value) ? value.filter((one) => typeof one === 'string').slice(0, MOST) : [];
  } catch {
    return [];
  }
}

function keep(chosen: string[]): void {
  try {
    sessionStorage.setItem(STORE, JSON.stringify(chosen));
  } catch {
    // Storage may be switched off: the ticks of this page still count, as without script.
  }
}

function say(words: string, visibly = false): void {
  const announce = document.getElementById('announce');
  if (announce) announce.textContent = words;
  const place = tray?.querySelector('[data-chosen]');
  if (visibly && place) place.textContent = words;
}
