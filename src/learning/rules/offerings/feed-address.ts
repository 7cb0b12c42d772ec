/** The address of a learner's calendar: made from the enrolment's id and the site's secret, so that the database alone cannot name it. */
import { sameText, seal } from '../../../platform/crypto/index.js';

const PURPOSE = 'learning.calendar';

export function calendarToken(secret: string, enrolmentId: string): string {
  const id = Buffer.from(enrolmentId.replaceAll('-', ''), 'hex').toString('base64url');
  return `${id}.${seal(secret, PURPOSE, id)}`;
}

/** The id of the enrolment whose calendar a token opens; null: it is none of ours. */
export function readCalendarToken(secret: string, token: string): string | null {
  const [id = '', given = '', ...rest] = token.split('.');
  const bytes = Buffer.from(id, 'base64url');
  if (rest.length > 0 || bytes.length !== 16 || !sameText(given, seal(secret, PURPOSE, id))) return null;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
