/** What an achievement states of hours and credit, in words. CPD hours are never credit, and what is not stated is left out. */
import { creditInWords } from '../../../catalogue/index.js';
import { type Achievement, amountInWords } from '../../../credentials/index.js';

export function givenWords({ credits, cpdHours, validity }: Achievement['content']): string[] {
  const words = [
    cpdHours !== null && amountInWords({ amount: cpdHours, unit: 'hours' }),
    ...credits.map(({ scheme, value, level }) => creditInWords({ scheme, value, ...(level && { level }) })),
    validity.months !== null && `Holds for ${validity.months} months`,
  ];
  return words.filter((word) => word !== false);
}
