/** Times in proofs: dateTimeStamp of XML Schema 1.1. One without a zone is taken as UTC (Data Integrity 1.0 §2.1). */
const TIMESTAMP =
  /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-](0\d|1[0-3]):[0-5]\d|[+-]14:00)?$/;

/** Null where it is no such time, the 30th of February included. */
export function readTimestamp(text: unknown): Date | null {
  if (typeof text !== 'string' || !TIMESTAMP.test(text)) return null;
  const zoned = /(Z|[+-]\d\d:\d\d)$/.test(text) ? text : `${text}Z`;
  const date = new Date(zoned);
  const sameDay = new Date(`${text.slice(0, 10)}T00:00:00Z`).getUTCDate() === Number(text.slice(8, 10));
  return sameDay && !Number.isNaN(date.getTime()) ? date : null;
}
