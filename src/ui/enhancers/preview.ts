/**
 * Draws what a form comes to while one types: sends it to `data-preview` and puts the answer into the element that `data-into` names.
 * An answer that is late, wrong or missing changes nothing; the page works by saving without it.
 */

const WAIT = 500;

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-preview]')) follow(form);

function follow(form: HTMLFormElement): void {
  const into = document.getElementById(form.dataset.into ?? '');
  if (!into) return;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asked = 0;
  const ask = async () => {
    const mine = ++asked;
    const drawn = await fetchPart(form);
    if (drawn === null || mine !== asked) return;
    const open = [...into.querySelectorAll('details')].map((details) => details.open);
    into.innerHTML = drawn;
    for (const [at, details] of into.querySelectorAll('details').entries()) details.open = open[at] ?? false;
  };
  form.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
}

async function fetchPart(form: HTMLFormElement): Promise<string | null> {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') body.append(name, value);
  try {
    const answer = await fetch(form.dataset.preview ?? '', { method: 'POST', body });
    return answer.ok ? await answer.text() : null;
  } catch {
    return null;
  }
}
