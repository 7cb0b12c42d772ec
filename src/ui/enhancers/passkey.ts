/**
 * Passkeys: a form with `data-passkey` asks its `data-challenge` for a challenge, has the browser answer it, and is sent as
 * any form. Hidden until a browser that can do this shows it.
 */

const says = document.querySelector('[data-passkey-says]');
const isAble = typeof window.PublicKeyCredential?.parseCreationOptionsFromJSON === 'function';

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-passkey]')) {
  if (!isAble) continue;
  form.hidden = false;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    answer(form).catch((error: unknown) => say(reasonOf(error)));
  });
}
if (!isAble && document.querySelector('form[data-passkey="make"]')) {
  say('This browser cannot make passkeys. A newer one can.');
}

async function answer(form: HTMLFormElement): Promise<void> {
  say('');
  const asked = await fetch(form.dataset.challenge ?? '', { method: 'POST', headers: { accept: 'application/json' } });
  if (asked.redirected) return location.reload();
  const challenge = await asked.json();
  if (!asked.ok) return say(challenge.detail);
  const credential =
    form.dataset.passkey === 'make'
      ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(challenge) })
      : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(challenge) });
  const field = form.elements.namedItem('answer') as HTMLInputElement;
  field.value = JSON.stringify((credential as PublicKeyCredential).toJSON());
  form.submit();
}

function reasonOf(error: unknown): string {
  const name = error instanceof Error ? error.name : '';
  if (name === 'NotAllowedError' || name === 'AbortError')
    return 'It was stopped, or took too long. Try again when you like.';
  if (name === 'InvalidStateError') return 'This device has a passkey for your account already.';
  return 'That did not work. Try again, or come in another way.';
}

function say(words: string): void {
  if (says) says.textContent = words;
}
