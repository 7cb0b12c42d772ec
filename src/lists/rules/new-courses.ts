/** Of which follows a new course is news. Pure. */
import { type Course, parentSubject } from '../../catalogue/index.js';
import type { FollowTarget } from '../schema.js';

/** New courses that a line names; of the others it says how many there are. */
export const MOST_NAMED = 5;

export type NamedTarget = FollowTarget & { label: string };

/**
 * Whatever of a course can be followed: its provider, its subjects and those above them, the skills that it teaches, the
 * bodies that award or recognise it. Each once.
 */
export function targetsOf(course: Course): NamedTarget[] {
  const bodies = [...course.awardingBodies, ...course.recognition.map(({ body }) => body)];
  const above = course.browse.flatMap(({ code }) => parentSubject(code) ?? []);
  const targets: NamedTarget[] = [
    { kind: 'provider', key: course.provider.id, label: course.provider.name },
    ...[...course.browse, ...above].map(({ slug, label }) => ({ kind: 'subject' as const, key: slug, label })),
    ...taughtSkills(course).map(({ id, label }) => ({ kind: 'skill' as const, key: id, label })),
    ...bodies.map(({ id, name }) => ({ kind: 'body' as const, key: id, label: name })),
  ];
  return [...new Map(targets.map((target) => [`${target.kind} ${target.key}`, target])).values()];
}

export function taughtSkills(course: Course): { id: string; label: string }[] {
  return course.skills.filter(({ relation }) => relation === 'taught');
}
