/** What it costs, against what there is to spend. */
import { exchangeRates, inCurrency, minorDigits, priceInWords } from '../../../catalogue/index.js';
import { allInPence, earnedBy } from '../../../discovery/index.js';
import { formatMoney, formatShortDay } from '../../../ui/index.js';
import { factOf, fitOf, type Said, type Told, together } from './told.js';

export function sayBudget(told: Told): Said {
  return together([sayPrice(told), ...(fitOf(told, 'budget.payer') ? [sayFunding(told)] : [])]);
}

function sayPrice(told: Told): Partial<Said> {
  const { course, card, compiled } = told;
  const budget = compiled.question.budget;
  const withCertificate = budget?.includes?.includes('certificate') ?? false;
  const facts = priceFacts(told);
  const pence = withCertificate ? allInOf(told) : leadPence(told);
  // Where no source says that there is a certificate, its price is not said to hold one.
  const isPromised = withCertificate && earnedBy(course).includes('certificate');
  const doubt = withCertificate && !isPromised ? ' Whether that includes a certificate is not stated.' : '';
  if (pence === null) return { ...sayUnpriced(told, withCertificate), facts };
  if (pence === 0) {
    return {
      short: 'free',
      sentences: [isPromised ? 'Nothing to pay, certificate included.' : `${sayFree(told)}${doubt}`],
      facts,
    };
  }
  const isWhole = card.price?.kind === 'full' || withCertificate;
  const currency = budget?.currency ?? 'GBP';
  const hers = inCurrency({ amount: pence, currency: 'GBP' }, currency) ?? pence;
  const whole = isPromised ? ' with the certificate' : ' in all';
  const { figure, shown } = figureOf(told, hers, withCertificate ? whole : null);
  const certificate =
    !withCertificate && card.price?.certificate
      ? ` The certificate is ${formatMoney(card.price.certificate.amount, card.price.certificate.currency)} more.`
      : '';
  if (!budget?.limit) return { short: figure, sentences: [`${shown}.${certificate}${doubt}`], facts };
  const limit = Math.round(budget.limit.value * 10 ** minorDigits(currency));
  const left = roundWhole(limit - hers, currency);
  const more = isWhole ? '' : ' It may come to more in all.';
  if (hers <= limit) {
    const under = left > 0 ? `${formatMoney(left, currency)} under` : 'just within';
    return {
      short: left > 0 ? `${formatMoney(left, currency)} under` : 'just fits',
      sentences: [`${shown}: ${under} your ${formatMoney(limit, currency)}.${certificate}${doubt}${more}`],
      facts,
    };
  }
  const over = formatMoney(Math.max(1, Math.abs(left)), currency);
  return {
    short: `${over} over`,
    sentences: [`${shown}: ${over} over your ${formatMoney(limit, currency)}.${certificate}${doubt}`],
    facts: facts.length > 0 ? facts : [factOf(course, 'prices', figure)],
  };
}

/**
 * The price in her currency, and how it comes about: "≈ £20 a month, by subscription (€23.99, at the rates of 30 Oct)".
 * `whole`: what is paid for all of it (" in all"); null: it is the price as it is stated.
 */
function figureOf({ card, compiled }: Told, hers: number, whole: string | null): { figure: string; shown: string } {
  const { price } = card;
  const currency = compiled.question.budget?.currency ?? 'GBP';
  const stated = price?.free ? price.certificate : price;
  const isConverted = stated != null && stated.currency !== currency;
  const money = formatMoney(isConverted ? roundWhole(hers, currency) : hers, currency);
  const origin =
    isConverted && stated.amount !== null && stated.currency !== null
      ? ` (${formatMoney(stated.amount, stated.currency)}${whole === null ? '' : kindWords(price)}, at the rates of ${formatShortDay(exchangeRates().date)})`
      : '';
  const figure = isConverted ? `≈ ${money}` : money;
  return { figure, shown: `${figure}${whole ?? kindWords(price)}${origin}` };
}

function allInOf({ course, next }: Told): number | null {
  return allInPence(course, next, course.workload?.weeks ?? next?.weeks ?? null);
}

/** As the index has it: 0 where the teaching is free, else the price shown first. */
function leadPence({ card }: Told): number | null {
  const { price } = card;
  if (price === null) return null;
  if (price.free) return 0;
  if (price.amount === null || price.currency === null) return null;
  return inCurrency({ amount: price.amount, currency: price.currency }, 'GBP');
}

function sayFree({ card }: Told): string {
  if (!card.price?.free) return 'The price stated is nothing.';
  const certificate = card.price.certificate;
  return certificate
    ? `Free to learn; the certificate costs ${formatMoney(certificate.amount, certificate.currency)}.`
    : 'Free to learn.';
}

function sayUnpriced({ card }: Told, withCertificate: boolean): Partial<Said> {
  const stated = priceInWords(card.price);
  if (withCertificate && card.price && stated) {
    const words = card.price.free
      ? 'It is free to learn'
      : `The price stated is ${stated.figure}${kindWords(card.price)}`;
    return {
      short: 'not known',
      sentences: [`${words}; what one pays with the certificate is not stated.`],
      unknown: [
        { fact: 'the price with the certificate', ask: 'What does the course cost in all, with the certificate?' },
      ],
    };
  }
  if (stated) return { short: stated.figure, sentences: [`${stated.figure}, which cannot be converted.`] };
  return {
    short: 'not known',
    sentences: ['No source states a price, so it is neither free nor too dear.'],
    unknown: [{ fact: 'the price', ask: 'What does the course cost, with everything that it needs?' }],
  };
}

function kindWords(price: Told['card']['price']): string {
  if (!price || price.free) return '';
  if (price.period) return ` a ${price.period}, by subscription`;
  return { deposit: ', as a deposit', unit: ' a unit', member: ' for members' }[price.kind] ?? '';
}

function priceFacts({ course, card }: Told): Said['facts'] {
  const words = priceInWords(card.price);
  if (!words) return [];
  const certificate = card.price?.certificate;
  return [
    factOf(course, 'price', [words.figure, ...words.covers].join(', '), 'prices'),
    ...(certificate
      ? [factOf(course, 'certificate price', formatMoney(certificate.amount, certificate.currency), 'prices')]
      : []),
  ];
}

function sayFunding({ course }: Told): Partial<Said> {
  const words = course.funding.map((one) => one.words);
  if (words.length === 0) {
    return { unknown: [{ fact: 'funding', ask: 'Can the course be paid for by a scheme or a bursary?' }] };
  }
  return {
    sentences: ['A source says that funding can be had.'],
    facts: words.map((one) => factOf(course, 'funding', one)),
  };
}

/** Whole units of a currency, for differences. */
function roundWhole(amount: number, currency: string): number {
  const unit = 10 ** minorDigits(currency);
  return Math.abs(amount) < 20 * unit ? amount : Math.round(amount / unit) * unit;
}
