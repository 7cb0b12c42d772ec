/** What a source no longer shows is withdrawn, with two guards: an empty feed, and one that has lost more than a fifth. */
import type { Db } from '../../platform/db/index.js';
import { countByInput, findUnseen, withdrawListings } from '../queries/index.js';
import { addNote } from './batches.js';
import { addDifferences, withdrawnDifferences } from './differences.js';
import type { Run } from './import-batch.js';
import { inTransaction } from './transactions.js';
import { weaveCourses } from './weave-courses.js';

/** More than this share of a source's published courses is not withdrawn unasked. */
const MOST_WITHDRAWN = 0.2;
/** An input under another name that shows this share of what an earlier one showed replaces it. */
const SAME_INPUT = 0.2;
const BATCH = 500;

type Asked = {
  extent: 'whole' | 'broken' | 'delta';
  /** The input is all that the source has, under whatever name it was read before. */
  whole: boolean;
  force: boolean;
  /** This many may go, whatever share they are. */
  approved: number;
  /** Published listings of the source before this run, by input. */
  before: { input: string; published: number }[];
};

export async function withdrawUnseen(db: Db, run: Run, asked: Asked): Promise<void> {
  const { report } = run;
  if (asked.extent === 'broken') {
    report.stopped = 'The input broke off. What came before that was imported, and no course was withdrawn.';
    return;
  }
  const held = asked.before.reduce((sum, one) => sum + one.published, 0);
  if (held === 0) return;
  if (asked.extent === 'delta')
    return addNote(report, 'The input tells only what has changed, so no other course was withdrawn.');
  if (report.read - report.refused === 0 && !asked.force && held > asked.approved) {
    if (report.places + report.organisations + report.offerings > 0) return;
    report.unseen = held;
    report.stopped = `The input holds no course that can be read; the ${count(held)} of this source stay. Use --force to withdraw them.`;
    return;
  }
  const { inputs, gone } = await replacedInputs(db, run, asked);
  if (gone > held * MOST_WITHDRAWN && !asked.force && gone > asked.approved) {
    report.unseen = gone;
    await tellUnseen(db, run, inputs);
    const share = Math.round((gone / held) * 100);
    report.stopped = `${gone} of the ${count(held)} of this source (${share} %) are not in the input, so none was withdrawn. Use --force if that is right.`;
    return;
  }
  await withdrawAll(db, run, inputs);
}

/** Which courses those are, for whoever is to say yes. */
async function tellUnseen(db: Db, run: Run, inputs: readonly string[]): Promise<void> {
  const { source, runId, report } = run;
  if (!report.differences) return;
  const ids = await findUnseen(db, { sourceId: source.id, runId, inputs, limit: BATCH });
  addDifferences(report, await withdrawnDifferences(db, run, ids));
}

function count(courses: number): string {
  return `${courses} ${courses === 1 ? 'course' : 'courses'}`;
}

/**
 * A source may come in several files, and one of them says nothing of what is in the others. An input replaces what was last
 * seen in an input of its own name, and in one of another name of which it shows at least a fifth.
 */
async function replacedInputs(db: Db, run: Run, { whole, before }: Asked): Promise<{ inputs: string[]; gone: number }> {
  const unseen = new Map((await countByInput(db, run.source.id, run.runId)).map((one) => [one.input, one.unseen]));
  const replaced = before.filter(({ input, published }) => {
    const seen = published - (unseen.get(input) ?? 0);
    return whole || input === run.input || seen >= published * SAME_INPUT;
  });
  const left = before.filter((one) => !replaced.includes(one)).reduce((sum, one) => sum + one.published, 0);
  if (left > 0) addNote(run.report, `${count(left)} of this source came from another input and were left as they are.`);
  const inputs = replaced.map((one) => one.input);
  return { inputs, gone: inputs.reduce((sum, input) => sum + (unseen.get(input) ?? 0), 0) };
}

async function withdrawAll(db: Db, run: Run, inputs: readonly string[]): Promise<void> {
  for (;;) {
    const ids = await findUnseen(db, { sourceId: run.source.id, runId: run.runId, inputs, limit: BATCH });
    if (ids.length === 0) return;
    const gone = await withdrawnDifferences(db, run, ids);
    await inTransaction(db, async (trx) => {
      const courses = await withdrawListings(trx, ids);
      const held = new Map(courses.map((id) => [id, { contentMayChange: false }]));
      await weaveCourses(trx, run, { made: new Map(), held });
    });
    run.report.withdrawn += ids.length;
    addDifferences(run.report, gone);
  }
}
