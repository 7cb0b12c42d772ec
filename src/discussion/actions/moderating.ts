/** What was reported on the subjects of one feature's thing, for moderators who are no staff of the site. */
import { z } from 'zod';
import type { PersonActor } from '../../accounts/index.js';
import { listReported, type ReportedPost } from '../queries/waiting.js';
import { Category, type EarlierText, Outcome } from '../schema.js';
import { findHindrance, HINDERED } from './deciding.js';
import { kindOf, nameOf, type Parts, titleOf } from './parts.js';

export type ReportedThere = ReportedPost & {
  title: string;
  /** What a post of this kind is called. */
  name: string;
  earlier: readonly EarlierText[];
  /** Why this moderator may not decide; null: they may. */
  hindered: string | null;
};

const reason = z.string().trim().min(1, 'Say why.').max(2000, 'Use at most 2,000 characters.');
export const DecisionAsked = z.object({ outcome: Outcome, category: Category, reason });

/** `within`: how their subjects begin. Who may see it is asked by the feature. */
export async function reportedWithin(
  parts: Pick<Parts, 'db' | 'kinds'>,
  { id }: PersonActor,
  within: string,
): Promise<ReportedThere[]> {
  const found: ReportedThere[] = [];
  for (const one of await listReported(parts.db, within)) {
    const { post, reports } = one;
    const reporters = reports.flatMap(({ personId }) => personId ?? []);
    const hindrance = await findHindrance(parts, parts.db, id, { post, reporters });
    found.push({
      ...one,
      title: await titleOf(parts, parts.db, post.subject),
      name: nameOf(parts, post),
      earlier:
        (post.answersId === null && (await kindOf(parts.kinds, post.subject)?.earlier?.(parts.db, post.subject))) || [],
      hindered: hindrance && HINDERED[hindrance],
    });
  }
  return found;
}
