/** When two names mean one organisation, and what a name alone tells. Pure. */
import type { OrganisationIdentifier, OrganisationKind, OrganisationRef } from '../schema.js';

/** What is known of an organisation when deciding whether a reference means it. */
export type Known = {
  id: string;
  country: string | null;
  url: string | null;
  identifiers: readonly OrganisationIdentifier[];
};

const FOLDED: Record<string, string> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd' };

/**
 * A name folded for comparing: "The University of Sydney (USYD)" and "university of sydney" have one key. Letters of every
 * script are kept. A name of nothing but brackets or signs keeps what it has, so that no key is empty where a name is not.
 */
export function aliasKey(name: string): string {
  const folded = fold(name.replace(/\([^()]*\)/g, ' '));
  return folded || fold(name) || name.trim().toLowerCase();
}

function fold(name: string): string {
  return name
    .toWellFormed()
    .normalize('NFKD')
    .replace(/\p{Mn}+/gu, '')
    .toLowerCase()
    .replace(/&/g, ' and ')
    .replace(/[ßæœøłđð]/g, (letter) => FOLDED[letter] ?? letter)
    .replace(/['’ʼ`.]/g, '')
    .replace(/[^\p{L}\p{N}+]+/gu, ' ')
    .trim()
    .replace(/^the (?=.)/, '')
    .slice(0, 300);
}

/**
 * Which of the organisations that go by a reference's name it means; null: none of them. One of another country, or with
 * another value of the same kind of identifier, is another organisation, however alike the name.
 */
export function choose<K extends Known>(ref: OrganisationRef, candidates: readonly K[]): K | null {
  const possible = candidates.filter((known) => !contradicts(ref, known));
  const host = hostOf(ref.url);
  return (
    possible.find((known) => host !== null && hostOf(known.url) === host) ??
    possible.find((known) => ref.country !== undefined && known.country === ref.country) ??
    possible[0] ??
    null
  );
}

function contradicts(ref: OrganisationRef, known: Known): boolean {
  if (ref.country && known.country && ref.country !== known.country) return true;
  return (ref.identifiers ?? []).some(({ scheme, value }) => {
    const same = known.identifiers.filter((identifier) => identifier.scheme === scheme);
    return same.length > 0 && !same.some((identifier) => identifier.value === value);
  });
}

/** The host of an address without `www.`; null where it is no address. */
export function hostOf(url: string | null | undefined): string | null {
  const parsed = url ? URL.parse(url) : null;
  return parsed?.hostname ? parsed.hostname.replace(/^www\./, '') : null;
}

/** What the words of a name say of its kind, for sources that state none. "other" where they say nothing. */
export function kindFromName(name: string): OrganisationKind {
  const key = aliasKey(name);
  if (/\b(universit|universidad|universidade|universita|hochschule|politecnic|polytechnique)/.test(key))
    return 'university';
  if (/\binstitute of technology\b/.test(key)) return 'university';
  if (/\b(college|tafe)\b/.test(key)) return 'college';
  if (/\bschool\b/.test(key)) return 'school';
  if (/\b(ltd|limited|inc|plc|llc|gmbh|corporation)$/.test(key)) return 'company';
  return 'other';
}
