/** Numbers as people type them, and as exact decimals: 0.1 + 0.2 is 0.3 here. */

/** `digits` × 10^`exponent`. */
export type Decimal = { digits: bigint; exponent: number };

const MOST_SIGNS = 100;
const LARGEST_EXPONENT = 400;
const SHAPE = /^([+-]?)(\d*)(?:\.(\d*))?(?:e([+-]?\d{1,4}))?$/i;

/**
 * What a typed number may mean, in no locale: "1.5", "1,5", " 1 500 ", "1 500,25", "1,500.25", "1.500,25", "−3", "1e3", "１２" (full width).
 * Where both marks stand, the last is the decimal mark and the other groups by three; a mark that stands several times groups by three.
 * One comma before exactly three digits ("1,500") means either: both readings are given. One point is always the decimal mark.
 * Empty: it is no number, or none that is finite and of a reasonable size.
 */
export function readingsOf(typed: string, unit = ''): Decimal[] {
  const plain = withoutUnit(plainDigits(typed), plainDigits(unit));
  if (plain === '' || plain.length > MOST_SIGNS) return [];
  return spellings(plain)
    .map(decimalOf)
    .filter((decimal) => decimal !== null);
}

/** Of the shortest decimal that names the number: what its author typed. */
export function exactly(value: number): Decimal {
  const decimal = decimalOf(String(value));
  if (!decimal) throw new RangeError(`Not a finite number: ${value}`);
  return decimal;
}

/** Whether the two are at most `allowed` apart; the edge counts. */
export function isNear(one: Decimal, other: Decimal, allowed: Decimal): boolean {
  const exponent = Math.min(one.exponent, other.exponent, allowed.exponent);
  const apart = scaled(one, exponent) - scaled(other, exponent);
  return (apart < 0n ? -apart : apart) <= scaled(allowed, exponent);
}

export function times(one: Decimal, other: Decimal): Decimal {
  const digits = one.digits * other.digits;
  return { digits: digits < 0n ? -digits : digits, exponent: one.exponent + other.exponent };
}

function plainDigits(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/[\u2212\u2013\u2010\u2011]/g, '-')
    .replaceAll(/[\s\u200b-\u200d\u2060\ufeff]/g, '')
    .trim();
}

/** The unit may be typed behind the number, and need not be. */
function withoutUnit(typed: string, unit: string): string {
  return unit !== '' && typed.endsWith(unit) ? typed.slice(0, -unit.length) : typed;
}

/** The ways to write the same with a point alone. */
function spellings(plain: string): string[] {
  const [mantissa = '', ...rest] = plain.split(/(?=e)/i);
  const tail = rest.join('');
  const commas = mantissa.split(',').length - 1;
  const points = mantissa.split('.').length - 1;
  if (commas === 0 && points <= 1) return [plain];
  if (commas === 1 && points === 0) {
    const decimal = mantissa.replace(',', '.') + tail;
    return /^[+-]?[1-9]\d{0,2},\d{3}$/.test(mantissa) ? [decimal, mantissa.replace(',', '') + tail] : [decimal];
  }
  const decimalMark =
    commas > 0 && points > 0 ? (mantissa.lastIndexOf(',') > mantissa.lastIndexOf('.') ? ',' : '.') : '';
  const group = commas > 0 && decimalMark !== ',' ? ',' : '.';
  const [whole = '', part, ...more] = decimalMark === '' ? [mantissa] : mantissa.split(decimalMark);
  const isGrouped = new RegExp(`^[+-]?\\d{1,3}(\\${group}\\d{3})+$`).test(whole);
  if (!isGrouped || more.length > 0) return [];
  return [whole.replaceAll(group, '') + (part === undefined ? '' : `.${part}`) + tail];
}

function decimalOf(text: string): Decimal | null {
  const found = SHAPE.exec(text);
  if (!found) return null;
  const [, sign = '', whole = '', part = '', power = '0'] = found;
  const exponent = Number(power);
  if (whole + part === '' || Math.abs(exponent) > LARGEST_EXPONENT) return null;
  const digits = BigInt(whole + part);
  return { digits: sign === '-' ? -digits : digits, exponent: exponent - part.length };
}

function scaled({ digits, exponent }: Decimal, to: number): bigint {
  return digits * 10n ** BigInt(exponent - to);
}
