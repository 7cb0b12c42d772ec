/**
 * The rows of a comparison: the same fact of each course in words, which rows differ, and where one value is best as a matter
 * of fact (cheapest, soonest, most credit; never level, never rating). Pure.
 */
import {
  creditGuide,
  creditStated,
  DIFFICULTIES,
  EARNS,
  ectsOf,
  hoursPerWeekInWords,
  KINDS,
  languageInWords,
  levelInWords,
  MODES,
  PACES,
  priceInWords,
  startInWords,
  workloadInWords,
} from '../../catalogue/index.js';
import {
  formatDay,
  formatHours,
  formatMoney,
  formatNumber,
  listInWords,
  ratingInWords,
  sentence,
} from '../../ui/index.js';
import type { SearchItem } from '../schema.js';

/** `text` null: not stated. `more` is quieter: a conversion, what a price covers. */
export type Cell = { text: string | null; more?: string | null; best?: boolean; tag?: 'signed' | 'claimed' };
export type Row = { name: string; cells: Cell[]; differs: boolean };
export type Group = { name: string; rows: Row[] };

export function compareRows(items: readonly SearchItem[]): Group[] {
  return [
    {
      name: 'Cost',
      rows: [
        row('Price', items, price, { best: 'least', of: comparablePrice }),
        row('A notional hour', items, perHour, { best: 'least', of: pencePerHour }),
        row('A CATS credit, or its equal', items, perCredit, { best: 'least', of: pencePerCredit }),
        row('Certificate', items, certificate),
      ],
    },
    {
      name: 'Time',
      rows: [
        row('Workload', items, workload),
        row('A week', items, ({ workload }) => ({ text: workload && hoursPerWeekInWords(workload) })),
        row('Next start', items, start, { best: 'least', of: startDay }),
        row('Where', items, where),
        row('Pace', items, ({ pace }) => ({ text: pace && sentence(PACES[pace] ?? pace) })),
        row('Language', items, ({ languages }) => ({ text: orNull(listInWords(languages.map(languageInWords))) })),
      ],
    },
    {
      name: 'What it is worth',
      rows: [
        row('Level', items, level),
        row('Credit', items, credit, { best: 'most', of: ({ credit: [first] }) => (first ? ectsOf(first) : null) }),
        row('CPD hours', items, ({ cpdHours }) => ({ text: cpdHours === null ? null : formatHours(cpdHours) })),
        row('What you get', items, ({ earns }) => ({
          text: orNull(sentence(listInWords(earns.map((one) => EARNS[one] ?? one)))),
        })),
        row('Awarded by', items, ({ awardingBody }) => ({ text: awardingBody?.name ?? null })),
        row('Recognised by', items, recognised),
        row('Learners say', items, ({ rating }) => ({ text: rating && ratingInWords(rating), more: rating?.source })),
        row('Kind', items, ({ kind }) => ({ text: (KINDS as Record<string, string>)[kind] ?? kind })),
        row('Facts checked', items, ({ lastChecked, sources }) => ({
          text: formatDay(lastChecked),
          more: sources[0]?.name,
        })),
      ],
    },
  ];
}

type Best = { best: 'least' | 'most'; of: (item: SearchItem) => number | null };

function row(name: string, items: readonly SearchItem[], cellOf: (item: SearchItem) => Cell, best?: Best): Row {
  const cells = items.map(cellOf);
  const differs = new Set(cells.map(({ text, tag }) => `${text} ${tag}`)).size > 1;
  if (!best) return { name, cells, differs };
  const values = items.map(best.of);
  const known = values.filter((value) => value !== null);
  const winner = best.best === 'least' ? Math.min(...known) : Math.max(...known);
  // Best among one, or where all are alike, says nothing.
  const tells = known.length > 1 && known.some((value) => value !== winner);
  return { name, differs, cells: cells.map((cell, at) => ({ ...cell, best: tells && values[at] === winner })) };
}

function price(item: SearchItem): Cell {
  const words = priceInWords(item.price);
  return words === null ? { text: null } : { text: words.figure, more: words.covers.join(' · ') };
}

function certificate({ price }: SearchItem): Cell {
  return { text: price?.certificate ? formatMoney(price.certificate.amount, price.certificate.currency) : null };
}

/** Pence for the whole course, or null where the price is none, a subscription or not convertible. Free is 0. */
function comparablePrice({ price }: SearchItem): number | null {
  if (!price) return null;
  if (price.free) return 0;
  if (price.kind !== 'full' || price.amount === null) return null;
  return price.currency === 'GBP' ? price.amount : price.inGbp;
}

function pencePerHour(item: SearchItem): number | null {
  const pence = comparablePrice(item);
  const hours = item.workload?.totalHours;
  return pence === null || !hours || item.price?.free ? null : pence / hours;
}

function pencePerCredit(item: SearchItem): number | null {
  const pence = comparablePrice(item);
  const ects = item.credit[0] ? ectsOf(item.credit[0]) : null;
  return pence === null || !ects || item.price?.free ? null : pence / (ects * 2);
}

function perHour(item: SearchItem): Cell {
  return share(item, pencePerHour(item));
}

function perCredit(item: SearchItem): Cell {
  return share(item, pencePerCredit(item));
}

function share(item: SearchItem, pence: number | null): Cell {
  if (pence === null) return { text: null };
  const words = formatMoney(Math.round(pence), 'GBP');
  return { text: item.price?.currency === 'GBP' ? words : `≈ ${words}` };
}

function workload({ workload }: SearchItem): Cell {
  const words = workloadInWords(workload);
  return { text: words && sentence(words) };
}

function start(item: SearchItem): Cell {
  const words = startInWords(item.availability, item.nextOffering);
  const until = item.availability === 'ended' ? null : item.nextOffering?.enrolUntil;
  return { text: words, more: until ? `enrol by ${formatDay(until)}` : null };
}

/** Days as a number, any time before all; null where there is nothing to join. */
function startDay({ availability, nextOffering }: SearchItem): number | null {
  if (availability === 'any-time') return 0;
  if (availability === 'ended' || !nextOffering?.start) return null;
  return Date.parse(nextOffering.start);
}

function where({ mode, nextOffering }: SearchItem): Cell {
  return { text: mode && (MODES[mode] ?? mode), more: nextOffering?.place };
}

function level({ level, difficulty }: SearchItem): Cell {
  if (level) return { text: levelInWords(level) };
  return { text: null, more: difficulty && `“${DIFFICULTIES[difficulty] ?? difficulty}” by the platform’s own word` };
}

function credit({ credit }: SearchItem): Cell {
  const first = credit[0];
  if (!first) return { text: null };
  const others = credit.length > 1 ? ` and ${formatNumber(credit.length - 1)} more` : '';
  return { text: creditStated(first) + others, more: creditGuide(first) };
}

function recognised({ recognisedBy }: SearchItem): Cell {
  const first = recognisedBy[0];
  if (!first) return { text: null };
  return {
    text: listInWords(recognisedBy.map(({ name }) => name)),
    tag: recognisedBy.every(({ signed }) => signed) ? 'signed' : 'claimed',
  };
}

function orNull(words: string): string | null {
  return words === '' ? null : words;
}
