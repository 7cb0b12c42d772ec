/** Who recognises it, and what one ends with. */
import { type Course, creditInWords, EARNS, levelInWords } from '../../../catalogue/index.js';
import { earnedBy } from '../../../discovery/index.js';
import { formatMoney, formatNumber, sentence } from '../../../ui/index.js';
import { factOf, fitOf, type Said, someOf, type Told, together } from './told.js';

export function sayRecognition(told: Told): Said {
  const asked = told.compiled.question.recognition ?? {};
  return together([
    ...(asked.bodies ? [sayBodies(told, asked.bodies.value)] : []),
    ...(asked.credit ? [sayCredit(told, asked.credit.value)] : []),
    ...(asked.cpdHours ? [sayCpdHours(told, asked.cpdHours.value)] : []),
    ...(asked.level ? [sayLevel(told, asked.level.value)] : []),
    ...(asked.earns ? [sayEarns(told, asked.earns.value)] : []),
    ...(asked.assessed ? [sayAssessed(told)] : []),
  ]);
}

function sayBodies({ course, compiled }: Told, wanted: readonly string[]): Partial<Said> {
  const here = course.recognition.filter(({ body }) => wanted.includes(body.slug));
  const signed = here.filter((one) => one.signed).map(({ body }) => body.name);
  const claimed = here.filter((one) => !one.signed).map(({ body }) => body.name);
  const missing = wanted
    .filter((slug) => here.every(({ body }) => body.slug !== slug))
    .map((slug) => compiled.context.bodies[slug] ?? slug);
  return {
    short: signed.length > 0 ? 'signed' : claimed.length > 0 ? 'claimed' : 'not stated',
    sentences: [
      ...(signed.length > 0
        ? [`${someOf(signed)} signed that ${signed.length > 1 ? 'they recognise' : 'it recognises'} it.`]
        : []),
      ...(claimed.length > 0
        ? [
            `The provider says that ${someOf(claimed)} ${claimed.length > 1 ? 'recognise' : 'recognises'} it; no signature is here.`,
          ]
        : []),
      ...(missing.length > 0 ? [`No source names recognition by ${someOf(missing)}.`] : []),
    ],
    facts: here.map(({ body, signed: isSigned }) =>
      factOf(course, 'recognition', `${body.name}, ${isSigned ? 'signed' : 'claimed'}`),
    ),
    unknown:
      missing.length > 0
        ? [
            {
              fact: `recognition by ${someOf(missing)}`,
              ask: `Is the course recognised by ${someOf(missing)}, and where can I check it?`,
            },
          ]
        : [],
  };
}

function sayCredit({ course, judged }: Told, { amount, scheme }: { amount: number; scheme: string }): Partial<Said> {
  const wanted = `${formatNumber(amount)} ${scheme}`;
  const stated = course.credit.map(creditInWords);
  if (stated.length === 0) {
    return {
      short: 'no credit stated',
      sentences: ['No source states academic credit.'],
      unknown: [
        { fact: 'credit', ask: `Does the course carry academic credit: how much, in which scheme and at what level?` },
      ],
    };
  }
  const fit = judged.find(({ part }) => part.limit === 'recognition.credit')?.fit;
  const judgedWords = fit && fit.low >= 1 ? `, the ${wanted} you want or more` : `, of the ${wanted} you want`;
  return {
    short: `${formatNumber(course.credit[0]?.value ?? 0)} ${course.credit[0]?.scheme}`,
    sentences: [`It carries ${someOf(stated)}${judgedWords}.`],
    facts: stated.map((words) => factOf(course, 'credit', words)),
  };
}

function sayCpdHours({ course }: Told, wanted: number): Partial<Said> {
  if (course.cpdHours === undefined) {
    return {
      short: 'CPD not stated',
      sentences: ['CPD hours are not stated.'],
      unknown: [
        { fact: 'CPD hours', ask: 'How many CPD hours or points does the course count for, and with which body?' },
      ],
    };
  }
  const hours = formatNumber(course.cpdHours);
  return {
    short: `${hours} CPD h`,
    sentences: [
      course.cpdHours >= wanted
        ? `${hours} CPD hours, of ${formatNumber(wanted)} wanted or more.`
        : `${hours} CPD hours; you want ${formatNumber(wanted)}.`,
    ],
    facts: [factOf(course, 'cpdHours', hours)],
  };
}

function sayLevel({ course }: Told, wanted: number): Partial<Said> {
  const level = course.level ?? course.credit.map((credit) => credit.level).find((one) => one?.eqf !== undefined);
  const highest = course.level?.eqf ?? Math.max(0, ...course.credit.map((credit) => credit.level?.eqf ?? 0));
  if (!level || highest === 0) {
    return {
      short: 'level not stated',
      sentences: ['Its level is not stated.'],
      unknown: [{ fact: 'the level', ask: 'At what level is the course, by the national or European framework?' }],
    };
  }
  return {
    short: `level ${highest}`,
    sentences: [
      highest >= wanted
        ? `It is at ${levelWords(level)}, as you want.`
        : `It is at ${levelWords(level)}; you want ${wanted}.`,
    ],
    facts: [factOf(course, 'level', levelInWords(level), course.level ? 'level' : 'credit')],
  };
}

function levelWords(level: Parameters<typeof levelInWords>[0]): string {
  const words = levelInWords(level);
  return /^\d/.test(words) ? `level ${words}` : words;
}

function sayEarns(told: Told, wanted: readonly string[]): Partial<Said> {
  const { course } = told;
  const earned = earnedBy(course);
  const here = wanted.filter((one) => earned.includes(one));
  const missing = wanted.filter((one) => !earned.includes(one));
  const isBought = here.includes('certificate') && !course.earns.includes('certificate');
  const given = here.filter((one) => one !== 'certificate' || !isBought);
  return {
    ...(here.length > 0 && { short: EARNS[here[0] ?? ''] ?? here[0] }),
    sentences: [
      ...(given.length > 0 ? [`You end with ${someOf(given.map(withArticle))}.`] : []),
      ...(isBought ? [certificateWords(told)] : []),
      ...(missing.length > 0
        ? [sentence(`${someOf(missing.map(withArticle))} ${missing.length > 1 ? 'are' : 'is'} not stated.`)]
        : []),
    ],
    facts: here.map((one) => factOf(course, 'earns', EARNS[one] ?? one, fieldOf(course, one))),
    unknown: missing.map((one) => ({
      fact: EARNS[one] ?? one,
      ask: `Does one receive ${withArticle(one)} at the end?`,
    })),
  };
}

function withArticle(one: string): string {
  return one === 'credit' ? 'academic credit' : `a ${EARNS[one] ?? one}`;
}

/** Where a certificate has a price of its own. */
function certificateWords({ card }: Told): string {
  const price = card.price?.certificate;
  return price
    ? `A certificate can be had for ${formatMoney(price.amount, price.currency)}.`
    : 'A certificate can be bought.';
}

/** Which field of the course says so. */
function fieldOf(course: Course, one: string): string {
  if (course.earns.some((earn) => earn === one)) return 'earns';
  return one === 'credit' ? 'credit' : 'prices';
}

function sayAssessed(told: Told): Partial<Said> {
  const { course } = told;
  const isAssessed = (fitOf(told, 'recognition.assessed')?.low ?? 0) >= 1;
  if (isAssessed) {
    return {
      short: 'assessed',
      sentences: ['It ends in an assessment.'],
      facts: [factOf(course, 'assessment', course.assessment ? 'stated' : 'credit is given', 'assessment')],
    };
  }
  return {
    sentences: ['Assessment is not stated.'],
    unknown: [{ fact: 'assessment', ask: 'How is the course assessed?' }],
  };
}
