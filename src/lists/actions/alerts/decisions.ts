/** The decisions that people keep, one after another, as questions that the guide still understands. */
import { GuideQuestion } from '../../../guide/index.js';
import type { Db } from '../../../platform/db/index.js';
import { type KeptDecision, keptDecisions } from '../../queries/decisions.js';

const PAGE = 200;

export type Decision = Omit<KeptDecision, 'question'> & { question: GuideQuestion };

/** One whose kept answers mean nothing any more is passed over: its owner sees that where it is shown. */
export async function* decisionsKept(db: Db): AsyncGenerator<Decision> {
  for (let after: string | null = null; ; ) {
    const page: KeptDecision[] = await keptDecisions(db, { after, limit: PAGE });
    for (const { question, ...decision } of page) {
      const read = GuideQuestion.safeParse(question);
      if (read.success) yield { ...decision, question: read.data };
    }
    if (page.length < PAGE) return;
    after = page.at(-1)?.id ?? null;
  }
}
