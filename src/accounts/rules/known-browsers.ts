/**
 * A browser in which somebody signed in before carries a sealed mark of it for a year. It opens nothing; it only keeps the
 * tries of strangers apart from the tries of the owner.
 */
import { newToken, seal } from '../../platform/crypto/index.js';
import { type CookieSpec, cookieName, cookieText, readCookie, sealed, unsealed } from './cookies.js';

const PURPOSE = 'known-browser';
/** People who share a browser: a household, a library's desk. */
const MOST_PEOPLE = 5;

type Place = { secret: string; isSecure: boolean };

const specOf = ({ isSecure }: Place): CookieSpec => ({ name: 'known', seconds: 365 * 86_400, isSecure });

/** The name of this browser, if this person signed in here before; else null. */
export function knownDevice(place: Place, cookies: string | null, personId: string): string | null {
  const { device, marks } = readMarks(place, cookies);
  return marks.includes(markOf(place, device, personId)) ? device : null;
}

/** The cookie that lets this browser be known for this person too. */
export function rememberBrowser(place: Place, cookies: string | null, personId: string): string {
  const { device, marks } = readMarks(place, cookies);
  const mark = markOf(place, device, personId);
  const kept = [mark, ...marks.filter((other) => other !== mark)].slice(0, MOST_PEOPLE);
  return cookieText(specOf(place), sealed(place.secret, PURPOSE, [device, ...kept].join(' ')));
}

function readMarks(place: Place, cookies: string | null): { device: string; marks: string[] } {
  const value = readCookie(cookies, cookieName(specOf(place).name, place.isSecure));
  const [device, ...marks] = unsealed(place.secret, PURPOSE, value)?.split(' ') ?? [];
  return { device: device ?? newToken(12), marks };
}

/** Tells nobody who it is. */
function markOf({ secret }: Place, device: string, personId: string): string {
  return seal(secret, 'known-person', `${device} ${personId}`).slice(0, 22);
}
