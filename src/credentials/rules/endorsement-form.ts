/** Reads what a body wrote into the form of an endorsement. Pure. */
import type { EndorsementAsked, EndorsementUnit } from '../schema/endorsement.js';
import { isDate } from './dates.js';

export type EndorsementTexts = Partial<Record<'subject' | 'amount' | 'unit' | 'until' | 'words', string>>;

const MOST_AMOUNT = 10_000;
const MOST_YEARS = 10;

/** @returns what is asked, or a sentence for each field at fault. */
export function readEndorsement(
  texts: EndorsementTexts,
  { origin, today }: { origin: string; today: string },
): { asked: EndorsementAsked; faults: null } | { asked: null; faults: Record<string, string> } {
  const subject = subjectOf((texts.subject ?? '').trim(), origin);
  const counts = countsOf((texts.amount ?? '').trim(), texts.unit ?? '');
  const until = (texts.until ?? '').trim();
  const words = (texts.words ?? '').trim();
  const untilFault = faultOfUntil(until, today);
  const faults = {
    ...(subject === null
      ? { subject: 'Paste the address of the page of a course or an achievement here, such as /courses/…' }
      : {}),
    ...(counts === undefined
      ? { amount: `Give a number above zero and up to ${MOST_AMOUNT}, with at most two decimals, or leave it empty.` }
      : {}),
    ...(untilFault === null ? {} : { until: untilFault }),
    ...(words.length > 1000 ? { words: 'Use at most 1,000 characters.' } : {}),
  };
  if (subject === null || counts === undefined || Object.keys(faults).length > 0) return { asked: null, faults };
  return { asked: { subject, counts, until, words }, faults: null };
}

/** A whole address of this site, or its path alone. */
function subjectOf(text: string, origin: string): EndorsementAsked['subject'] | null {
  if (!URL.canParse(text, origin)) return null;
  const { origin: from, pathname } = new URL(text, origin);
  const [, kind, reference] = /^\/(courses|achievements)\/([^/]{1,300})\/?$/.exec(pathname) ?? [];
  if (from !== new URL(origin).origin || reference === undefined) return null;
  return { kind: kind === 'courses' ? 'course' : 'achievement', reference: decoded(reference) };
}

/** Undefined: a fault; null: no figure. */
function countsOf(text: string, unit: string): EndorsementAsked['counts'] | undefined {
  if (text === '') return null;
  const amount = /^\d{1,5}(\.\d{1,2})?$/.test(text) ? Number(text) : 0;
  return amount > 0 && amount <= MOST_AMOUNT ? { amount, unit: unitOf(unit) } : undefined;
}

const unitOf = (unit: string): EndorsementUnit => (unit === 'points' ? 'points' : 'hours');

function faultOfUntil(until: string, today: string): string | null {
  if (!isDate(until)) return 'Give the last day on which it counts.';
  if (until < today) return 'This day has passed already.';
  const last = `${Number(today.slice(0, 4)) + MOST_YEARS}${today.slice(4)}`;
  return until > last ? `Recognition is signed for at most ${MOST_YEARS} years; it can be signed again.` : null;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
