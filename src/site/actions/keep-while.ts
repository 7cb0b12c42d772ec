/** Makes a value once for as long as `key` says the same: the start page asks a dozen questions that all visitors share. */
export function keepWhile<Value>(key: () => string, make: () => Promise<Value>): () => Promise<Value> {
  let kept: { key: string; value: Promise<Value> } | undefined;
  return () => {
    const now = key();
    if (kept?.key !== now) {
      const value = make();
      kept = { key: now, value };
      value.catch(() => {
        kept = undefined;
      });
    }
    return kept.value;
  };
}
