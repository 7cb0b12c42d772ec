/** What is awarded for a completion: when it was learnt, how well, and by what it was judged. */
import type { Achievement, GivenAward } from '../../../credentials/index.js';
import { type Judged, percent } from './completion.js';

export type AwardFacts = {
  person: { email: string; name: string };
  achievement: Pick<Achievement['content'], 'results'>;
  course: { title: string; edition: number };
  enrolledAt: Date;
  completedAt: Date;
  reckoned: Judged;
  /** How its tests were watched over, in sentences. */
  watched?: readonly string[];
};

export function awardOfCompletion({
  person,
  achievement,
  course,
  enrolledAt,
  completedAt,
  reckoned,
  watched = [],
}: AwardFacts): GivenAward {
  const [started, finished] = [dayOf(enrolledAt), dayOf(completedAt)];
  const average = averageOf(reckoned);
  const place = achievement.results.findIndex(({ type, allowed }) => type === 'Percent' && allowed.length === 0);
  const judged = reckoned.parts.map(({ sentence }) => sentence).join(' ');
  const narrative =
    `“${course.title}”, edition ${course.edition}, taken and completed here. ${[judged, ...watched].join(' ')}`.trim();
  return {
    recipient: { email: person.email, name: person.name },
    started: started < finished ? started : finished,
    finished,
    ...(place >= 0 && average !== null && { results: [{ result: place + 1, value: wholePercent(average) }] }),
    evidence: [{ name: 'How it was completed', narrative: narrative.slice(0, 5000) }],
  };
}

/** Null: nothing in it is marked. */
function averageOf({ parts }: Judged): number | null {
  return parts.find(({ what }) => what === 'average')?.have ?? null;
}

function wholePercent(share: number): string {
  return percent(share).replace(/ %$/, '');
}

function dayOf(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}
