/** Finding or making the one row that stands for an organisation, and loading the list of well-known ones. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { newId, sha256 } from '../../platform/crypto/index.js';
import type { Db } from '../../platform/db/index.js';
import { projectFile } from '../../platform/files/index.js';
import {
  type Candidate,
  correctOrganisations,
  fillOrganisations,
  findCandidates,
  findSeedHash,
  insertAliases,
  insertIdentifiers,
  insertOrganisations,
  lockOrganisations,
  saveSeedHash,
  takenSlugs,
} from '../queries/organisations.js';
import { aliasKey, choose, kindFromName } from '../rules/names.js';
import { type OrganisationBrief, OrganisationRef } from '../schema.js';

/** `trusted` false: the references are the word of somebody whom nobody chose, such as a person who registers. */
export type Resolving = { trusted?: boolean };

/**
 * The organisation that each reference means, in the order of `refs`: by identifier, else by name or alias, else a new one.
 * What a trusted reference adds (an alias, an identifier, a country not known before) is kept; one that is not adds nothing
 * to an organisation that is known, and to a new one no other names and no identifiers. Must run inside a transaction.
 */
export async function resolveOrganisations(
  trx: Db,
  refs: readonly OrganisationRef[],
  { trusted = true }: Resolving = {},
): Promise<OrganisationBrief[]> {
  const distinct = new Map(refs.map((ref) => [JSON.stringify(ref), ref]));
  if (distinct.size === 0) return [];
  await lockOrganisations(trx);
  const candidates = await findCandidates(trx, keysOf(distinct.values()), identifiersOf(distinct.values()));
  const shelf = new Shelf(candidates, trusted);
  const found = new Map<string, Candidate>();
  for (const [text, ref] of distinct) found.set(text, shelf.find(ref) ?? shelf.add(ref));
  await giveSlugs(trx, shelf.made);
  await insertOrganisations(trx, shelf.made, { trusted });
  await fillOrganisations(trx, shelf.filled);
  await insertAliases(trx, shelf.aliases);
  await insertIdentifiers(trx, shelf.identifiers);
  return refs.map((ref) => {
    const { id, slug, name, kind, country } = found.get(JSON.stringify(ref)) as Candidate;
    return { id, slug, name, kind, country };
  });
}

function keysOf(refs: Iterable<OrganisationRef>): string[] {
  return [...new Set([...refs].map((ref) => aliasKey(ref.name)))];
}

function identifiersOf(refs: Iterable<OrganisationRef>): { scheme: string; value: string }[] {
  return [...refs].flatMap((ref) => ref.identifiers ?? []);
}

/** The organisations in question, and what is to be written of them. */
class Shelf {
  readonly made: (Candidate & { url: string | null })[] = [];
  readonly filled: { id: string; kind: string | null; country: string | null; url: string | null }[] = [];
  readonly aliases: { key: string; organisation_id: string; name: string }[] = [];
  readonly identifiers: { scheme: string; value: string; organisation_id: string }[] = [];
  readonly #byKey = new Map<string, Candidate[]>();
  readonly #byIdentifier = new Map<string, Candidate>();
  readonly #trusted: boolean;

  constructor(candidates: readonly Candidate[], trusted: boolean) {
    this.#trusted = trusted;
    for (const candidate of candidates) this.#place(candidate);
  }

  /** By identifier first: it is what tells two of one name apart. */
  find(ref: OrganisationRef): Candidate | null {
    const identified = (ref.identifiers ?? []).map((identifier) => this.#byIdentifier.get(identifierKey(identifier)));
    const found = identified.find((known) => known) ?? choose(ref, this.#byKey.get(aliasKey(ref.name)) ?? []);
    if (found && this.#trusted) this.#learn(found, ref);
    return found ?? null;
  }

  add(ref: OrganisationRef): Candidate {
    const made: Candidate = {
      id: newId(),
      slug: '',
      name: ref.name,
      kind: ref.kind ?? kindFromName(ref.name),
      country: ref.country ?? null,
      url: ref.url ?? null,
      identifiers: this.#trusted ? (ref.identifiers ?? []) : [],
      keys: [],
    };
    this.made.push(made);
    this.#learn(made, this.#trusted ? ref : { name: ref.name });
    this.#place(made);
    return made;
  }

  #learn(known: Candidate, ref: OrganisationRef): void {
    for (const name of [ref.name, ...(ref.aliases ?? [])]) {
      const key = aliasKey(name);
      if (key === '' || known.keys.includes(key)) continue;
      known.keys.push(key);
      this.aliases.push({ key, organisation_id: known.id, name });
      if (known.slug !== '') this.#byKey.set(key, [...(this.#byKey.get(key) ?? []), known]);
    }
    for (const { scheme, value } of ref.identifiers ?? []) {
      if (this.#byIdentifier.has(identifierKey({ scheme, value }))) continue;
      this.#byIdentifier.set(identifierKey({ scheme, value }), known);
      this.identifiers.push({ scheme, value, organisation_id: known.id });
      if (!known.identifiers.some((one) => one.scheme === scheme && one.value === value)) {
        known.identifiers = [...known.identifiers, { scheme, value }];
      }
    }
    const kind = known.kind === 'other' && ref.kind && ref.kind !== 'other' ? ref.kind : null;
    const country = known.country === null ? (ref.country ?? null) : null;
    const url = known.url === null ? (ref.url ?? null) : null;
    if (kind === null && country === null && url === null) return;
    known.kind = kind ?? known.kind;
    known.country ??= country;
    known.url ??= url;
    this.filled.push({ id: known.id, kind, country, url });
  }

  #place(known: Candidate): void {
    for (const key of known.keys) this.#byKey.set(key, [...(this.#byKey.get(key) ?? []), known]);
    for (const identifier of known.identifiers) this.#byIdentifier.set(identifierKey(identifier), known);
  }
}

function identifierKey({ scheme, value }: { scheme: string; value: string }): string {
  return `${scheme}\0${value}`;
}

/** `university-of-kent`; a second one of that name is `university-of-kent-2`. Scripts without Latin letters: `organisation-2`. */
async function giveSlugs(trx: Db, made: readonly Candidate[]): Promise<void> {
  if (made.length === 0) return;
  const wanted = made.map((one) => slugOf(one.name));
  const taken = await takenSlugs(trx, [...new Set(wanted)]);
  made.forEach((one, at) => {
    const base = wanted[at] as string;
    let slug = base;
    for (let number = 2; taken.has(slug); number++) slug = `${base}-${number}`;
    taken.add(slug);
    one.slug = slug;
  });
}

function slugOf(name: string): string {
  const words = aliasKey(name)
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 80)
    .replace(/^-+|-+$/g, '');
  // The page on which organisations register stands at /organisations/new.
  return words === 'new' ? 'new-organisation' : words || 'organisation';
}

const SEED = 'src/organisations/data/organisations.json';

/**
 * Loads the well-known organisations with their kind, country, address and aliases, so that "OU" means The Open University
 * from the first import on. Does nothing when the list was loaded before. Returns how many were loaded.
 */
export async function seedOrganisations(db: Db): Promise<number> {
  const text = readFileSync(projectFile(SEED), 'utf8');
  const hash = sha256(text);
  if ((await findSeedHash(db)) === hash) return 0;
  const refs = z.array(OrganisationRef).parse(JSON.parse(text));
  await db.transaction().execute(async (trx) => {
    const found = await resolveOrganisations(trx, refs);
    await correctOrganisations(
      trx,
      refs.map((ref, at) => ({
        id: (found[at] as OrganisationBrief).id,
        slug: (found[at] as OrganisationBrief).slug,
        name: ref.name,
        kind: ref.kind ?? 'other',
        country: ref.country ?? null,
        url: ref.url ?? null,
      })),
    );
    await saveSeedHash(trx, hash);
  });
  return refs.length;
}
