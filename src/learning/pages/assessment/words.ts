/** Scores, times and methods in words. */
import type { AssuranceKind, AssuranceMethod } from '../../schema/assessment.js';

/** "7.5 of 10 points (75 %)". A share is cut, so that nobody reads 70 % who has 69.9 %. */
export function scoreInWords({ points, most, score }: { points: number; most: number; score: number }): string {
  return `${Number(points.toFixed(2))} of ${most === 1 ? '1 point' : `${Number(most.toFixed(2))} points`} (${percent(score)})`;
}

export function percent(share: number): string {
  return `${Math.floor(share * 100 + 1e-9)} %`;
}

/** "14:05", in the time zone of the run; with the day where it is another one than today's. */
export function timeInWords(at: Date, timeZone: string, now: Date): string {
  const day = (moment: Date) => new Intl.DateTimeFormat('en-GB', { timeZone, dateStyle: 'long' }).format(moment);
  const time = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(at);
  return day(at) === day(now) ? time : `${time} on ${day(at)}`;
}

export function minutesInWords(minutes: number): string {
  const whole = Math.round(minutes);
  if (whole < 90) return whole === 1 ? '1 minute' : `${whole} minutes`;
  const rest = whole % 60;
  const hours = Math.floor(whole / 60);
  const words = hours === 1 ? '1 hour' : `${hours} hours`;
  return rest === 0 ? words : `${words} ${minutesInWords(rest)}`;
}

export const METHOD_WORDS: Readonly<Record<AssuranceMethod, string>> = {
  online: 'supervised online',
  'on-site': 'supervised on site',
  document: 'an identity document was shown',
  account: 'signed in by an account of their institution',
  known: 'known to the assessor in person',
};

export const KIND_WORDS: Readonly<Record<AssuranceKind, string>> = {
  supervised: 'Supervision',
  identity: 'Identity check',
};
