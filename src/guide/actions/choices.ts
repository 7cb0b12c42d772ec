/** What the guide's form offers to choose from, as the catalogue stands now. */
import { listDevelopments, listOccupations } from '../../catalogue/index.js';
import { type Discovery, labelOf } from '../../discovery/index.js';
import { aliasKey, listOrganisations } from '../../organisations/index.js';
import type { Db } from '../../platform/db/index.js';
import type { BodyOf } from '../rules/form.js';

type Option = { value: string; label: string };

export type Choices = {
  /** Names of occupations. */
  occupations: readonly string[];
  developments: readonly Option[];
  /** Bodies that may recognise a course: by slug. */
  bodies: readonly Option[];
  languages: readonly Option[];
  /** A body by its name, an alias or its initials. */
  bodyOf: BodyOf;
};

const DEVELOPMENTS = 50;
const LANGUAGES = ['en', 'cy', 'fr', 'es', 'de', 'it', 'pt', 'nl', 'ar', 'zh', 'hi', 'ur', 'pl'];
const KINDS = ['professional-body', 'awarding-body'] as const;

export async function guideChoices({ db, discovery }: { db: Db; discovery: Discovery }): Promise<Choices> {
  const [developments, ...organisations] = await Promise.all([
    listDevelopments(db, { page: 1 }, DEVELOPMENTS),
    ...KINDS.map((kind) => listOrganisations(db, { kind })),
  ]);
  const all = organisations.flat();
  const recognising = discovery.labels().recognisedBy ?? {};
  const bodies = new Map([
    ...Object.entries(recognising),
    ...all.map(({ slug, name }): [string, string] => [slug, name]),
  ]);
  const byName = new Map([
    ...[...bodies].map(([slug, name]): [string, string] => [aliasKey(name), slug]),
    ...all.flatMap(({ slug, aliases }) => aliases.map((alias): [string, string] => [aliasKey(alias), slug])),
  ]);
  const taught = discovery.counts('language', LANGUAGES);
  return {
    occupations: listOccupations()
      .map(({ label }) => label)
      .toSorted(),
    developments: developments.rows.map(({ slug, title }) => ({ value: slug, label: title })),
    bodies: [...bodies].map(([value, label]) => ({ value, label })).toSorted((a, b) => a.label.localeCompare(b.label)),
    languages: LANGUAGES.filter((code) => taught.has(code)).map((value) => ({
      value,
      label: labelOf('language', value, {}),
    })),
    bodyOf: (name) => byName.get(aliasKey(name)) ?? (bodies.has(name) ? name : null),
  };
}
