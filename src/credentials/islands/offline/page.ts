/**
 * The page that is kept: checks credentials on one's own machine, by the keys and contexts that came with it. It asks no
 * network for anything. `actions/offline.ts` makes one script of these files, so names are unlike and imports on one line.
 */
import { type Doc, fromBase64url, isDoc, textIn } from './files.js';
import { issuerOf, pinned, readSigned, type Signed } from './signatures.js';

type Line = { tone: 'pass' | 'warn' | 'fail'; words: string };

const MOST_BYTES = 5 * 1024 * 1024;
const MOST_LIST = 4 * 1024 * 1024;
/** Status lists that were dropped in and hold, by who signed them and the address that credentials name. */
const lists = new Map<string, Doc>();

listen();

function listen(): void {
  const file = document.querySelector<HTMLInputElement>('#file');
  const text = document.querySelector<HTMLTextAreaElement>('#text');
  file?.addEventListener('change', () => void checkFiles([...(file.files ?? [])]));
  document.querySelector('form')?.addEventListener('submit', (event) => {
    event.preventDefault();
    if (text && text.value.trim() !== '') void check(() => Promise.resolve(text.value));
  });
  addEventListener('dragover', (event) => event.preventDefault());
  addEventListener('drop', (event) => {
    event.preventDefault();
    void checkFiles([...(event.dataTransfer?.files ?? [])]);
  });
}

async function checkFiles(files: File[]): Promise<void> {
  for (const file of files)
    await check(async () => {
      if (file.size > MOST_BYTES) throw new Error('The file is larger than 5 MB.');
      return textIn(new Uint8Array(await file.arrayBuffer()));
    });
}

async function check(read: () => Promise<string>): Promise<void> {
  say('Checking…', '', []);
  try {
    const signed = await readSigned(await read());
    if (isList(signed.document)) keepList(signed);
    else await tell(signed);
  } catch (error) {
    say('This could not be read.', (error as Error).message, []);
  }
}

async function tell(signed: Signed): Promise<void> {
  const { document: credential, holds, known, why } = signed;
  const lines: Line[] = [];
  if (holds === true) lines.push({ tone: 'pass', words: 'Nothing in it was changed since it was signed.' });
  else lines.push({ tone: holds === false ? 'fail' : 'warn', words: why });
  if (holds === true && known !== null)
    lines.push({ tone: 'pass', words: `Signed by ${known}, an issuer that ${pinned.origin} knew on ${pinned.made}.` });
  else if (holds !== false)
    lines.push({
      tone: 'warn',
      words: 'The issuer is not among those in this page. Find out who they are before you rely on it.',
    });
  const dates = datesOf(credential);
  lines.push(...dates);
  const standing = holds === true ? await standingOf(signed) : [];
  lines.push(...standing);
  const ended = dates.some(({ tone }) => tone === 'fail');
  const withdrawn = standing.some(({ tone }) => tone === 'fail');
  const unsure = standing.some(({ tone }) => tone === 'warn');
  const title =
    holds === false
      ? 'Not real, as far as can be told.'
      : holds === null
        ? 'Whether this is real could not be checked.'
        : withdrawn
          ? 'Real, but withdrawn.'
          : ended
            ? 'Real, but not valid today.'
            : `Real${known === null ? '. We do not know the issuer' : ''}${unsure ? '. Whether it was withdrawn, this page cannot know' : ''}.`;
  say(title, nameOf(credential), lines);
}

function datesOf(credential: Doc): Line[] {
  const from = Date.parse(String(credential.validFrom ?? credential.issuanceDate ?? ''));
  const until = Date.parse(String(credential.validUntil ?? credential.expirationDate ?? ''));
  const day = (moment: number): string => new Date(moment).toISOString().slice(0, 10);
  const lines: Line[] = [];
  if (from > Date.now())
    lines.push({ tone: 'fail', words: `It begins on ${day(from)}, by the clock of this machine.` });
  if (until <= Date.now())
    lines.push({ tone: 'fail', words: `It ended on ${day(until)}, by the clock of this machine.` });
  if (lines.length === 0)
    lines.push({ tone: 'pass', words: Number.isNaN(until) ? 'It has no end.' : `It holds until ${day(until)}.` });
  return lines;
}

/** Withdrawn or suspended, as far as the lists that were dropped in can say. */
async function standingOf({ document: credential, issuer }: Signed): Promise<Line[]> {
  const entries = (
    Array.isArray(credential.credentialStatus) ? credential.credentialStatus : [credential.credentialStatus]
  ).filter(isDoc);
  if (entries.length === 0) return [{ tone: 'pass', words: 'It names no list on which it could be withdrawn.' }];
  const lines: Line[] = [];
  for (const entry of entries) {
    const address = String(entry.statusListCredential ?? '');
    const list = lists.get(`${issuer} ${address}`);
    if (!list) {
      lines.push({
        tone: 'warn',
        words: `Whether it was withdrawn stands on a list at ${address.slice(0, 300)}. Fetch that file when you are online and drop it here.`,
      });
      continue;
    }
    lines.push(await standingOn(list, entry));
  }
  return lines;
}

async function standingOn(list: Doc, entry: Doc): Promise<Line> {
  const subject = isDoc(list.credentialSubject) ? list.credentialSubject : {};
  const purpose = String(entry.statusPurpose ?? '');
  const index = Number(entry.statusListIndex);
  if (subject.statusPurpose !== purpose)
    return { tone: 'warn', words: 'The list that was dropped in is for another purpose.' };
  const bits = await inflate(String(subject.encodedList ?? ''));
  const byte = bits[Math.floor(index / 8)];
  if (!Number.isInteger(index) || index < 0 || byte === undefined)
    return { tone: 'warn', words: 'The list that was dropped in has no place for it.' };
  const set = (byte >> (7 - (index % 8))) & 1;
  const dated = String(list.validFrom ?? '').slice(0, 16);
  if (set === 1)
    return {
      tone: 'fail',
      words: `${purpose === 'suspension' ? 'Suspended' : 'Withdrawn'} by its issuer, as of the list of ${dated}.`,
    };
  return {
    tone: 'pass',
    words: `Not ${purpose === 'suspension' ? 'suspended' : 'withdrawn'}, as of the list of ${dated}.`,
  };
}

async function inflate(encoded: string): Promise<Uint8Array> {
  const stream = new Blob([fromBase64url(encoded.replace(/^u/, ''))])
    .stream()
    .pipeThrough(new DecompressionStream('gzip'));
  const reader = stream.getReader();
  const parts: Uint8Array[] = [];
  let size = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    size += part.value.length;
    if (size > MOST_LIST) throw new Error('The status list is larger than 4 MB.');
    parts.push(part.value);
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function isList(credential: Doc): boolean {
  const types = Array.isArray(credential.type) ? credential.type : [credential.type];
  return types.includes('BitstringStatusListCredential');
}

/** A list counts only where its own signature holds, within its dates. */
function keepList({ document: list, holds, why }: Signed): void {
  const ended = datesOf(list).find(({ tone }) => tone === 'fail');
  if (holds !== true) say('This status list does not count.', why, []);
  else if (ended) say('This status list does not count.', ended.words, []);
  else {
    lists.set(`${issuerOf(list)} ${String(list.id ?? '')}`, list);
    say('Status list kept until this page is closed.', 'Now drop the credential.', []);
  }
}

function nameOf(credential: Doc): string {
  const subject = Array.isArray(credential.credentialSubject)
    ? credential.credentialSubject[0]
    : credential.credentialSubject;
  const achievement = isDoc(subject) && isDoc(subject.achievement) ? subject.achievement : {};
  const issuer = isDoc(credential.issuer) ? String(credential.issuer.name ?? '') : '';
  const name = String(achievement.name ?? credential.name ?? '').slice(0, 300);
  return [name, issuer && `it says: issued by ${issuer.slice(0, 300)}`].filter(Boolean).join(' · ');
}

function say(title: string, about: string, lines: Line[]): void {
  const answer = document.getElementById('answer');
  if (!answer) return;
  const heading = document.createElement('h2');
  heading.textContent = title;
  const words = document.createElement('p');
  words.textContent = about;
  const list = document.createElement('ul');
  for (const { tone, words } of lines) {
    const line = document.createElement('li');
    line.className = tone;
    line.textContent = words;
    list.append(line);
  }
  answer.replaceChildren(heading, words, list);
  answer.hidden = false;
}
