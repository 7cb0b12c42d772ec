/** A mark as a form sends it: `level-KEY`, `comment-KEY`, `feedback`, and how somebody was recognised. Pure. */
import type { AssignmentStep } from '../../schema/content.js';
import { LearningError } from '../../schema/index.js';
import { IDENTITY_METHODS, type Mark, MarkingIdentity, type PeerAnswers } from '../../schema/marking.js';

type Sent = Readonly<Record<string, string>>;

/** What the rubric asks, and nothing else; a level that is not the rubric's is none. @throws LearningError 422 where a text is too long */
export function markOf({ rubric }: Pick<AssignmentStep, 'rubric'>, sent: Sent): Mark {
  const mark: Mark = { levels: {}, comments: {}, feedback: [] };
  for (const { key, levels } of rubric) {
    const level = sent[`level-${key}`] ?? '';
    if (levels.some((one) => one.key === level)) mark.levels[key] = [level];
    const comment = textOf(sent, `comment-${key}`, 4000);
    if (comment !== '') mark.comments[key] = [comment];
  }
  const feedback = textOf(sent, 'feedback', 10_000);
  return feedback === '' ? mark : { ...mark, feedback: [feedback] };
}

function textOf(sent: Sent, name: string, most: number): string {
  const text = (sent[name] ?? '').replace(/\r\n?/g, '\n').trim();
  if (text.length > most)
    throw new LearningError(422, `Use at most ${most.toLocaleString('en-GB')} characters here.`, name);
  return text;
}

/** Null: the step asks for neither, so nothing of it is kept. @throws LearningError 422 */
export function identityOf(
  step: Pick<AssignmentStep, 'supervision' | 'identityCheck'>,
  sent: Sent,
): MarkingIdentity | null {
  if (step.supervision === 'none' && !step.identityCheck) return null;
  const supervision = sent.supervision === 'online' || sent.supervision === 'on-site' ? sent.supervision : null;
  const method = IDENTITY_METHODS.find((one) => one === sent.identity);
  if (method === undefined) return { supervision, identity: null };
  const given = MarkingIdentity.safeParse({ supervision, identity: { method, on: sent['identity-on'] ?? '' } });
  if (!given.success) throw new LearningError(422, 'Say on which day the identity was checked.', 'identity-on');
  return given.data;
}

export function answersOf({ rubric }: Pick<AssignmentStep, 'rubric'>, sent: Sent): PeerAnswers {
  const criteria = rubric.map(({ key }) => [key, textOf(sent, `criterion-${key}`, 4000)] as const);
  return { criteria: Object.fromEntries(criteria), overall: textOf(sent, 'overall', 4000) };
}
