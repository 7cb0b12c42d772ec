/** Running a parser over bytes at hand, in pieces of any size. */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { CourseRecord, type Format, type Reading } from '../../schema.js';

export const SAMPLES = resolve(process.env.CAIRN_SAMPLES ?? '../shared/data');
export const hasSamples = existsSync(resolve(SAMPLES, 'feeds'));
export const sampleFile = (path: string): Buffer => readFileSync(resolve(SAMPLES, 'feeds', path));

/** Cut at every `size` bytes: a parser must not care where the network cut its input. */
export async function* inPieces(bytes: Uint8Array, size = 65_536): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

export async function readAll(
  format: Format,
  input: Uint8Array | string,
  size?: number,
  name = 'file',
): Promise<Reading[]> {
  const bytes = typeof input === 'string' ? Buffer.from(input) : input;
  const readings: Reading[] = [];
  for await (const reading of format.read(inPieces(bytes, size), { today: '2026-11-23', name })) readings.push(reading);
  return readings;
}

export const coursesOf = (readings: readonly Reading[]): CourseRecord[] =>
  readings.flatMap((reading) => (reading.type === 'course' ? [reading.record] : []));

export const reasonsOf = (readings: readonly Reading[]): string[] =>
  readings.flatMap((reading) => (reading.type === 'refused' ? [reading.reason] : []));

export function countsOf(readings: readonly Reading[]): Partial<Record<Reading['type'], number>> {
  const counts: Partial<Record<Reading['type'], number>> = {};
  for (const { type } of readings) counts[type] = (counts[type] ?? 0) + 1;
  return counts;
}

/** One course, for tests of a single one. */
export async function readOne(format: Format, input: string): Promise<CourseRecord> {
  const readings = await readAll(format, input);
  const [course] = coursesOf(readings);
  if (!course) throw new Error(`no course: ${JSON.stringify(readings)}`);
  return course;
}

/** Nothing that leaves a parser may be other than the schema says, nor say what is impossible. */
export function checkReading(reading: Reading): void {
  if (reading.at === '') throw new Error('a reading says where it was found');
  if (reading.type === 'refused' && reading.reason.length < 5) throw new Error('a refusal says why');
  if (reading.type !== 'course') return;
  CourseRecord.parse(reading.record);
  for (const { start, end } of reading.record.offerings) {
    if (start && end && end < start) throw new Error(`ends ${end} before it starts ${start}`);
  }
}
