/** Text in lines of a width. Pure: the widths of words come from the typefaces. */

/** Width of a text at a size of 1. */
export type Measure = (text: string) => number;

/**
 * The lines of a text that are as wide as `width` at most, and `most` of them; where there are more, the last ends in an
 * ellipsis. A word that is wider than a line is broken where the line ends.
 */
export function linesOf(text: string, { width, most }: { width: number; most: number }, measure: Measure): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap((word) => broken(word, width, measure))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (measure(longer) <= width) {
      line = longer;
      continue;
    }
    lines.push(line);
    line = word;
    // What nobody will see need not be measured.
    if (lines.length > most) break;
  }
  lines.push(line);
  if (lines.length <= most) return lines;
  return [...lines.slice(0, most - 1), shortened(lines[most - 1] ?? '', width, measure)];
}

const letters = new Intl.Segmenter('en', { granularity: 'grapheme' });

function broken(word: string, width: number, measure: Measure): string[] {
  if (measure(word) <= width) return [word];
  const parts: string[] = [];
  let part = '';
  for (const { segment } of letters.segment(word)) {
    if (part !== '' && measure(part + segment) > width) {
      parts.push(part);
      part = '';
    }
    part += segment;
  }
  return [...parts, part];
}

function shortened(line: string, width: number, measure: Measure): string {
  let kept = [...letters.segment(line)].map(({ segment }) => segment);
  while (kept.length > 0 && measure(`${kept.join('').trimEnd()}…`) > width) kept = kept.slice(0, -1);
  return `${kept.join('').trimEnd()}…`;
}
