/** Academic credit as a provider writes its own, one an entry: "15 CATS", "20 SCQF credits at level 11", "7.5 ECTS". Pure. */
import { type Credit, CreditScheme, LevelFramework } from '../../schema.js';
import { parseCredit } from '../credit.js';
import { levelOf } from '../levels.js';
import { piecesOf, quoted } from './lines.js';

const EXACT = new RegExp(
  `^(\\d{1,4}(?:\\.\\d{1,4})?) (${CreditScheme.options.join('|')})(?: at (${LevelFramework.options.join('|')}) (.{1,20}))?$`,
);
const MOST = 10;

export function readCredit(words: string): { credit: Credit[] } | { fault: string } {
  const pieces = piecesOf(words);
  if (pieces.length > MOST) return { fault: `Write at most ${MOST} amounts of credit.` };
  const credit: Credit[] = [];
  for (const piece of pieces) {
    const found = exactCredit(piece) ?? parseCredit(piece);
    if (!found)
      return { fault: `${quoted(piece)} is not understood. Write the number and its scheme, such as 15 CATS.` };
    credit.push(found);
  }
  return { credit };
}

function exactCredit(piece: string): Credit | null {
  const [, number, scheme, framework, value = ''] = EXACT.exec(piece) ?? [];
  const amount = Number(number);
  if (!scheme || !(amount > 0) || amount > 1000) return null;
  const level = framework ? levelOf(LevelFramework.parse(framework), value) : undefined;
  if (level === null) return null;
  return { scheme: CreditScheme.parse(scheme), value: amount, ...(level && { level }) };
}

/** As `readCredit` takes it. */
export function creditWords({ scheme, value, level }: Credit): string {
  return `${value} ${scheme}${level ? ` at ${level.framework} ${level.value}` : ''}`;
}
