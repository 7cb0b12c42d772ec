/**
 * Something that takes a while: asks for this page again every two seconds and puts its `data-progress` in place of the old
 * one, until that says `ended`. Without script the page has a link that asks again.
 */

const AREA = '[data-progress]';
const PAUSE_MS = 2000;

function lookAgain(): void {
  const area = document.querySelector<HTMLElement>(AREA);
  if (area && area.dataset.progress !== 'ended') setTimeout(() => void refresh(area).finally(lookAgain), PAUSE_MS);
}

async function refresh(area: HTMLElement): Promise<void> {
  if (document.hidden || area.contains(document.activeElement)) return;
  const answer = await fetch(location.href).catch(() => null);
  if (!answer?.ok || answer.redirected) return;
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const next = page.querySelector(AREA);
  if (next) area.replaceWith(document.adoptNode(next));
}

lookAgain();
