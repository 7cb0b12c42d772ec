/** Live sessions: what makes one, and when its code counts. */
import { formatDay } from '../../../ui/index.js';
import type { LiveSession } from '../../schema/runs.js';
import { momentOf, wallOf } from './days.js';

/** As a registrar writes it: hours on the wall of the run's time zone. */
export type SessionAsked = {
  step: string;
  starts: string;
  ends: string;
  address: string;
  room: string;
  access: string;
  link: string;
  capacity: string;
};
export type SessionRead =
  | { session: Pick<LiveSession, 'step' | 'starts' | 'ends' | 'address' | 'room' | 'access' | 'link' | 'capacity'> }
  | { faults: Record<string, string> };

const WALL = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/;
const LONGEST_MS = 48 * 3_600_000;

/** `steps`: keys of the edition's live sessions. */
export function readSession(asked: SessionAsked, zone: string, steps: readonly string[]): SessionRead {
  const faults: Record<string, string> = {};
  const [starts, ends] = (['starts', 'ends'] as const).map((field) => {
    const at =
      WALL.test(asked[field]) && !Number.isNaN(Date.parse(`${asked[field]}Z`)) ? momentOf(asked[field], zone) : null;
    if (at === null) faults[field] = 'Write day and hour as 2027-01-31T18:30.';
    return at;
  });
  if (starts && ends && ends <= starts) faults.ends = 'It ends before it begins.';
  else if (starts && ends && ends.getTime() - starts.getTime() > LONGEST_MS)
    faults.ends = 'A session is at most two days.';
  if (!steps.includes(asked.step)) faults.step = 'Choose one of the course’s live sessions.';
  const link = asked.link.trim() || null;
  if (link !== null && !isHttps(link)) faults.link = 'Write a whole address that begins with https://.';
  const address = clip(asked.address, 500);
  if (address === null && link === null) faults.address = 'Say where it is: an address, a link, or both.';
  const capacity = asked.capacity.trim() === '' ? null : Number(asked.capacity);
  if (capacity !== null && !(Number.isInteger(capacity) && capacity > 0 && capacity <= 100_000))
    faults.capacity = 'Write a whole number, or leave it empty.';
  if (Object.keys(faults).length > 0 || !starts || !ends) return { faults };
  const [room, access] = [clip(asked.room, 200), clip(asked.access, 1000)];
  return { session: { step: asked.step, starts, ends, address, room, access, link, capacity } };
}

function clip(text: string, longest: number): string | null {
  return text.trim().slice(0, longest) || null;
}

function isHttps(text: string): boolean {
  return text.length <= 500 && URL.canParse(text) && new URL(text).protocol === 'https:';
}

/** Whether the code that is shown in the room counts now. */
export function codeCounts({ code, codeFrom, codeUntil }: LiveSession, now: Date): boolean {
  return code !== null && codeFrom !== null && codeUntil !== null && codeFrom <= now && now < codeUntil;
}

/** `12 Jan 2027, 18:30 to 20:00 (Europe/London)`. */
export function whenInWords({ starts, ends }: Pick<LiveSession, 'starts' | 'ends'>, zone: string): string {
  const [from, to] = [wallOf(starts, zone), wallOf(ends, zone)];
  const until = from.slice(0, 10) === to.slice(0, 10) ? to.slice(11) : `${formatDay(to.slice(0, 10))}, ${to.slice(11)}`;
  return `${formatDay(from.slice(0, 10))}, ${from.slice(11)} to ${until} (${zone.replaceAll('_', ' ')})`;
}
