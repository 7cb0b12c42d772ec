/** Reading a stream by lengths instead of by the pieces it happens to come in. */

export type ByteReader = {
  /** The next `length` bytes; fewer, or none, where the stream ends before. */
  take(length: number): Promise<Buffer>;
  /** Lets go of the stream, wherever it is. */
  close(): Promise<void>;
};

export function byteReader(source: AsyncIterable<Buffer>): ByteReader {
  const pieces = source[Symbol.asyncIterator]();
  let held: Buffer[] = [];
  let size = 0;
  return {
    async take(length) {
      while (size < length) {
        const next = await pieces.next();
        if (next.done) break;
        held.push(next.value);
        size += next.value.length;
      }
      const whole = held.length === 1 ? held[0]! : Buffer.concat(held);
      const taken = whole.subarray(0, length);
      const rest = whole.subarray(taken.length);
      held = rest.length > 0 ? [rest] : [];
      size = rest.length;
      return taken;
    },
    async close() {
      await pieces.return?.();
    },
  };
}

/** Joins small pieces, so that what comes after works on few large ones: `size` bytes each but for the last. */
export async function* inPieces(source: AsyncIterable<Buffer>, size: number): AsyncGenerator<Buffer> {
  const reader = byteReader(source);
  try {
    for (;;) {
      const piece = await reader.take(size);
      if (piece.length > 0) yield piece;
      if (piece.length < size) return;
    }
  } finally {
    await reader.close();
  }
}
