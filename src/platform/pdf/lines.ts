/** Text in lines of a width. Pure: the widths of words come from the typefaces. */

/** Width of a text at a size of 1. A line is as wide as its words and the spaces between them. */
export type Measure = (text: string) => number;

/**
 * The lines of a text that are as wide as `width` at most, and `most` of them; where there are more, the last ends in an
 * ellipsis. A word that is wider than a line is broken where the line ends.
 */
export function linesOf(text: string, { width, most }: { width: number; most: number }, measure: Measure): string[] {
  const space = measure(' ');
  const lines: string[] = [];
  let line = '';
  let reached = 0;
  for (const word of wordsOf(text, width, measure)) {
    const wide = measure(word);
    if (line !== '' && reached + space + wide > width) {
      lines.push(line);
      // What nobody will see need not be measured.
      if (lines.length > most) break;
      line = '';
    }
    reached = line === '' ? wide : reached + space + wide;
    line = line === '' ? word : `${line} ${word}`;
  }
  lines.push(line);
  if (lines.length <= most) return lines;
  return [...lines.slice(0, most - 1), shortened(lines[most - 1] ?? '', width, measure)];
}

const letters = new Intl.Segmenter('en', { granularity: 'grapheme' });

function* wordsOf(text: string, width: number, measure: Measure): Generator<string> {
  for (const word of text.split(' ')) yield* broken(word, width, measure);
}

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
