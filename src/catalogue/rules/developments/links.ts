/** When a source's link is tried, and when it counts as dead. */

const HOUR = 3_600_000;
/** Tries that failed, a day apart, until a link is called dead: a server may rest for a night. */
export const DEAD_AFTER = 3;

/** Not tried before this moment; links in trouble are tried daily, others weekly. */
export function nextLook({ lookedAt, failures }: { lookedAt: Date | null; failures: number }): Date {
  if (lookedAt === null) return new Date(0);
  return new Date(lookedAt.getTime() + (failures > 0 ? 24 : 7 * 24) * HOUR);
}

export function linkState({
  lookedAt,
  failures,
}: {
  lookedAt: unknown;
  failures: number;
}): 'reachable' | 'dead' | 'unchecked' {
  if (lookedAt === null) return 'unchecked';
  return failures >= DEAD_AFTER ? 'dead' : 'reachable';
}

/** The title of a page of HTML in one line; null: it has none. */
export function titleIn(page: string): string | null {
  const found = /<title[^>]{0,200}>([^<]{1,1000})/i.exec(page)?.[1];
  const line = found?.replace(/\s+/g, ' ').trim();
  return line ? line.slice(0, 300) : null;
}
