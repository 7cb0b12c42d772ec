/** Captions (W3C WebVTT 1): whether a browser will show them. */
import { MediaError } from './words.js';

const TIMES =
  /^(?:(\d{2,4}):)?([0-5]\d):([0-5]\d)\.(\d{3})[ \t]+-->[ \t]+(?:(\d{2,4}):)?([0-5]\d):([0-5]\d)\.(\d{3})(?:[ \t].*)?$/;

/** How many captions it has. @throws MediaError naming the first line that is at fault. */
export function readCaptions(bytes: Uint8Array): number {
  const text = decoded(bytes).replace(/^\uFEFF/, '');
  const lines = text.split(/\r\n|\n|\r/);
  if (!/^WEBVTT(?:[ \t].*)?$/.test(lines[0] ?? '')) throw new MediaError('Captions begin with the line WEBVTT.');
  let count = 0;
  for (const [index, line] of lines.entries()) {
    if (!line.includes('-->')) continue;
    const found = TIMES.exec(line.trim());
    if (!found) throw at(index, `is “${line.trim().slice(0, 60)}”. Times look like 00:01:02.500 --> 00:01:05.000.`);
    const [from, to] = [secondsOf(found.slice(1, 5)), secondsOf(found.slice(5, 9))];
    if (to <= from) throw at(index, 'ends before it begins.');
    if ((lines[index + 1] ?? '').trim() === '') throw at(index, 'has no words below it.');
    count += 1;
  }
  if (count === 0)
    throw new MediaError('There are no captions in this file: no line has times such as 00:01.000 --> 00:04.000.');
  return count;
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new MediaError('The captions are not in UTF-8. Save the file as UTF-8.');
  }
}

function secondsOf([hours = '0', minutes, seconds, thousandths]: (string | undefined)[]): number {
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds) + Number(thousandths) / 1000;
}

function at(index: number, words: string): MediaError {
  return new MediaError(`Line ${index + 1} of the captions ${words}`);
}
