/** Words on a stone: lines that fit, without measuring a font. Pure. */

/** Widths in em of Public Sans at weight 600, by kinds of letters: near enough to keep a line within its stone. */
const NARROW = /[iljtfrI1.,:;'’!|()[\] -]/u;
const WIDE = /[mwMW@%]/u;
const CAPITAL = /[\p{Lu}\p{N}&]/u;

export function widthOf(text: string, size: number): number {
  let width = 0;
  for (const letter of text) {
    width += NARROW.test(letter)
      ? 0.34
      : WIDE.test(letter)
        ? 0.9
        : CAPITAL.test(letter)
          ? 0.68
          : /[\p{Script=Latin}\p{P}\p{S}]/u.test(letter)
            ? 0.57
            : 1;
  }
  return width * size;
}

export type Lettering = { lines: string[]; size: number };

/** The text in as few lines as fit, in the largest of the sizes; what does not fit in the smallest is cut with an ellipsis. */
export function lettered(
  text: string,
  { width, sizes, most }: { width: number; sizes: readonly number[]; most: number },
): Lettering {
  for (const size of sizes) {
    const lines = wrapped(text, width, size);
    if (
      lines.length <= (size === sizes.at(-1) ? most : most - 1) &&
      lines.every((line) => widthOf(line, size) <= width)
    )
      return { lines, size };
  }
  const size = sizes.at(-1) ?? 20;
  const lines = wrapped(text, width, size)
    .slice(0, most)
    .map((line) => cut(line, width, size));
  const last = lines.length - 1;
  return {
    lines: lines.map((line, at) => (at === last ? cut(`${line.replace(/…$/, '')}…`, width, size) : line)),
    size,
  };
}

function wrapped(text: string, width: number, size: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const last = lines.at(-1);
    if (last !== undefined && widthOf(`${last} ${word}`, size) <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

function cut(line: string, width: number, size: number): string {
  if (widthOf(line, size) <= width) return line;
  const letters = [...line.replace(/…$/, '')];
  while (letters.length > 1 && widthOf(`${letters.join('')}…`, size) > width) letters.pop();
  return `${letters.join('').trimEnd()}…`;
}

/** One to three capitals: "Demo Northmoor University" is DNU. */
export function initialsOf(name: string): string {
  const words = name.split(/[\s-]+/).filter((word) => /^\p{L}/u.test(word) && !/^(of|the|and|for|de|la)$/i.test(word));
  return words
    .slice(0, 3)
    .map((word) => [...word][0]?.toUpperCase() ?? '')
    .join('');
}
