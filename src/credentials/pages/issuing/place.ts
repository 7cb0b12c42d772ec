/** What is round a page of issuing: the workplace of the organisation. */
import type { Workplace } from '../../../organisations/index.js';
import type { Awarder } from '../../schema/achievement.js';

export type IssuingPlace = Workplace & {
  organisation: Awarder;
  isOwner: boolean;
  /** Its identity is proved, or this is a demonstration. */
  mayIssue: boolean;
};

export function credentialsPath({ organisation }: Pick<IssuingPlace, 'organisation'>): string {
  return `/organisations/${organisation.slug}/credentials`;
}

/** The way to a page below the list of credentials. */
export function below(place: Pick<IssuingPlace, 'organisation'>, ...more: { label: string; href: string }[]) {
  return [{ label: 'Credentials', href: credentialsPath(place) }, ...more];
}
