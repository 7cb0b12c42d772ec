/** What is round a page of achievements: the workplace of the organisation. */
import type { Workplace } from '../../../organisations/index.js';
import type { Awarder } from '../../schema/achievement.js';

export type Place = Omit<Workplace, 'organisation'> & { organisation: Awarder; mayWrite: boolean };

export function pathOf({ organisation }: Pick<Place, 'organisation'>): string {
  return `/organisations/${organisation.slug}/achievements`;
}

export function below(place: Pick<Place, 'organisation'>): { label: string; href: string }[] {
  return [{ label: 'Achievements', href: pathOf(place) }];
}
