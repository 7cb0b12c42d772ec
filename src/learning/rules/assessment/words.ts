/** When two short texts are the same. */

/**
 * Compatible forms of a sign are one (NFKC: "ﬁ" is "fi", "²" is "2"), invisible signs count for nothing, quotes and dashes of all kinds are
 * one, white space is one space, and so is capital or small unless case counts. Full stops, commas, colons, semicolons, question
 * and exclamation marks and quotes at either end are left out, unless there is nothing else; inside they count.
 */
export function foldText(text: string, { caseCounts }: { caseCounts: boolean }): string {
  const plain = text
    .normalize('NFKC')
    .replaceAll(/[\u00ad\u200b-\u200d\u2060\ufeff]/g, '')
    .replaceAll(/[\u2018\u2019\u201a\u201b\u2032\u0060\u00b4]/g, "'")
    .replaceAll(/[\u201c-\u201f\u2033\u00ab\u00bb]/g, '"')
    .replaceAll(/[\u2010-\u2015\u2212]/g, '-')
    .replaceAll(/\s+/g, ' ')
    .trim();
  const bare = withoutEnds(plain);
  const kept = bare === '' ? plain : bare;
  return caseCounts ? kept : kept.toUpperCase().toLowerCase().normalize('NFKC');
}

const ENDS = new Set(['.', ',', ';', ':', '!', '?', '"', "'", ' ']);

function withoutEnds(text: string): string {
  let [from, to] = [0, text.length];
  while (from < to && ENDS.has(text.charAt(from))) from += 1;
  while (to > from && ENDS.has(text.charAt(to - 1))) to -= 1;
  return text.slice(from, to);
}
