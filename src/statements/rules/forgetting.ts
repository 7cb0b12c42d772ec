/** A statement without somebody: wherever it names them, it names a key that nobody has. */
import { isGroup, keyOfAgent } from './agents.js';
import { isPlain } from './shapes.js';

/** Of an agent whom nobody knows any more. */
const FORGOTTEN = 'urn:cairn:forgotten';

/** @param keys what they are known by (`keyOfAgent`). @param pseudonym stands for them, the same in all statements. */
export function withoutAgent<T>(value: T, keys: ReadonlySet<string>, pseudonym: string): T {
  if (Array.isArray(value)) return value.map((part) => withoutAgent(part, keys, pseudonym)) as T;
  if (!isPlain(value)) return value;
  const key = keyOfAgent(value);
  if (key !== null && keys.has(key)) {
    const members = isGroup(value) ? { member: withoutAgent(value.member ?? [], keys, pseudonym) } : {};
    const { objectType } = value;
    return {
      ...(objectType !== undefined && { objectType }),
      account: { homePage: FORGOTTEN, name: pseudonym },
      ...members,
    } as T;
  }
  const parts = Object.entries(value).map(([name, part]) => [name, withoutAgent(part, keys, pseudonym)]);
  return Object.fromEntries(parts) as T;
}
