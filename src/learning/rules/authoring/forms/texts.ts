/** Forms as texts by field, and reading them: what is wrong is said of the field, in words. */
import { sha256 } from '../../../../platform/crypto/index.js';

/** By the name of its field. A tick is `yes` or absent; several ticks of one name stand on lines. */
export type Texts = Readonly<Record<string, string>>;
export type Faults = Readonly<Record<string, string>>;

/** The form says something that cannot be kept. */
export class FaultyFormError extends Error {
  override readonly name = 'FaultyFormError';
  readonly status = 422;
  constructor(readonly faults: Faults) {
    super('Something needs changing before this can be kept.');
  }
}

/** Somebody else saved this part after the form was opened. `theirs`: as it stands now. */
export class PartChangedError extends Error {
  override readonly name = 'PartChangedError';
  readonly status = 409;
  constructor(readonly theirs: Texts) {
    super(
      'Somebody else changed this while you were writing. Yours is still in the form; saving it again replaces theirs.',
    );
  }
}

/** Which state of a part a form was opened at. */
export function stateOf(texts: Texts): string {
  return sha256(JSON.stringify(Object.entries(texts).toSorted(([a], [b]) => (a < b ? -1 : 1)))).slice(0, 24);
}

/** @throws PartChangedError */
export function refuseChanged(now: Texts, opened: string): void {
  if (stateOf(now) !== opened) throw new PartChangedError(now);
}

/** What a browser sent, with the line ends of a text file. */
export function textsOfBody(body: Readonly<Record<string, string | readonly string[]>>): Texts {
  const entries = Object.entries(body).map(([name, value]): [string, string] => [
    name,
    (typeof value === 'string' ? value : value.join('\n')).replace(/\r\n?/g, '\n'),
  ]);
  return Object.fromEntries(entries);
}

/** Reads the fields of a form one by one, and remembers what is wrong with each. */
export class FormReader {
  readonly #texts: Texts;
  readonly faults: Record<string, string> = {};
  constructor(texts: Texts) {
    this.#texts = texts;
  }

  raw(field: string): string {
    return this.#texts[field] ?? '';
  }

  fault(field: string, words: string): void {
    this.faults[field] ??= words;
  }

  /** Trimmed; `needed` says what to write where it is empty. */
  words(field: string, { most, needed }: { most: number; needed?: string }): string {
    const text = this.raw(field).trim();
    if (text === '' && needed !== undefined) this.fault(field, needed);
    if (text.length > most)
      this.fault(
        field,
        `Shorten this to ${most.toLocaleString('en-GB')} characters; it has ${text.length.toLocaleString('en-GB')}.`,
      );
    return text;
  }

  /** As it was written, without blank space at its end. */
  text(field: string, most: number): string {
    const text = this.raw(field).trimEnd();
    if (text.length > most)
      this.fault(
        field,
        `Shorten this to ${most.toLocaleString('en-GB')} characters; it has ${text.length.toLocaleString('en-GB')}.`,
      );
    return text;
  }

  optional(field: string, most = 2000): string | undefined {
    const text = this.words(field, { most });
    return text === '' ? undefined : text;
  }

  ticked(field: string): boolean {
    return this.raw(field) === 'yes';
  }

  lines(field: string): string[] {
    return this.raw(field)
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
  }

  /** A whole number in its bounds; empty: `otherwise`. */
  whole<T>(field: string, { least, most, otherwise }: { least: number; most: number; otherwise: T }): number | T {
    const text = this.raw(field).trim();
    if (text === '') return otherwise;
    const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    if (number >= least && number <= most) return number;
    this.fault(field, `Write a whole number from ${least} to ${most}.`);
    return otherwise;
  }

  /** A number as people type it: `2.5`, `-3`, `1e-6`. */
  number(field: string, { least = -1e15, most = 1e15, needed = true } = {}): number {
    const text = this.raw(field).trim().replace(',', '.');
    if (text === '' && !needed) return 0;
    const number = /^[-+]?(\d{1,15}(\.\d{0,12})?|\.\d{1,12})(e[-+]?\d{1,2})?$/i.test(text) ? Number(text) : Number.NaN;
    if (number >= least && number <= most) return number;
    const bounds = least === -1e15 ? '' : ` from ${least} to ${most}`;
    this.fault(field, `Write a number${bounds}, such as 2.5.`);
    return least === -1e15 ? 0 : least;
  }

  /** A share, written in per cent. */
  share(field: string): number {
    return shareOf(this.number(field, { least: 0, most: 100 }));
  }

  choice<T extends string>(field: string, among: readonly T[], otherwise: T): T {
    return among.find((one) => one === this.raw(field)) ?? otherwise;
  }

  /** The numbers of rows of which something was filled in: `option.3.text` is row 3. */
  rows(name: string, parts: readonly string[], most: number): number[] {
    const found: number[] = [];
    for (let row = 0; row < most; row++)
      if (parts.some((part) => this.raw(`${name}.${row}.${part}`).trim() !== '')) found.push(row);
    return found;
  }
}

/** 70 → 0.7, without the dust of division. */
const shareOf = (percent: number): number => Number((percent / 100).toFixed(6));
export const inPercent = (share: number): string => String(Number((share * 100).toFixed(4)));
export const tick = (yes: boolean): string => (yes ? 'yes' : '');
