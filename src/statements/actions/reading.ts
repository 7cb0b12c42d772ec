/** Finding statements: what was asked, and whose statements these are. */
import type { Clock } from '../../platform/clock/index.js';
import type { Db } from '../../platform/db/index.js';
import { attachmentsOf, findStatement, findStatements, type KeptAttachment, writingSince } from '../queries/reading.js';
import {
  agentIn,
  flagIn,
  iriIn,
  momentIn,
  onlyKnown,
  type Parameters,
  readPosition,
  uuidIn,
  wholeIn,
  writePosition,
} from '../rules/parameters.js';
import type { Plain } from '../rules/shapes.js';
import { fault } from '../rules/shapes.js';
import { type TermKind, termOf } from '../rules/terms.js';
import { byIds, inOneLanguage, type View } from '../rules/views.js';
import { type Source, type StoredStatement, XapiError } from '../schema/index.js';
import { reachOf, requireScope } from './parts.js';

export type Found = {
  /** One statement was asked for by its id. */
  one: StoredStatement | null;
  /** The answer as JSON. */
  json: string;
  /** Left out where they were not asked for. */
  attachments: KeptAttachment[] | null;
};

const ONE = ['statementId', 'voidedStatementId', 'format', 'attachments'];
const FILTERS = [
  'agent',
  'verb',
  'activity',
  'registration',
  'related_activities',
  'related_agents',
  'since',
  'until',
  'limit',
  'format',
  'attachments',
  'ascending',
];
const MOST = 500;
/** No answer is larger than this, but for a single statement that is. */
const MOST_BYTES = 16_000_000;

/** @param languages what is best read, for the canonical format. @throws XapiError (400, 403, 404) */
export async function readStatements(
  { db }: { db: Db },
  source: Source,
  given: Parameters,
  languages: readonly string[],
): Promise<Found> {
  requireScope(source, 'read-own', 'read-all');
  const position = given.more === undefined ? null : readPosition(given.more);
  if (position) onlyKnown(given, ['more']);
  const parameters = position?.parameters ?? given;
  const view = viewIn(parameters);
  const isOne = 'statementId' in parameters || 'voidedStatementId' in parameters;
  onlyKnown(parameters, isOne ? ONE : FILTERS);
  if (isOne) {
    const one = await readOne(db, source, parameters);
    const attachments = await filesIn(db, source, parameters, [one]);
    return { one, json: viewed(one, view, languages), attachments };
  }
  const { statements, isMore } = await readMany(db, source, parameters, position);
  const last = statements.at(-1);
  const more = isMore && last ? `/xapi/statements?more=${writePosition({ ...last, parameters })}` : '';
  const list = statements.map((statement) => viewed(statement, view, languages)).join(',');
  const attachments = await filesIn(db, source, parameters, statements);
  return { one: null, json: `{"statements":[${list}],"more":${JSON.stringify(more)}}`, attachments };
}

/** Through when everything that is stored can be seen: nobody is still writing who began earlier. */
export async function consistentThrough({ db, clock }: { db: Db; clock: Clock }): Promise<Date> {
  const now = clock.now();
  const since = await writingSince(db);
  return since && since < now ? since : now;
}

async function readOne(db: Db, source: Source, parameters: Parameters): Promise<StoredStatement> {
  const [id, voided] = [uuidIn(parameters, 'statementId'), uuidIn(parameters, 'voidedStatementId')];
  if (id !== null && voided !== null) fault('statementId', 'must not be given with voidedStatementId.');
  const asked = { organisationId: source.organisationId, sourceId: reachOf(source) };
  const found = await findStatement(db, { ...asked, id: (id ?? voided) as string, voided: voided !== null });
  if (!found) throw new XapiError(404, 'There is no such statement for this key.');
  return found;
}

function readMany(
  db: Db,
  source: Source,
  parameters: Parameters,
  position: { stored: Date; seq: number } | null,
): Promise<{ statements: StoredStatement[]; isMore: boolean }> {
  const limit = wholeIn(parameters, 'limit', 0);
  return findStatements(db, {
    organisationId: source.organisationId,
    sourceId: reachOf(source),
    terms: termsAsked(source.organisationId, parameters),
    since: momentIn(parameters, 'since'),
    until: momentIn(parameters, 'until'),
    ascending: flagIn(parameters, 'ascending'),
    after: position,
    limit: limit === 0 ? MOST : Math.min(limit, MOST),
    mostBytes: MOST_BYTES,
  });
}

function termsAsked(organisationId: string, parameters: Parameters): string[] {
  const activity = flagIn(parameters, 'related_activities') ? 'any-activity' : 'activity';
  const actor = flagIn(parameters, 'related_agents') ? 'agent' : 'actor';
  const facts: [TermKind, string | null][] = [
    [actor, agentIn(parameters, 'agent')?.key ?? null],
    ['verb', iriIn(parameters, 'verb')],
    [activity, iriIn(parameters, 'activity')],
    ['registration', uuidIn(parameters, 'registration')],
  ];
  return facts.flatMap(([kind, value]) => (value === null ? [] : [termOf(organisationId, kind, value)]));
}

async function filesIn(
  db: Db,
  { organisationId }: Source,
  parameters: Parameters,
  statements: readonly StoredStatement[],
): Promise<KeptAttachment[] | null> {
  if (!flagIn(parameters, 'attachments')) return null;
  return attachmentsOf(
    db,
    organisationId,
    statements.map(({ id }) => id),
  );
}

function viewIn({ format = 'exact' }: Parameters): View {
  if (format !== 'exact' && format !== 'ids' && format !== 'canonical')
    fault('format', 'must be exact, ids or canonical.');
  return format;
}

function viewed({ statement }: StoredStatement, view: View, languages: readonly string[]): string {
  if (view === 'exact') return statement;
  const whole = JSON.parse(statement) as Plain;
  return JSON.stringify(view === 'ids' ? byIds(whole) : inOneLanguage(whole, languages));
}
