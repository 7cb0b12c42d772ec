import type { SearchAnswer } from '../schema.js';

/** The public API as a command asks it: of the catalogue beside it, or of a running Cairn. */
export type Ask = {
  courses(asked: URLSearchParams): Promise<SearchAnswer>;
  close(): Promise<void>;
};

/** Asks a Cairn that runs at `address`. */
export function askOver(address: string): Ask {
  return {
    async courses(asked) {
      const response = await fetch(new URL(`/api/v1/courses?${asked}`, address));
      if (!response.ok) throw new Error(`${address} answered ${response.status}`);
      return (await response.json()) as SearchAnswer;
    },
    close: async () => {},
  };
}
