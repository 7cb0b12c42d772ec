/** The SQL of the page of a step: all that it needs of a learner, asked once. */
import { sql } from 'kysely';
import type { Db } from '../../../platform/db/index.js';
import type { Playback, Written } from '../../schema/player.js';
import type { StepProgress } from '../../schema/progress.js';

export type StepSeen = {
  /** Of each step that was opened: done, to be confirmed, or neither. */
  states: Record<string, 'done' | 'again' | 'open'>;
  progress: StepProgress | null;
  note: Written | null;
  reflection: Written | null;
  playback: Playback | null;
  lastSeen: Date | null;
  /** Whether they have letters of what is written under it. */
  following: boolean;
};

const NOTHING_SEEN: StepSeen = {
  ...{ states: {}, progress: null, note: null, reflection: null, playback: null, lastSeen: null },
  following: false,
};

/** `subject`: the discussion under it. */
export async function seenOf(
  db: Db,
  { enrolmentId, personId, step, subject }: { enrolmentId: string; personId: string; step: string; subject: string },
): Promise<StepSeen> {
  type Row = Omit<StepSeen, 'progress' | 'states'> &
    StepProgress & { states: StepSeen['states'] | null; step: string | null };
  const { rows } = await sql<Row>`
    select e.last_seen as "lastSeen",
      exists (select from learning.follow f where f.enrolment_id = e.id and f.subject = ${subject}) as following,
      (select jsonb_object_agg(s.step, case when s.ask_again then 'again' when s.done_at is null then 'open' else 'done' end)
        from learning.step_progress s where s.enrolment_id = e.id) as states,
      (select jsonb_build_object('text', w.text, 'saves', w.saves, 'prompt', w.prompt) from learning.writing w
        where w.enrolment_id = e.id and w.step = ${step} and w.kind = 'note') as note,
      (select jsonb_build_object('text', w.text, 'saves', w.saves, 'prompt', w.prompt) from learning.writing w
        where w.enrolment_id = e.id and w.step = ${step} and w.kind = 'reflection') as reflection,
      (select jsonb_build_object('speed', b.speed, 'captions', b.captions) from learning.playback b
        where b.person_id = ${personId}) as playback,
      p.step, p.digest, p.opened_at as "openedAt", p.done_at as "doneAt", p.how, p.ask_again as "askAgain", p.place,
      p.place_number::float8 as "placeNumber", p.observed_seconds as "observedSeconds"
    from learning.enrolment e
    left join learning.step_progress p on p.enrolment_id = e.id and p.step = ${step}
    where e.id = ${enrolmentId}`.execute(db);
  const row = rows[0];
  if (!row) return NOTHING_SEEN;
  const { states, note, reflection, playback, lastSeen, following, ...progress } = row;
  return {
    states: states ?? {},
    note,
    reflection,
    playback,
    lastSeen,
    following,
    progress: progress.step === null ? null : progress,
  };
}

/** Opened for the first time, which is told as `told`, or again: where they go on, on any device. */
export async function markOpened(
  db: Db,
  {
    enrolmentId,
    edition,
    step,
    digest,
    told,
    now,
  }: { enrolmentId: string; edition: number; step: string; digest: string; told: string; now: Date },
): Promise<void> {
  await sql`
    with opened as (
      insert into learning.step_progress (enrolment_id, step, digest, opened_at)
      values (${enrolmentId}, ${step}, ${digest}, ${now}) on conflict do nothing returning step
    ), told as (
      insert into learning.untold (id, enrolment_id, edition, step, verb, at)
      select ${told}::uuid, ${enrolmentId}::uuid, ${edition}::integer, step, 'initialized', ${now}::timestamptz from opened
    )
    update learning.enrolment set last_step = ${step}, last_seen = ${now} where id = ${enrolmentId}`.execute(db);
}
