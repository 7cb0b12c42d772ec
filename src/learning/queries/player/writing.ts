/** The SQL of what a learner's page keeps. */
import { sql } from 'kysely';
import type { Db } from '../../../platform/db/index.js';
import type { PlaceSent, Playback, WritingKind, Written } from '../../schema/player.js';

/**
 * Keeps where they are, unless something later is kept already. Time observed is never more than the time that passed since the last
 * that was kept: what is sent twice, or by two windows at once, counts once.
 */
export async function savePlace(
  db: Db,
  { enrolmentId, step, number, place, observed }: PlaceSent & { enrolmentId: string; step: string },
): Promise<void> {
  await sql`
    update learning.step_progress set place = ${JSON.stringify(place)}, place_number = ${number},
      observed_seconds = observed_seconds + greatest(0, least(
        ${observed}, (${number} - greatest(place_number, extract(epoch from opened_at) * 1000)) / 1000))::integer
    where enrolment_id = ${enrolmentId} and step = ${step} and place_number < ${number}
      and observed_seconds < 10000000`.execute(db);
}

export async function findWritten(
  db: Db,
  { enrolmentId, step, kind }: { enrolmentId: string; step: string; kind: WritingKind },
): Promise<Written | null> {
  const { rows } = await sql<Written>`
    select text, saves, prompt from learning.writing
    where enrolment_id = ${enrolmentId} and step = ${step} and kind = ${kind}`.execute(db);
  return rows[0] ?? null;
}

/** Returns the new count of saves; null: something else was saved meanwhile, which these words do not hold. */
export async function saveWritten(
  db: Db,
  {
    enrolmentId,
    step,
    kind,
    prompt,
    text,
    base,
    now,
  }: {
    enrolmentId: string;
    step: string;
    kind: WritingKind;
    prompt: string | null;
    text: string;
    base: number;
    now: Date;
  },
): Promise<number | null> {
  const { rows } = await sql<{ saves: number }>`
    insert into learning.writing as w (enrolment_id, step, kind, prompt, text, saves, written, changed)
    values (${enrolmentId}, ${step}, ${kind}, ${prompt}, ${text}, 1, ${now}, ${now})
    on conflict (enrolment_id, step, kind) do update
      set text = excluded.text, prompt = excluded.prompt, changed = excluded.changed,
        saves = w.saves + (case when w.text = excluded.text then 0 else 1 end)
      where w.saves = ${base} or strpos(excluded.text, w.text) > 0
    returning saves`.execute(db);
  return rows[0]?.saves ?? null;
}

export type OwnWriting = {
  enrolmentId: string;
  courseId: string;
  edition: number;
  step: string;
  kind: WritingKind;
  prompt: string | null;
  text: string;
  written: Date;
  changed: Date;
};

/** What somebody wrote, in one course or in all, the newest last. */
export async function writingsOf(
  db: Db,
  personId: string,
  { enrolmentId = null, kind = null }: { enrolmentId?: string | null; kind?: WritingKind | null } = {},
): Promise<OwnWriting[]> {
  const { rows } = await sql<OwnWriting>`
    select w.enrolment_id as "enrolmentId", e.course_id as "courseId", e.edition, w.step, w.kind, w.prompt, w.text,
      w.written, w.changed
    from learning.writing w join learning.enrolment e on e.id = w.enrolment_id
    where e.person_id = ${personId} and w.text <> ''
      and (${enrolmentId}::uuid is null or e.id = ${enrolmentId}) and (${kind}::text is null or w.kind = ${kind})
    order by w.written, w.step`.execute(db);
  return rows;
}

export async function savePlayback(db: Db, personId: string, { speed, captions }: Playback, now: Date): Promise<void> {
  await sql`
    insert into learning.playback (person_id, speed, captions, changed) values (${personId}, ${speed}, ${captions}, ${now})
    on conflict (person_id) do update
      set speed = excluded.speed, captions = excluded.captions, changed = excluded.changed`.execute(db);
}
