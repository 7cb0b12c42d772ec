/** Single cells of a table of awards. */
import { isDate } from '../../rules/dates.js';

/** What is wrong with a cell, and how it should look. */
export class FaultyCell extends Error {
  override readonly name = 'FaultyCell';
}

/** `2026-11-23`, or the day first as spreadsheets in Britain write it: `23/11/2026`, `23.11.2026`. @throws FaultyCell */
export function dayOf(cell: string): string {
  const [, day = '', month = '', year = ''] = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/.exec(cell) ?? [];
  const iso = year === '' ? cell : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (isDate(iso)) return iso;
  throw new FaultyCell(
    `“${cell.slice(0, 40)}” is not a day of the calendar. Write 2026-11-23, or 23/11/2026 with the day first.`,
  );
}

/** @throws FaultyCell */
export function webAddressOf(cell: string): string {
  const url = URL.canParse(cell) ? new URL(cell) : null;
  if (url && /^https?:$/.test(url.protocol) && cell.length <= 2000) return url.href;
  throw new FaultyCell('This is not a web address. It begins with https://.');
}
