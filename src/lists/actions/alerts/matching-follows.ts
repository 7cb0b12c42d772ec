/** New courses of what people follow: looked up by key. */
import type { Course } from '../../../catalogue/index.js';
import type { Db } from '../../../platform/db/index.js';
import { insertAlerts } from '../../queries/alerts.js';
import { followedDevelopments } from '../../queries/following-changes.js';
import { followersOf } from '../../queries/watching.js';
import { MOST_NAMED, type NamedTarget, targetsOf, taughtSkills } from '../../rules/new-courses.js';

/** Something that can be followed, with the new courses that are of it. */
type Reach = NamedTarget & { courses: string[] };

export async function matchFollows(trx: Db, courses: readonly Course[], now: Date): Promise<void> {
  const reached = reachOf(courses);
  for (const reach of await ofDevelopments(trx, courses)) reached.set(keyOf(reach), reach);
  const followers = await followersOf(trx, [...reached.values()]);
  await insertAlerts(
    trx,
    followers.flatMap(({ personId, followId, ...target }) => {
      const reach = reached.get(keyOf(target));
      if (!reach) return [];
      const facts = { because: reach.label, total: reach.courses.length, courses: reach.courses.slice(0, MOST_NAMED) };
      return [{ personId, kind: 'new' as const, subject: `follow:${followId}` as const, event: '', facts }];
    }),
    now,
  );
}

function reachOf(courses: readonly Course[]): Map<string, Reach> {
  const reached = new Map<string, Reach>();
  for (const course of courses) {
    for (const target of targetsOf(course)) {
      const reach = reached.get(keyOf(target)) ?? { ...target, courses: [] };
      reach.courses.push(course.id);
      reached.set(keyOf(target), reach);
    }
  }
  return reached;
}

/** Whoever follows a development is told of courses that teach a skill it is about. */
async function ofDevelopments(trx: Db, courses: readonly Course[]): Promise<Reach[]> {
  const bySkill = new Map<string, string[]>();
  for (const course of courses)
    for (const { id } of taughtSkills(course)) bySkill.set(id, [...(bySkill.get(id) ?? []), course.id]);
  const developments = await followedDevelopments(trx, [...bySkill.keys()]);
  return developments.map(({ id, title, skills }) => ({
    kind: 'development',
    key: id,
    label: title,
    courses: [...new Set(skills.flatMap((skill) => bySkill.get(skill) ?? []))],
  }));
}

const keyOf = ({ kind, key }: { kind: string; key: string }): string => `${kind} ${key}`;
