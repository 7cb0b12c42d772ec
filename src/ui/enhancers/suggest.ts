/**
 * Suggestions under a search box, as an ARIA combobox with a list. Asks `data-suggest` for
 * `{ suggestions: [{ kind, label, count, url }] }`; an answer that is late, wrong or missing changes nothing.
 */

type Item = { kind: string; label: string; count: number; url: string };

const KINDS: Record<string, string> = {
  course: 'Course',
  provider: 'Provider',
  subject: 'Subject',
  skill: 'Skill',
  query: 'Search for',
};
const WAIT = 120;

for (const input of document.querySelectorAll<HTMLInputElement>('input[data-suggest]')) combobox(input);

function combobox(input: HTMLInputElement): void {
  const list = document.createElement('ul');
  list.id = `${input.id}-suggestions`;
  list.className = 'suggestions';
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', 'Suggestions');
  list.hidden = true;
  input.parentElement?.append(list);
  input.setAttribute('role', 'combobox');
  input.setAttribute('aria-autocomplete', 'list');
  input.setAttribute('aria-controls', list.id);
  input.setAttribute('aria-expanded', 'false');
  let items: Item[] = [];
  let at = -1;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asked = 0;

  const close = () => {
    asked += 1;
    clearTimeout(timer);
    list.hidden = true;
    at = -1;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  };
  const mark = (next: number) => {
    list.children[at]?.setAttribute('aria-selected', 'false');
    at = next;
    const option = list.children[at];
    if (!option) return input.removeAttribute('aria-activedescendant');
    option.setAttribute('aria-selected', 'true');
    option.scrollIntoView({ block: 'nearest' });
    input.setAttribute('aria-activedescendant', option.id);
  };
  const ask = async () => {
    const mine = ++asked;
    const text = input.value.trim();
    if (text.length < 2) return close();
    const found = await fetchItems(`${input.dataset.suggest}?q=${encodeURIComponent(text)}`);
    if (mine !== asked || document.activeElement !== input) return;
    if (found.length === 0) return close();
    items = found;
    at = -1;
    list.replaceChildren(...items.map((item, index) => optionOf(item, `${list.id}-${index}`)));
    list.hidden = false;
    input.setAttribute('aria-expanded', 'true');
    input.removeAttribute('aria-activedescendant');
  };

  input.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
  input.addEventListener('blur', close);
  input.addEventListener('keydown', (event) => {
    if (list.hidden) {
      if (event.key === 'ArrowDown') void ask();
      return;
    }
    if (event.key === 'Escape') {
      event.preventDefault();
      close();
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      mark(((at + 1 + step + items.length + 1) % (items.length + 1)) - 1);
    } else if (event.key === 'Enter') {
      const chosen = items[at];
      if (!chosen) return close();
      event.preventDefault();
      location.href = chosen.url;
    }
  });
  // The press must not take the focus from the box before the click arrives.
  list.addEventListener('pointerdown', (event) => event.preventDefault());
  list.addEventListener('click', (event) => {
    const option = (event.target as Element).closest('li');
    const chosen = option && items[[...list.children].indexOf(option)];
    if (chosen) location.href = chosen.url;
  });
}

async function fetchItems(address: string): Promise<Item[]> {
  try {
    const answer = await fetch(address, { headers: { accept: 'application/json' } });
    const body = (await answer.json()) as { suggestions?: Item[] };
    return answer.ok && Array.isArray(body.suggestions)
      ? body.suggestions.filter((item) => item.url?.startsWith('/')).slice(0, 10)
      : [];
  } catch {
    return [];
  }
}

function optionOf(item: Item, id: string): HTMLLIElement {
  const option = document.createElement('li');
  option.id = id;
  option.setAttribute('role', 'option');
  option.setAttribute('aria-selected', 'false');
  const label = document.createElement('span');
  label.textContent = item.label;
  const kind = document.createElement('span');
  kind.className = 'tiny';
  const count = item.kind === 'course' || !item.count ? '' : `, ${item.count.toLocaleString('en-GB')}`;
  kind.textContent = (KINDS[item.kind] ?? '') + count;
  option.append(label, kind);
  return option;
}
