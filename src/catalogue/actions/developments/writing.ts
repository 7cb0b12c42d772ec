/** Writing developments: by editors of verified organisations, and by staff. */
import { type Actor, NotAllowedError, recordAct } from '../../../accounts/index.js';
import { requireStaff } from '../../../organisations/index.js';
import { newId } from '../../../platform/crypto/index.js';
import type { Db } from '../../../platform/db/index.js';
import {
  deleteDraft,
  findDevelopment,
  insertChange,
  insertDevelopment,
  lockDevelopments,
  saveSources,
  setWithdrawn,
  slugsLike,
  updateDevelopment,
} from '../../queries/developments.js';
import type { DevelopmentDraft } from '../../rules/developments/form.js';
import { slugOf } from '../../rules/text.js';
import type { DevelopmentChange, DevelopmentRow } from '../../schema/development.js';
import { type Publisher, requireMember, requirePublisher } from '../publishing/index.js';

/** Who writes: an organisation by its slug, or staff. */
export type DevelopmentDesk = { organisation: string } | 'staff';
type Moment = { now: Date; today: string };

/** There is no such development. */
export class DevelopmentUnknownError extends Error {
  override readonly name = 'DevelopmentUnknownError';
  readonly status = 404;
  constructor() {
    super('No development stands at this address.');
  }
}

/** What cannot be done as things stand. */
export class DevelopmentError extends Error {
  override readonly name = 'DevelopmentError';
  readonly status = 409;
}

/** Who sits at this desk; null: staff. Writing needs a proved identity, looking does not. */
export async function requireDesk(
  db: Db,
  actor: Actor,
  desk: DevelopmentDesk,
  { writing = true }: { writing?: boolean } = {},
): Promise<Publisher | null> {
  if (desk !== 'staff') return (writing ? requirePublisher : requireMember)(db, actor, desk.organisation, 'editor');
  requireStaff(actor);
  return null;
}

/** Keeps a development, and publishes it where asked. What is published stays so. Returns its id. */
export async function saveDevelopment(
  db: Db,
  actor: Actor,
  asked: { desk: DevelopmentDesk; id: string | null; draft: DevelopmentDraft; publish: boolean },
  moment: Moment,
): Promise<string> {
  const { desk, draft, publish } = asked;
  return db.transaction().execute(async (trx) => {
    const publisher = await requireDesk(trx, actor, desk);
    await lockDevelopments(trx);
    const before = asked.id === null ? null : await ownDevelopment(trx, asked.id, publisher);
    const state = publish || before?.state === 'published' ? ('published' as const) : (before?.state ?? 'draft');
    if (state === 'withdrawn') throw new DevelopmentError('It is withdrawn. Publish it again, or leave it as it is.');
    const id = before?.id ?? newId();
    const kept = { id, draft, state, now: moment.now };
    if (before) await updateDevelopment(trx, kept);
    else {
      const slug = await freeSlug(trx, draft.title);
      await insertDevelopment(trx, { ...kept, slug, organisationId: publisher?.id ?? null });
    }
    await saveSources(trx, id, draft.sources, moment.today);
    const what = whatHappened(before, state);
    if (what) await insertChange(trx, id, changeOf(what, publisher, moment.now, before && differing(before, draft)));
    await record(trx, actor, { act: what ?? 'drafted', id, publisher }, moment.now);
    return id;
  });
}

/** Somebody else's is as if it were not there. */
export async function ownDevelopment(db: Db, id: string, publisher: Publisher | null): Promise<DevelopmentRow> {
  const found = await findDevelopment(db, id);
  if (!found || (found.author?.id ?? null) !== (publisher?.id ?? null)) throw new DevelopmentUnknownError();
  return found;
}

async function freeSlug(trx: Db, title: string): Promise<string> {
  const base = slugOf(title) || 'development';
  const taken = new Set(await slugsLike(trx, base));
  if (!taken.has(base)) return base;
  let number = 2;
  while (taken.has(`${base}-${number}`)) number += 1;
  return `${base}-${number}`;
}

function whatHappened(before: DevelopmentRow | null, state: 'draft' | 'published'): DevelopmentChange['what'] | null {
  if (state === 'draft') return null;
  if (before?.state === 'published') return 'changed';
  return before?.state === 'withdrawn' ? 'restored' : 'published';
}

/** What readers were told before, field by field. */
function differing(before: DevelopmentRow, draft: DevelopmentDraft): Record<string, unknown> {
  if (before.state === 'draft') return {};
  const sources = before.sources.map(({ url, title }) => ({ url, title }));
  const told: Record<keyof DevelopmentDraft, unknown> = { ...before, sources };
  const fields = Object.keys(draft) as (keyof DevelopmentDraft)[];
  return Object.fromEntries(
    fields
      .filter((field) => JSON.stringify(told[field]) !== JSON.stringify(draft[field]))
      .map((field) => [field, told[field]]),
  );
}

function changeOf(
  what: DevelopmentChange['what'],
  publisher: Publisher | null,
  at: Date,
  before: Record<string, unknown> | null,
): DevelopmentChange {
  return { at, what, by: publisher ? 'organisation' : 'staff', before: before ?? {} };
}

/** Takes a published one back, with a reason that readers see. Staff may take back anybody's. */
export async function withdrawDevelopment(
  db: Db,
  actor: Actor,
  asked: { desk: DevelopmentDesk; id: string; reason: string },
  { now }: Moment,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const publisher = await requireDesk(trx, actor, asked.desk, { writing: false });
    await lockDevelopments(trx);
    const found =
      asked.desk === 'staff' ? await findDevelopment(trx, asked.id) : await ownDevelopment(trx, asked.id, publisher);
    if (!found) throw new DevelopmentUnknownError();
    if (found.state === 'draft') {
      if ((found.author?.id ?? null) !== (publisher?.id ?? null))
        throw new NotAllowedError('A draft is its author’s own.');
      await deleteDraft(trx, found.id);
    } else if (found.state === 'published') {
      await setWithdrawn(trx, found.id, asked.reason, now);
      await insertChange(trx, found.id, changeOf('withdrawn', publisher, now, null));
    } else return;
    await record(trx, actor, { act: found.state === 'draft' ? 'dropped' : 'withdrawn', id: found.id, publisher }, now);
  });
}

async function record(
  trx: Db,
  actor: Actor,
  { act, id, publisher }: { act: string; id: string; publisher: Publisher | null },
  now: Date,
): Promise<void> {
  const detail = { organisation: publisher?.id ?? null };
  await recordAct(trx, actor, { act: `catalogue.development-${act}`, subject: `development:${id}`, detail }, now);
}
