/** Who counts as a person looking at courses, roughly, and figures of days. Pure. */

/** What is asked of a request before it counts. */
export type Looking = { method: string; headers: Readonly<Record<string, string | string[] | undefined>> };

/** Programs that name themselves as such. Whoever hides as a browser is counted: there is no telling without spying on people. */
const BOTS =
  /bot\b|bots?[/;._-]|crawl|spider|slurp|archiv|preview|monitor|lighthouse|headless|scrap|facebookexternal|embedly|validator|link.?check/i;
/** Reading a page by one of these is no visit; asking the API by one is what it is for. */
const TOOLS = /^(?:curl|wget|python|java|go-http|okhttp|axios|node|ruby|perl|php|libwww|httpie|apache-httpclient)\b/i;

/** Whether a look counts: a GET that was meant, not by a program that says it is one. */
export function counts({ method, headers }: Looking, of: 'page' | 'api'): boolean {
  if (method !== 'GET' || 'sec-purpose' in headers || headers.purpose === 'prefetch') return false;
  const agent = headers['user-agent'];
  if (typeof agent !== 'string' || agent === '') return of === 'api';
  return !BOTS.test(agent) && (of === 'api' || !TOOLS.test(agent));
}

/** How often courses were found, opened and handed over. */
export type Figures = { found: number; opened: number; handedOver: number };
export type DayFigures = Figures & { day: string };

/** Every day from `from` to `to`, those without a row as zeros. Days are ISO days in order. */
export function everyDay(rows: readonly DayFigures[], days: readonly string[]): DayFigures[] {
  const byDay = new Map(rows.map((row) => [row.day, row]));
  return days.map((day) => byDay.get(day) ?? { day, found: 0, opened: 0, handedOver: 0 });
}

export function totalOf(rows: readonly Figures[]): Figures {
  const total = { found: 0, opened: 0, handedOver: 0 };
  for (const row of rows) {
    total.found += row.found;
    total.opened += row.opened;
    total.handedOver += row.handedOver;
  }
  return total;
}
