/** Base58 with the Bitcoin alphabet (draft-msporny-base58): how multibase writes keys and signatures. */
import { EncodingError } from './encoding-error.js';

const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const VALUES = new Map([...ALPHABET].map((character, value) => [character, value]));
/** Five characters at a time: 58⁵ × 256 stays well below 2⁵³, and a signature takes a fifth of the rounds. */
const GROUP = 5;
const GROUP_SIZE = 58 ** GROUP;
/** The work grows with the square of the length; a key of RSA 4096 takes about 730 characters. */
const MOST_CHARACTERS = 2048;

export function toBase58btc(bytes: Uint8Array): string {
  const groups = multiplyUp(bytes, 256, GROUP_SIZE);
  const leading = countLeading(bytes, (byte) => byte === 0);
  const digits = groups.map(charactersOf).reverse().join('').replace(/^1+/, '');
  return ALPHABET[0]!.repeat(leading) + digits;
}

/** @throws EncodingError for a foreign character or more than 2,048 of them. */
export function fromBase58btc(text: string): Uint8Array<ArrayBuffer> {
  if (text.length > MOST_CHARACTERS)
    throw new EncodingError(`A base58 value has more than ${MOST_CHARACTERS} characters.`);
  const values = Array.from(text, (character) => {
    const value = VALUES.get(character);
    if (value === undefined) throw new EncodingError(`“${character}” is not a character of base58.`);
    return value;
  });
  const bytes = multiplyUp(values, 58, 2 ** 24).flatMap((limb) => [limb & 255, (limb >> 8) & 255, limb >> 16]);
  while (bytes.at(-1) === 0) bytes.pop();
  const leading = countLeading(values, (value) => value === 0);
  return Uint8Array.from([...new Array<number>(leading).fill(0), ...bytes.reverse()]);
}

/** A number in base `from` (most significant first) as limbs of base `to`, least significant first. */
function multiplyUp(digits: ArrayLike<number>, from: number, to: number): number[] {
  const limbs: number[] = [];
  for (let at = 0; at < digits.length; at += 1) {
    let carry = digits[at]!;
    for (let limb = 0; limb < limbs.length; limb += 1) {
      const value = limbs[limb]! * from + carry;
      carry = Math.floor(value / to);
      limbs[limb] = value - carry * to;
    }
    if (carry > 0) limbs.push(carry);
  }
  return limbs;
}

function charactersOf(group: number): string {
  let text = '';
  for (let at = 0, rest = group; at < GROUP; at += 1, rest = Math.floor(rest / 58)) text = ALPHABET[rest % 58] + text;
  return text;
}

function countLeading<T>(values: Iterable<T>, isLeading: (value: T) => boolean): number {
  let count = 0;
  for (const value of values) {
    if (!isLeading(value)) break;
    count += 1;
  }
  return count;
}
