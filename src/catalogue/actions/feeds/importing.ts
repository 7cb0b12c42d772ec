/** A feed's file into the catalogue, as the source of the organisation that registered it. */
import { type Organisation, organisationsById } from '../../../organisations/index.js';
import type { Db } from '../../../platform/db/index.js';
import type { Feed } from '../../queries/index.js';
import { nextOffering } from '../../rules/availability.js';
import { creditInWords } from '../../rules/credit.js';
import { namesOwner } from '../../rules/feeds/index.js';
import { valueInWords } from '../../rules/in-words.js';
import type { FeedSample } from '../../schema/feeds.js';
import type { CourseRecord, ImportReport } from '../../schema.js';
import { readingsOf } from '../import-input.js';
import { importReadings } from '../import-readings.js';
import { formatOf, openFile } from '../open-input.js';
import { type ImportReading, recordOf } from '../prepare-reading.js';
import { freshness } from '../read-apart.js';
import { FeedFault } from './fault.js';
import type { FeedFile } from './fetching.js';

type Asked = { feed: Feed; owner: Organisation; today: string; trial: boolean; signal?: AbortSignal | undefined };
export type FeedRead = { report: ImportReport; sample: FeedSample[] };

/** @throws FeedFault where nothing in the file can be recognised; ImportBusy */
export async function importFeed(db: Db, asked: Asked, file: FeedFile): Promise<FeedRead> {
  const { feed, owner, today, trial, signal } = asked;
  const input = { ...(await openFile(file.path)), name: feed.url, path: '' };
  const format = formatOf(input.sample, feed.format ?? undefined);
  if (!format) {
    await input.bytes[Symbol.asyncIterator]().return?.();
    throw new FeedFault(
      'The file is in no format that is recognised. Choose its format, or ask us what formats there are.',
    );
  }
  const fresh = freshness();
  const sample: FeedSample[] = [];
  const readings = readingsOf({ today }, { ...input, format }, { source: feed.sourceKey, fresh });
  const report = await importReadings({
    db,
    ...(await sourceOf(db, asked)),
    format: format.name,
    readings: ownersAlone(readings, owner, (record) => sample.push(sampleOf(record, today))),
    today,
    name: feed.url,
    dryRun: trial,
    approved: feed.approved ?? 0,
    fresh,
    ...(signal && { signal }),
  });
  return { report, sample };
}

/** Withdraws all that the feed lists. */
export async function withdrawFeed(db: Db, asked: Omit<Asked, 'trial'>): Promise<FeedRead> {
  async function* nothing(): AsyncGenerator<ImportReading> {}
  const report = await importReadings({
    db,
    ...(await sourceOf(db, asked)),
    format: 'feed',
    readings: nothing(),
    today: asked.today,
    name: asked.feed.url,
    force: true,
  });
  return { report, sample: [] };
}

async function sourceOf(db: Db, { feed, owner }: Pick<Asked, 'feed' | 'owner'>) {
  const brief = (await organisationsById(db, [owner.id])).get(owner.id);
  const isOwner = namesOwner(owner);
  const { host, origin } = new URL(feed.url);
  return {
    source: { key: feed.sourceKey, name: `${owner.name}, feed at ${host}`, url: origin, publisherId: owner.id },
    input: 'feed',
    whole: true,
    differences: true,
    actor: 'feed',
    // The organisation is known by its id: another one may go by the same name.
    known: (ref: string) => (isOwner(ref) ? brief : undefined),
  };
}

const SAMPLES = 5;

/** Refuses courses of other providers. What a feed says of organisations is passed over: members edit their own profile. */
async function* ownersAlone(
  readings: AsyncIterable<ImportReading>,
  owner: Organisation,
  onSample: (record: CourseRecord) => void,
): AsyncGenerator<ImportReading> {
  const isOwner = namesOwner(owner);
  const judged = new Map<string, boolean>();
  let samples = 0;
  for await (const reading of readings) {
    if (reading.type === 'organisation') continue;
    const ref = providerOf(reading);
    if (ref !== null) {
      if (judged.size > 1_000) judged.clear();
      const own = judged.get(ref) ?? isOwner(ref);
      judged.set(ref, own);
      if (!own) {
        yield { type: 'refused', at: reading.at, reason: notOwn(ref, owner) };
        continue;
      }
      if (samples < SAMPLES) {
        samples += 1;
        onSample(reading.type === 'prepared' ? recordOf(reading) : (reading as { record: CourseRecord }).record);
      }
    }
    yield reading;
  }
}

/** The provider as JSON; null: no course, or one whose record is so broken that it is refused as that. */
function providerOf(reading: ImportReading): string | null {
  if (reading.type === 'prepared') return reading.head.provider;
  if (reading.type !== 'course' || typeof reading.record?.provider?.name !== 'string') return null;
  return JSON.stringify(reading.record.provider);
}

function notOwn(ref: string, owner: Organisation): string {
  const { name } = JSON.parse(ref) as { name: string };
  return `Its provider is “${name.slice(0, 100)}”, and this is the feed of ${owner.name}. If that is another name of yours, ask staff to add it.`;
}

function sampleOf(record: CourseRecord, today: string): FeedSample {
  const said = (field: 'level' | 'prices') => {
    const value = record[field];
    return value === undefined || (Array.isArray(value) && value.length === 0) ? null : valueInWords(field, value);
  };
  const offerings = (record.offerings ?? []).map((offering) => ({ ...offering, id: '', source: '' }));
  const next = nextOffering({ offerings, pace: record.pace, workload: record.workload }, today);
  return {
    title: record.title,
    provider: record.provider.name,
    level: said('level'),
    price: said('prices') ?? (next?.prices.length ? valueInWords('prices', next.prices) : null),
    credit: (record.credit ?? []).map(creditInWords).join(', ') || null,
    start: next?.start ?? next?.startText ?? (record.pace === 'self-paced' ? 'any time' : null),
    url: record.url ?? null,
  };
}
