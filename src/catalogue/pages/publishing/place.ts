/** What is round a page of publishing: the workplace of the organisation. */
import type { Workplace } from '../../../organisations/index.js';

/** An author may write, and an editor publish. */
export type Place = Workplace & { mayWrite: boolean; mayPublish: boolean };

export function pathOf({ organisation }: Pick<Place, 'organisation'>): string {
  return `/organisations/${organisation.slug}`;
}

/** The way to a page below the list of courses. */
export function below(place: Pick<Place, 'organisation'>): { label: string; href: string }[] {
  return [{ label: 'Courses', href: `${pathOf(place)}/courses` }];
}
