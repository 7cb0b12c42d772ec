/** What one credential's checks look at, and the words in which they answer. */
import type { Check, FORMATS } from '../../schema/verification.js';
import type { Json, JsonObject } from '../types.js';
import type { Verified, VerifyDeps } from './types.js';

export type Kind = (typeof FORMATS)[number];
export type Outcome = Omit<Check, 'name'>;

/** What came of the signature: good if any one of several proofs is. */
export type Signature = {
  /** Null: could not be checked. */
  holds: boolean | null;
  /** The issuer's own document or DID names the key. False: the key came with the credential. */
  bound: boolean;
  /** Whose key it is, where that is somebody else than the issuer. */
  other: string | null;
  fault: string | null;
  /** How it was signed, for the sentence. */
  ways: string[];
  /** A remark beside a good signature. */
  remark: string | null;
};

export type Matter = {
  kind: Kind;
  document: JsonObject;
  version: '1.1' | '2.0';
  /** The token as it was handed over, where the credential is one; and what its claims say otherwise than the credential. */
  token: string | null;
  contradictions: string[];
  deps: VerifyDeps;
  /** The moment that is asked about. */
  at: Date;
  /** 0: what was handed over; 1: inside it, or a list that it names; deeper is not followed. */
  depth: number;
  signature(): Promise<Signature>;
  /** Judges what is inside, or beside, by the same checks; `today`: as it is now, whatever moment is asked about. */
  judge(inner: JsonObject | string, today?: boolean): Promise<Verified>;
};

export const MOST_DEPTH = 2;

export const passed = (message: string, fix: string | null = null): Outcome => ({ status: 'passed', message, fix });
export const failed = (message: string, fix: string): Outcome => ({ status: 'failed', message, fix });
export const unknown = (message: string, fix: string): Outcome => ({ status: 'unknown', message, fix });
export const skipped = (message: string): Outcome => ({ status: 'skipped', message, fix: null });

export const ASK_ISSUER = 'Ask whoever issued it for a copy that is right, or to confirm it.';

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** One or several, as a list. */
export function listOf(value: Json | undefined): Json[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

export function objectsOf(value: Json | undefined): JsonObject[] {
  return listOf(value).filter(isObject);
}

/** The id of an object, or the address that stands in its place. */
export function idOf(value: Json | undefined): string | null {
  const id = isObject(value) ? value.id : value;
  return typeof id === 'string' ? id : null;
}

/** A text for people: as it is, in English where there are several languages, else the first. */
export function textOf(value: Json | undefined): string | null {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(textOf).find((one) => one !== null) ?? null;
  if (!isObject(value)) return null;
  if (typeof value['@value'] === 'string') return value['@value'];
  const english = Object.entries(value).find(
    ([language, text]) => language.startsWith('en') && typeof text === 'string',
  );
  const [, text] =
    english ??
    Object.entries(value).find(([key, one]) => /^[a-z]{2}(-[A-Z]{2})?$/.test(key) && typeof one === 'string') ??
    [];
  return typeof text === 'string' ? text : null;
}

export function issuerOf(document: JsonObject): string | null {
  return idOf(document.issuer);
}

/** Who issued it, for a sentence. */
export function issuerInWords(document: JsonObject): string {
  const name = isObject(document.issuer) ? textOf(document.issuer.name) : null;
  return (name ?? issuerOf(document) ?? 'the issuer').slice(0, 120);
}
