/**
 * What is sent as text must be text. A null character and half a character can stand in an address or in JSON, but no
 * database keeps them; refused here once, so that no route and no query has to think of them.
 */
import type { App } from './app.js';

/** An address, a field of a form or a value of JSON holds what is no text. */
export class TornTextError extends Error {
  override readonly name = 'TornTextError';
  readonly status = 400;
  constructor(where: string) {
    super(`${where} holds a character that belongs to no text, such as a null. Take it out and send it again.`);
  }
}

export function refuseTornText(app: App): void {
  app.addHook('onRequest', async ({ url }) => {
    if (url.includes('%00') || url.includes('\0')) throw new TornTextError('The address');
  });
  app.addHook('preValidation', async ({ body }) => {
    if (body !== undefined && body !== null && !isTextThroughout(body)) throw new TornTextError('What was sent');
  });
}

/** Whether every text in a value, names of properties included, is one. Bytes are left alone: files hold what they like. */
function isTextThroughout(value: unknown): boolean {
  const waiting = [value];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (typeof next === 'string') {
      if (next.includes('\0') || !next.isWellFormed()) return false;
    } else if (typeof next === 'object' && next !== null && !ArrayBuffer.isView(next)) {
      for (const [name, part] of Object.entries(next)) waiting.push(name, part);
    }
  }
  return true;
}
