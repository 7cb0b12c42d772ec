/** Everything that a person holds, to take along: each as it came, with a list that says what each is. */
import { zipSync } from 'fflate';
import type { Db } from '../../platform/db/index.js';
import { type HeldOf, heldAbout } from '../queries/upkeep.js';

export type HeldFile = { path: string; bytes: Uint8Array; held: HeldOf };

/** The files of all holdings, byte for byte as they came, under names that say what they are. */
export async function heldFiles(db: Db, personId: string): Promise<HeldFile[]> {
  const held = await heldAbout(db, personId);
  return held.map((one) => ({ path: `${one.id}.${endingOf(one)}`, bytes: new Uint8Array(one.content), held: one }));
}

/** One ZIP: `credentials.json` lists what is in it. Stored as it is, so that nobody waits for it to be pressed. */
export async function wholeWallet(db: Db, personId: string, now: Date): Promise<Uint8Array> {
  const files = await heldFiles(db, personId);
  const list = files.map(({ path, held: { content: _content, ...facts } }) => ({ file: path, ...facts }));
  const entries = Object.fromEntries(files.map(({ path, bytes }) => [path, bytes]));
  const text = new TextEncoder().encode(`${JSON.stringify(list, null, 2)}\n`);
  return zipSync({ 'credentials.json': text, ...entries }, { level: 0, mtime: now });
}

/** `open-badges-3 in png` → `png`. */
function endingOf({ format }: HeldOf): string {
  const wrapping = /\bin ([a-z0-9]+)$/.exec(String(format))?.[1];
  return wrapping === undefined || wrapping === 'url' || wrapping === 'text' ? 'json' : wrapping;
}
