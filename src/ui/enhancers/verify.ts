/**
 * A file may be dropped anywhere on the page, or pasted, and is sent at once; the button says that it is at work. Without
 * script the file is chosen and the form sent as it is.
 */

const MOST_BYTES = 5 * 1024 * 1024;
const form = document.querySelector<HTMLFormElement>('form[data-drop]');
const field = form?.querySelector<HTMLInputElement>('input[type="file"]');

if (form && field) {
  document.documentElement.dataset.drops = '';
  listen(form, field);
}

function listen(form: HTMLFormElement, field: HTMLInputElement): void {
  addEventListener('dragover', (event) => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    form.dataset.over = '';
  });
  addEventListener('dragleave', (event) => {
    if (event.relatedTarget === null) delete form.dataset.over;
  });
  addEventListener('drop', (event) => {
    delete form.dataset.over;
    if (take(form, field, event.dataTransfer)) event.preventDefault();
  });
  addEventListener('paste', (event) => {
    if (take(form, field, event.clipboardData)) event.preventDefault();
  });
  field.addEventListener('change', () => {
    const [file] = field.files ?? [];
    field.setCustomValidity(file && file.size > MOST_BYTES ? 'This file is larger than 5 MB.' : '');
    field.reportValidity();
  });
  form.addEventListener('submit', () => {
    const button = form.querySelector<HTMLButtonElement>('[data-busy]');
    if (button) button.textContent = button.dataset.busy ?? '';
  });
}

/** True where a file was among what was dropped or pasted. */
function take(form: HTMLFormElement, field: HTMLInputElement, data: DataTransfer | null): boolean {
  const [file] = data?.files ?? [];
  if (!file) return false;
  const one = new DataTransfer();
  one.items.add(file);
  field.files = one.files;
  field.dispatchEvent(new Event('change'));
  if (field.checkValidity()) form.requestSubmit();
  return true;
}
