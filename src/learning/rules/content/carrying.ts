/** What a learner keeps when they go over to another edition. Nothing that they did is thrown away. */

/** A row of progress or a result. `digest`: of the step as it stood then; left out: as it stands in the old edition. */
type Row = { step: string; digest?: string };
type Done = Row & { doneAt: Date | null };
type Digests = Readonly<Record<string, string>>;

export type Carried = {
  /** Done or with a result, and the very same step: it counts as before. */
  kept: string[];
  /** Done or with a result, and the step changed: they are asked whether it still holds. */
  asked: string[];
  /** Opened, not done, and the step changed: they begin it anew. */
  begun: string[];
  /** No longer part of the course: what was done stays as history. */
  history: string[];
};

/**
 * By what was done, not by what the edition before said: a step that changed and was changed back is the same again, and one that was asked
 * for and not yet answered is asked for still. Each step stands in at most one of the lists; opened and the same stands in none.
 */
export function carryOver(
  progress: readonly Done[],
  results: readonly Row[],
  old: { digests: Digests },
  next: { digests: Digests },
): Carried {
  const carried: Carried = { kept: [], asked: [], begun: [], history: [] };
  for (const [step, rows] of byStep([...progress, ...results])) {
    const now = digestIn(next.digests, step);
    const isSame = rows.every(({ digest }) => (digest ?? digestIn(old.digests, step)) === now);
    const isDone = rows.some((row) => !('doneAt' in row) || row.doneAt !== null);
    if (now === undefined) carried.history.push(step);
    else if (isDone) carried[isSame ? 'kept' : 'asked'].push(step);
    else if (!isSame) carried.begun.push(step);
  }
  return carried;
}

function byStep(rows: readonly (Done | Row)[]): Map<string, (Done | Row)[]> {
  const steps = new Map<string, (Done | Row)[]>();
  for (const row of rows) steps.set(row.step, [...(steps.get(row.step) ?? []), row]);
  return steps;
}

/** Not the object's own inherited names: a step may be called `constructor`. */
function digestIn(digests: Digests, step: string): string | undefined {
  return Object.hasOwn(digests, step) ? digests[step] : undefined;
}
