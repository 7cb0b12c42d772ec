/**
 * Folding: what is written differently and read alike becomes equal. "Éducation" and "education", "Ｐython" and "python",
 * "Straße" and "strasse". Only Latin marks are dropped: in Devanagari or Thai a mark is a vowel.
 */
const LETTERS: Record<string, string> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i' };
// biome-ignore lint/suspicious/noControlCharactersInRegex: the ASCII range itself is meant
const ASCII = /^[\x00-\x7f]*$/;
const MARKS = /[\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff]/g;
const SPECIAL = /[ßæœøłđðþı]/g;
const APOSTROPHES = /[\u2018\u2019\u02bc\u00b4`]/g;

/** Lower case, compatibility forms unified (NFKD then NFC), Latin diacritics removed, apostrophes straight. */
export function fold(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase();
  return text
    .replace(APOSTROPHES, "'")
    .normalize('NFKD')
    .toLowerCase()
    .replace(MARKS, '')
    .replace(SPECIAL, (letter) => LETTERS[letter] ?? letter)
    .normalize('NFC');
}
