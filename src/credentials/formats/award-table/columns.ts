/** The columns of a table of awards, by the names that people give them. */
import type { AchievementDraft } from '../../schema/achievement.js';

export type Column = { name: string } & (
  | { kind: 'email' | 'name' | 'did' }
  | { kind: 'day'; field: 'started' | 'finished' | 'awarded' | 'validFrom' | 'validUntil' }
  | { kind: 'evidence'; field: 'url' | 'name' | 'narrative' }
  | { kind: 'result'; result: number; levels: readonly string[] }
);

const COLUMNS: readonly [names: readonly string[], column: Column][] = [
  [
    ['e-mail', 'email', 'e-mail address', 'email address', 'mail', 'recipient email'],
    { name: 'e-mail', kind: 'email' },
  ],
  [['name', 'full name', 'learner', 'recipient', 'recipient name'], { name: 'name', kind: 'name' }],
  [['did', 'recipient did'], { name: 'did', kind: 'did' }],
  [['started', 'start', 'start date', 'from'], { name: 'started', kind: 'day', field: 'started' }],
  [
    ['finished', 'end', 'end date', 'completed', 'completion date'],
    { name: 'finished', kind: 'day', field: 'finished' },
  ],
  [['awarded', 'awarded on', 'award date'], { name: 'awarded', kind: 'day', field: 'awarded' }],
  [['valid from'], { name: 'valid from', kind: 'day', field: 'validFrom' }],
  [['valid until', 'expires', 'expiry', 'expiry date'], { name: 'valid until', kind: 'day', field: 'validUntil' }],
  [['evidence', 'evidence narrative', 'narrative'], { name: 'evidence', kind: 'evidence', field: 'narrative' }],
  [['evidence url', 'evidence link'], { name: 'evidence url', kind: 'evidence', field: 'url' }],
  [['evidence name'], { name: 'evidence name', kind: 'evidence', field: 'name' }],
];

type Described = Pick<AchievementDraft, 'results'>;

/** Null: no column of ours is called so. A result goes by its number or by its own name. */
export function columnOf(written: string, { results }: Described): Column | null {
  const name = plain(written);
  const known = COLUMNS.find(([names]) => names.includes(name))?.[1];
  if (known) return known;
  const numbered = Number(/^result (\d{1,2})$/.exec(name)?.[1] ?? 0);
  const at = numbered > 0 ? numbered - 1 : results.findIndex((result) => plain(result.name) === name);
  const result = results[at];
  if (!result && numbered === 0) return null;
  return {
    name: `result ${at + 1}`,
    kind: 'result',
    result: at + 1,
    levels: result?.levels.map((level) => level.name) ?? [],
  };
}

/** All of them, as the template has them; results by their own names. */
export function columnNames({ results }: Described): string[] {
  const own = results.map(({ name }, at) =>
    columnOf(name, { results })?.kind === 'result' ? name : `result ${at + 1}`,
  );
  return [...COLUMNS.map(([, { name }]) => name), ...own];
}

function plain(name: string): string {
  return name
    .toLowerCase()
    .replace(/[_\s]+/g, ' ')
    .replace(/[*:]+$/, '')
    .trim();
}
