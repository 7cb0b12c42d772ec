/** Words in lines, for pictures: roughly, since no font is at hand. */

/** At most `most` lines of about `wide` letters; the last ends in an ellipsis where there is more. */
export function inLines(text: string, wide: number, most: number): string[] {
  const words = text
    .replace(/\s+/g, ' ')
    .trim()
    .split(' ')
    .flatMap((word) => pieces(word, wide));
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last !== undefined && [...last].length + 1 + [...word].length <= wide)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  if (lines.length <= most) return lines;
  const kept = lines.slice(0, most);
  kept[most - 1] = `${[...(kept[most - 1] ?? '')]
    .slice(0, wide - 1)
    .join('')
    .trimEnd()}…`;
  return kept;
}

function pieces(word: string, wide: number): string[] {
  const letters = [...word];
  const found: string[] = [];
  for (let at = 0; at < letters.length; at += wide) found.push(letters.slice(at, at + wide).join(''));
  return found;
}
