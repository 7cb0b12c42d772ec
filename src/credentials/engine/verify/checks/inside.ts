/** What is inside: endorsements, the credentials of a record or of a presentation. Each is judged by the same checks. */
import type { Json, JsonObject } from '../../types.js';
import {
  failed,
  isObject,
  listOf,
  type Matter,
  MOST_DEPTH,
  type Outcome,
  objectsOf,
  passed,
  skipped,
  unknown,
} from '../matter.js';
import type { Verified } from '../types.js';

const MOST = 20;

export async function checkInside(matter: Matter): Promise<Outcome> {
  const inside = insideOf(matter.document);
  if (inside.length === 0) return skipped('There are no endorsements or other credentials inside.');
  if (matter.depth + 1 >= MOST_DEPTH) return skipped('What is inside was not looked at: it stands too deep.');
  const judged: Verified[] = [];
  for (const one of inside.slice(0, MOST)) judged.push(await matter.judge(one));
  const worst = judged.find(({ verdict }) => verdict.authentic === false || verdict.current === false);
  const blame = ({ checks }: Verified, status: string) =>
    checks.find((check) => check.status === status)?.message ?? '';
  if (worst)
    return failed(
      `Of what is inside, one does not hold: “${nameOf(worst.summary?.name)}”. ${blame(worst, 'failed')}`,
      'Do not count that one. The credential round it is judged by itself.',
    );
  const open = judged.find(({ verdict }) => verdict.authentic !== true || verdict.current !== true);
  if (open || inside.length > MOST)
    return unknown(
      `Of what is inside, not all could be checked${open ? `: “${nameOf(open.summary?.name)}”. ${blame(open, 'unknown')}` : ''}`,
      'Ask for those one by one, and check each.',
    );
  return passed(
    inside.length === 1 ? 'The one credential inside holds too.' : `The ${inside.length} credentials inside hold too.`,
  );
}

function nameOf(name: string | null | undefined): string {
  return (name ?? 'without a name').slice(0, 120);
}

/** Endorsements where Open Badges has them, and the credentials of records and presentations. */
export function insideOf(document: JsonObject): (JsonObject | string)[] {
  const subjects = objectsOf(document.credentialSubject);
  const achievements = subjects.flatMap((subject) => objectsOf(subject.achievement));
  const endorsed = [
    document,
    ...objectsOf(document.issuer),
    ...achievements,
    ...achievements.flatMap(({ creator }) => objectsOf(creator)),
  ];
  return [
    ...endorsed.flatMap(({ endorsement, endorsementJwt }) => [...listOf(endorsement), ...listOf(endorsementJwt)]),
    ...listOf(document.verifiableCredential),
    ...subjects.flatMap((subject) => listOf(subject.verifiableCredential)),
  ].filter((one: Json): one is JsonObject | string => isObject(one) || typeof one === 'string');
}
