/** Values of each facet and trait, numbered once for the whole index, with how many living documents have each value of a facet. */
import { IntList } from './arrays.js';

export class FacetValues {
  readonly values: string[] = [];
  readonly living = new IntList();
  readonly #ids = new Map<string, number>();

  id(value: string): number {
    const known = this.#ids.get(value);
    if (known !== undefined) return known;
    const id = this.values.length;
    this.values.push(value);
    this.#ids.set(value, id);
    this.living.push(0);
    return id;
  }

  /** Number of a value, or -1. */
  find(value: string): number {
    return this.#ids.get(value) ?? -1;
  }
}

export type AllFacetValues = readonly FacetValues[];
/** One for each of `names`, in that order. */
export const createFacetValues = (names: readonly string[]): AllFacetValues => names.map(() => new FacetValues());
