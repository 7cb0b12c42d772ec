/** The cards of courses that were asked for lately. What is not here is read from the catalogue, twenty at a time. */
import type { SearchItem } from '../schema.js';

/** At about 1.5 kB a card, 50,000 take 75 MB: a whole national catalogue, and the hot part of a world's. */
const CAPACITY = 50_000;

export type Cards = {
  get(num: number): SearchItem | undefined;
  put(num: number, item: SearchItem): void;
  forget(num: number): void;
  clear(): void;
  readonly size: number;
};

/** Keeps the cards used last: a `Map` remembers the order of insertion, so the first key is the one unused for longest. */
export function createCards(capacity = CAPACITY): Cards {
  const cards = new Map<number, SearchItem>();
  return {
    get(num) {
      const card = cards.get(num);
      // Moving a card to the end costs two hash operations; below the capacity nothing is ever dropped, so it is spared.
      if (card && cards.size >= capacity) {
        cards.delete(num);
        cards.set(num, card);
      }
      return card;
    },
    put(num, item) {
      if (cards.size >= capacity && !cards.has(num)) cards.delete(cards.keys().next().value as number);
      cards.set(num, item);
    },
    forget: (num) => void cards.delete(num),
    clear: () => cards.clear(),
    get size() {
      return cards.size;
    },
  };
}
