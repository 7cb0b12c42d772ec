/** When it begins and ends, at the moment that is asked about. */
import { momentOf } from '../../../rules/dates.js';
import { failed, type Matter, type Outcome, passed, skipped } from '../matter.js';

export function checkValidFrom({ document, version, at, deps }: Matter): Outcome {
  const from = document[version === '2.0' ? 'validFrom' : 'issuanceDate'] ?? document.validFrom;
  const begins = typeof from === 'string' ? momentOf(from) : Number.NaN;
  if (Number.isNaN(begins)) return skipped('It does not say when it begins.');
  if (begins <= at.getTime()) return passed(`It is valid since ${dayOf(begins)}.`);
  return failed(
    `It ${deps.at ? 'was' : 'is'} not valid yet${asOf(deps.at)}: it begins on ${dayOf(begins)}.`,
    'Ask again then, or ask the issuer whether the date is right.',
  );
}

export function checkValidUntil({ document, version, at, deps }: Matter): Outcome {
  const until = document[version === '2.0' ? 'validUntil' : 'expirationDate'] ?? document.validUntil;
  const ends = typeof until === 'string' ? momentOf(until) : Number.NaN;
  if (Number.isNaN(ends)) return skipped('It has no end.');
  if (ends > at.getTime()) return passed(`It is valid until ${dayOf(ends)}.`);
  return failed(
    `It ended on ${dayOf(ends)}${deps.at ? `, before ${dayOf(at.getTime())}` : ''}.`,
    'What was learned stays learned; ask the holder whether it was renewed.',
  );
}

/** `23 November 2026`. */
export function dayOf(moment: number): string {
  return new Date(moment).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
}

function asOf(at: Date | undefined): string {
  return at ? ` on ${dayOf(at.getTime())}` : '';
}
