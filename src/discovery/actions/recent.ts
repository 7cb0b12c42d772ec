/** What was asked for lately, kept within bounds: the one unused for longest makes room. */
export type Recent<Key, Value> = {
  get(key: Key): Value | undefined;
  put(key: Key, value: Value): void;
  forget(key: Key): void;
  clear(): void;
  readonly size: number;
};

/** Holds at most `capacity` values. A `Map` remembers the order of insertion, so its first key is the one unused for longest. */
export function createRecent<Key, Value>(capacity: number): Recent<Key, Value> {
  const kept = new Map<Key, Value>();
  return {
    get(key) {
      const value = kept.get(key);
      // Moving a value to the end costs two hash operations; below the capacity nothing is ever dropped, so it is spared.
      if (value !== undefined && kept.size >= capacity) {
        kept.delete(key);
        kept.set(key, value);
      }
      return value;
    },
    put(key, value) {
      if (kept.size >= capacity && !kept.has(key)) kept.delete(kept.keys().next().value as Key);
      kept.set(key, value);
    },
    forget: (key) => void kept.delete(key),
    clear: () => kept.clear(),
    get size() {
      return kept.size;
    },
  };
}
