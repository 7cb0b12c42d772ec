/** Revoked or suspended? A list is a credential itself, and is believed only once it was judged like one. */
import { momentOf } from '../../../rules/dates.js';
import { judgeStatus, type Standing, type StatusEntry, StatusError, statusEntriesOf } from '../../status/index.js';
import type { JsonObject } from '../../types.js';
import { findSigned } from '../documents.js';
import {
  failed,
  idOf,
  isObject,
  issuerOf,
  type Matter,
  MOST_DEPTH,
  type Outcome,
  passed,
  skipped,
  textOf,
  unknown,
} from '../matter.js';
import type { Verified } from '../types.js';
import { dayOf } from './dates.js';

const ASK = 'Ask the issuer whether it still stands.';
const LATER = 'Try again later, or ask the issuer whether it still stands.';

export async function checkStatus(matter: Matter): Promise<Outcome> {
  const { document } = matter;
  if (document.credentialStatus === undefined) return skipped('It cannot be revoked: it names no list for that.');
  if (matter.depth >= MOST_DEPTH)
    return unknown('Its status was not looked up: it stands too deep inside another.', ASK);
  if ((await matter.signature()).holds === false)
    return unknown('Its status was not looked up, as its signature does not hold.', 'Do not rely on it.');
  let entries: StatusEntry[];
  try {
    entries = statusEntriesOf(document);
  } catch (error) {
    if (error instanceof StatusError) return unknown(error.message, ASK);
    throw error;
  }
  const outcomes: Outcome[] = [];
  for (const entry of entries) outcomes.push(await checkEntry(matter, entry));
  return worstOf(outcomes);
}

const ORDER = ['failed', 'unknown', 'passed', 'skipped'] as const;

function worstOf(outcomes: readonly Outcome[]): Outcome {
  const [worst] = outcomes.toSorted((a, b) => ORDER.indexOf(a.status) - ORDER.indexOf(b.status));
  return worst ?? skipped('It cannot be revoked: it names no list for that.');
}

async function checkEntry(matter: Matter, entry: StatusEntry): Promise<Outcome> {
  const isPast = matter.at.getTime() < matter.deps.now.getTime();
  const now = await readList(matter, entry, entry.list, true);
  if (isPast && entry.kind !== '1edtech') {
    const then = await readList(matter, entry, withTimestamp(entry.list, matter.at), false);
    if ('standing' in then && tellsOf(matter.at, then.list, 'standing' in now ? now.list : null))
      return outcomeOf(matter, then.standing, then.remark, false);
  }
  return 'standing' in now ? outcomeOf(matter, now.standing, now.remark, isPast) : now.outcome;
}

/** Whether a list tells of a moment: it says so itself, or it was given for that moment and is another than today's. */
function tellsOf(at: Date, list: JsonObject, today: JsonObject | null): boolean {
  const [from, until] = [list.validFrom, list.validUntil].map((date) =>
    typeof date === 'string' ? momentOf(date) : Number.NaN,
  );
  if (!(from! <= at.getTime())) return false;
  return at.getTime() <= until! || (today !== null && JSON.stringify(list.proof) !== JSON.stringify(today.proof));
}

/** Bitstring Status List 1.0 §3.4: the list as it was. A list server that keeps no past answers with the present. */
function withTimestamp(list: string, at: Date): string {
  if (!URL.canParse(list)) return list;
  const url = new URL(list);
  url.searchParams.set('timestamp', at.toISOString().replace(/\.\d+Z$/, 'Z'));
  return url.href;
}

type Listed = { standing: Standing; remark: string | null; list: JsonObject };

async function readList(
  matter: Matter,
  entry: StatusEntry,
  address: string,
  today: boolean,
): Promise<Listed | { outcome: Outcome }> {
  const doubt = (message: string) => ({ outcome: unknown(message, LATER) });
  const found = await findSigned(matter.deps.fetchDocument, address);
  if ('fault' in found) return doubt(`Whether it was revoked could not be found out. ${found.message}`);
  const { list, remark, fault } =
    entry.kind === '1edtech' ? plainList(found.value) : await believedList(matter, found.value, today);
  if (list === null) return doubt(`Whether it was revoked could not be found out: ${fault}`);
  try {
    const { standing, isShort } = standingIn(entry, list, idOf(matter.document));
    return { standing, remark: isShort ? SHORT : remark, list };
  } catch (error) {
    if (error instanceof StatusError) return doubt(`Whether it was revoked could not be found out. ${error.message}`);
    throw error;
  }
}

const SHORT = 'Its list is shorter than the standard asks, which hides less well whom it tells of.';

/** A list that is too short for the standard still tells what it tells. */
function standingIn(entry: StatusEntry, list: JsonObject, id: string | null): { standing: Standing; isShort: boolean } {
  try {
    return { standing: judgeStatus(entry, list, id), isShort: false };
  } catch (error) {
    if (!(error instanceof StatusError) || error.fault !== 'SHORT') throw error;
    return { standing: judgeStatus(entry, list, id, { leastBytes: 0 }), isShort: true };
  }
}

type Believed = { list: JsonObject | null; remark: string | null; fault: string | null };

function plainList(value: JsonObject | string): Believed {
  const list = isObject(value) ? value : null;
  return { list, remark: null, fault: list ? null : 'the list is not readable.' };
}

async function believedList(matter: Matter, value: JsonObject | string, today: boolean): Promise<Believed> {
  const judged = await matter.judge(value, today);
  const list = judged.document;
  const fault = faultOfList(judged);
  if (fault !== null || list === null) return { list: null, remark: null, fault: fault ?? 'the list cannot be read.' };
  const other =
    issuerOf(list) === issuerOf(matter.document)
      ? null
      : 'The list is kept by somebody else, whom the issuer names in the credential.';
  return { list, remark: other, fault: null };
}

function faultOfList({ verdict, checks }: Verified): string | null {
  if (verdict.authentic === true && verdict.current === true) return null;
  const blamed = checks.find(({ status }) => status === 'failed') ?? checks.find(({ status }) => status === 'unknown');
  return `the list itself does not count. ${blamed?.message ?? ''}`.trim();
}

/** @param late the list is of today and the question of another day. */
function outcomeOf(
  { at }: Matter,
  { purpose, value, message }: Standing,
  remark: string | null,
  late: boolean,
): Outcome {
  const day = dayOf(at.getTime());
  const reason = message ? ` The issuer says: ${(textOf(message) ?? '').slice(0, 300)}` : '';
  if (value === 0) {
    const past =
      late && purpose !== 'revocation'
        ? `The list tells only of today, not whether it was ${wordsOf(purpose)} on ${day}.`
        : null;
    return passed(`The issuer has not ${done(purpose)} it.`, past ?? remark);
  }
  if (purpose === 'message' || purpose === 'refresh')
    return passed(
      purpose === 'refresh' ? 'The issuer has a newer version of it.' : `The issuer adds a message.${reason}`,
      purpose === 'refresh' ? 'Ask the holder for the newer version.' : null,
    );
  const since = late ? ` The list does not say since when, so it may still have stood on ${day}.` : '';
  return failed(
    `The issuer has ${done(purpose)} it.${reason}${since}`,
    purpose === 'suspension'
      ? 'Ask the issuer; a suspension can end.'
      : 'Ask the holder or the issuer why, and whether another took its place.',
  );
}

function done(purpose: string): string {
  return purpose === 'suspension'
    ? 'suspended'
    : purpose === 'revocation'
      ? 'revoked'
      : `marked (${purpose.slice(0, 40)})`;
}

const wordsOf = done;
