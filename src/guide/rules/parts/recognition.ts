/** 5. Recognition: what must be there needs a statement; what a body signed counts more than what a provider claims. */
import { convertCredit } from '../../../catalogue/index.js';
import { type Fit, FLAG } from '../../../discovery/index.js';
import { formatNumber } from '../../../ui/index.js';
import type { GuideQuestion } from '../../schema/question.js';
import { GuideFault } from '../faults.js';
import { broken, known, open, stepOf } from '../fits.js';
import { type Context, type Easing, type Part, part } from './part.js';

type Recognition = NonNullable<GuideQuestion['recognition']>;

/** A claim is worth 0.6 of a signature: both parts together make the whole. */
const SHARE = { claimed: 0.6, signed: 0.4, cpd: 0.6, credit: 0.8, level: 0.6, earns: 0.6, assessed: 0.4 };

/** @throws GuideFault for a body that nobody here knows. */
export function recognitionParts(asked: Recognition, { bodies }: Context): Part[] {
  return [
    ...(asked.bodies ? bodyParts(asked.bodies, asked.signed === true, bodies) : []),
    ...(asked.cpdHours ? [amountPart('cpdHours', asked.cpdHours.value, asked.cpdHours.hard)] : []),
    ...(asked.credit ? [creditPart(asked.credit)] : []),
    ...(asked.level ? [levelPart(asked.level)] : []),
    ...(asked.earns ? [earnsPart(asked.earns)] : []),
    ...(asked.assessed ? [assessedPart(asked.assessed.hard)] : []),
  ];
}

function bodyParts(
  { value, hard }: NonNullable<Recognition['bodies']>,
  signed: boolean,
  names: Context['bodies'],
): Part[] {
  for (const [at, slug] of value.entries()) {
    if (!Object.hasOwn(names, slug)) {
      throw new GuideFault(
        `recognition.bodies.value.${at}`,
        `“${slug}” is no body that we know. Choose one from the list`,
      );
    }
  }
  const fewer = [1, 2, 3].map((less) => value.length - less).filter((count) => count >= 1);
  const count = (found: readonly string[]) => value.filter((slug) => found.includes(slug)).length;
  const claimed = (found: readonly string[]): Fit => {
    const here = count(found);
    const fit = found.length === 0 ? open(0, 0.3) : known(here / value.length);
    return here === value.length ? fit : broken(fit, stepOf(fewer.map((least) => here >= least)));
  };
  // The claim is judged beside it: here only whether those claims are signed.
  const bySigning = (found: readonly string[]): Fit => {
    const here = count(found);
    const fit = known(here / value.length);
    return here === value.length ? fit : broken(fit, 1);
  };
  return [
    {
      ...part('recognition', 'recognition.bodies', SHARE.claimed, { of: 'set', name: 'recognisedBy', judge: claimed }),
      hard,
      easing: fewer.map((least) => ({
        change: `recognition by ${least} of your ${value.length} bodies`,
        set: { path: 'recognition.bodies.hard', value: false },
      })),
    },
    {
      ...part('recognition', 'recognition.signed', SHARE.signed, { of: 'set', name: 'signedBy', judge: bySigning }),
      hard: hard && signed,
      easing: [
        {
          change: 'the provider’s claim accepted, not signed by the body',
          set: { path: 'recognition.signed', value: false },
        },
      ],
    },
  ];
}

/** Part of an amount counts by what it is of the whole, but less: 10 of 15 is not 15. */
function amountFit(amount: number | null, wanted: number, eased: readonly number[]): Fit {
  if (amount === null) return broken(open(0, 0.6), null);
  if (amount >= wanted - 1e-9) return known(1);
  return broken(known((0.8 * amount) / wanted), stepOf(eased.map((least) => amount >= least - 1e-9)));
}

const LESS = [0.75, 0.5, 0.25];

function amountPart(name: 'cpdHours', wanted: number, hard: boolean): Part {
  const eased = LESS.map((factor) => rounded(wanted * factor));
  return {
    ...part('recognition', 'recognition.cpdHours', SHARE.cpd, {
      of: 'number',
      name,
      judge: (amount) => amountFit(amount, wanted, eased),
    }),
    hard,
    easing: eased.map((least) => ({
      change: `${formatNumber(least)} CPD hours instead of ${formatNumber(wanted)}`,
      set: { path: 'recognition.cpdHours.value', value: least },
    })),
  };
}

function rounded(amount: number): number {
  return Math.max(0.5, Math.round(amount * 2) / 2);
}

/** Compared in ECTS, as a guide of volume. */
function creditPart({ value: { amount, scheme }, hard }: NonNullable<Recognition['credit']>): Part {
  const inEcts = (value: number) => convertCredit({ scheme, value }, 'ECTS') ?? value;
  const eased = LESS.map((factor) => rounded(amount * factor));
  const easedEcts = eased.map(inEcts);
  const name = scheme.replace('US-SEM', 'US semester').replace('US-QTR', 'US quarter');
  return {
    ...part('recognition', 'recognition.credit', SHARE.credit, {
      of: 'number',
      name: 'credit',
      judge: (ects) => amountFit(ects, inEcts(amount), easedEcts),
    }),
    hard,
    easing: eased.map((least) => ({
      change: `${formatNumber(least)} ${name} credits instead of ${formatNumber(amount)}`,
      set: { path: 'recognition.credit.value.amount', value: least },
    })),
  };
}

/** At least the EQF level asked for. */
function levelPart({ value, hard }: NonNullable<Recognition['level']>): Part {
  const lower = [1, 2, 3].map((less) => value - less).filter((level) => level >= 1);
  const judge = (levels: readonly string[]): Fit => {
    const level = Math.max(0, ...levels.map(Number).filter(Number.isFinite));
    if (level === 0) return broken(open(0, 0.6), null);
    if (level >= value) return known(1);
    return broken(
      known(level === value - 1 ? 0.4 : level === value - 2 ? 0.15 : 0),
      stepOf(lower.map((one) => level >= one)),
    );
  };
  return {
    ...part('recognition', 'recognition.level', SHARE.level, { of: 'set', name: 'level', judge }),
    hard,
    easing: lower.map((level) => ({
      change: `level ${level} instead of ${value} (EQF)`,
      set: { path: 'recognition.level.value', value: level },
    })),
  };
}

function earnsPart({ value, hard }: NonNullable<Recognition['earns']>): Part {
  const fewer = [1, 2].map((less) => value.length - less).filter((count) => count >= 1);
  const judge = (earns: readonly string[]): Fit => {
    const here = value.filter((one) => earns.includes(one)).length;
    const fit = open(
      here / value.length,
      here === value.length ? 1 : Math.max(here / value.length, earns.length === 0 ? 0.6 : 0.3),
    );
    return here === value.length ? fit : broken(fit, stepOf(fewer.map((least) => here >= least)));
  };
  const easing = fewer.map(
    (least): Easing => ({
      change: `${least} of the ${value.length} things it must end in`,
      set: { path: 'recognition.earns.hard', value: false },
    }),
  );
  return {
    ...part('recognition', 'recognition.earns', SHARE.earns, { of: 'set', name: 'earns', judge }),
    hard,
    easing,
  };
}

function assessedPart(hard: boolean): Part {
  return {
    ...part('recognition', 'recognition.assessed', SHARE.assessed, {
      of: 'flags',
      judge: (flags) => (flags & FLAG.assessed ? known(1) : broken(open(0, 0.6), null)),
    }),
    hard,
  };
}
