/** Codes that are read aloud, typed on a telephone and written on paper: no letter that looks like another. */
import { seal } from '../../../platform/crypto/index.js';

const LETTERS = 'ABCDEFGHJKMNPQRSTVWXYZ';
const LETTERS_AND_DIGITS = `${LETTERS}23456789`;

/** A voucher: 12 of 30 signs, about 58 bits: `K7QM-3XTR-9PWB`. Takes random numbers from 0 to below 256, as many as it needs. */
export function voucherCode(random: Iterator<number>): string {
  const signs = Array.from({ length: 12 }, () => pick(LETTERS_AND_DIGITS, random)).join('');
  return signs.replace(/(.{4})(?=.)/g, '$1-');
}

/** A code of attendance: 6 letters, good for minutes and few tries. */
export function attendanceCode(random: Iterator<number>): string {
  return Array.from({ length: 6 }, () => pick(LETTERS, random)).join('');
}

/** Each sign equally likely: numbers beyond the last whole round are thrown away. */
function pick(signs: string, random: Iterator<number>): string {
  const whole = 256 - (256 % signs.length);
  for (;;) {
    const { value, done } = random.next();
    if (done) throw new RangeError('There were too few random numbers.');
    if (value < whole) return signs[value % signs.length]!;
  }
}

/** As it is compared: hyphens, spaces and the case of letters do not matter. */
export function plainCode(typed: string): string {
  return typed
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
    .slice(0, 40);
}

/** As it is kept: whoever reads the database cannot use a code. `purpose` keeps one kind from standing for another. */
export function codeHash(secret: string, purpose: 'voucher' | 'employer', typed: string): string {
  return seal(secret, `learning.${purpose}`, plainCode(typed));
}

/** Wrong codes in an hour, of one kind, of one person. */
export const MOST_TRIES = 8;
export const TRIES_MS = 3_600_000;
