/** A title in one short line of a letter, which cannot lead anywhere. */
export function plainTitle(title: string): string {
  const line = title.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').replace(/\b(https?:\/\/|www\.)\S*/gi, '…');
  return line.length > 120 ? `${line.slice(0, 119)}…` : line;
}
