import { lookUp, parsePrices } from '../../../rules/index.js';
import type { Price } from '../../../schema.js';
import { rawOf } from '../../readers/record.js';
import * as read from '../fields.js';
import type { Draft, Mapping } from '../mapping.js';
import type { Row } from '../table.js';
import { FUTURELEARN } from './providers.js';

/** What each way of paying is. An upgrade without its price says only that there is one. */
const WAYS: Record<string, { kind: Price['kind']; period?: 'month' }> = {
  'Unlimited subscription': { kind: 'subscription', period: 'month' },
  'Part of ExpertTrack': { kind: 'subscription', period: 'month' },
  'Premium course': { kind: 'full' },
};

/**
 * Type and value of the price change places from row to row; five rows repeat the header. `accreditation` says that a course
 * is CPD-accredited and not by whom, so it is kept as the table's own label and not as the recognition of any body.
 */
export const futurelearn2022: Mapping = {
  name: 'futurelearn-2022-11',
  title: 'Table of FutureLearn courses, November 2022',
  source: {
    key: 'futurelearn-2022-11',
    name: 'FutureLearn courses, table of November 2022',
    url: 'https://www.futurelearn.com',
  },
  shape: {
    columns: [
      'accreditation',
      'category',
      'duration',
      'name',
      'organization',
      'subscription_type',
      'subscription_value',
      'weekly_study',
    ],
  },
  constants: { provider: FUTURELEARN, mode: 'online' },
  fields: {
    name: read.title,
    organization: read.awardingBodies(),
    category: read.keyword,
    duration: read.duration(),
    weekly_study: read.effort,
    score: read.rating,
    reviews: read.ratingCount,
    accreditation: read.reading((words, draft) => {
      if (words !== 'True') return;
      read.keyword('CPD-accredited', draft, {});
      draft.raw.recognition = rawOf('CPD-accredited: True (by whom is not stated)', 'stated', 'table');
    }),
  },
  finish(draft, row) {
    readPrice(draft, row);
  },
};

function readPrice(draft: Draft, row: Row): void {
  const cells = [row.subscription_type, row.subscription_value].map((cell) => String(cell ?? '').trim());
  const way = cells.map((cell) => lookUp(WAYS, cell)).find((found) => found !== undefined);
  const money = cells.find((cell) => cell.startsWith('€'));
  if (cells.includes('Free')) draft.freeToAudit = true;
  if (cells.includes('Free') || money) draft.raw.prices = rawOf(cells.join(' | '), 'parsed', 'money.prices');
  if (!way || !money) return;
  const prices = parsePrices(money.replace(',/', '/'), way);
  const said = money.includes('/month');
  draft.prices = prices.map((price) => ({
    ...price,
    raw: cells.join(' | '),
    how: said || !price.period ? price.how : 'inferred',
  }));
}
