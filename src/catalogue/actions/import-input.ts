/** A file, a folder or an address into the catalogue: recognised, parsed, imported; one report for each input. */
import type { Db } from '../../platform/db/index.js';
import type { Client } from '../../platform/fetch/index.js';
import { dayInName, inputName, isCopy, sourceKey } from '../rules/source-names.js';
import type { Format, ImportReport } from '../schema.js';
import { emptyReport, importReadings, type Source } from './import-readings.js';
import {
  filesOf,
  formatNames,
  formatOf,
  InputUnreadable,
  isAddress,
  type OpenInput,
  openAddress,
  openFile,
} from './open-input.js';
import type { ImportReading } from './prepare-reading.js';
import { freshness, readApart } from './read-apart.js';

export type InputOptions = {
  db: Db;
  /** A path or an address. */
  input: string;
  /** ISO day of this reading. */
  today: string;
  /** Key of the source. The input, or the whole folder, is then all that this source has. */
  source?: string;
  /** Name of a format; absent: recognised. */
  format?: string;
  dryRun?: boolean;
  force?: boolean;
  actor?: string;
  /** Reports what is not as it was, record by record. */
  differences?: boolean;
  /** For addresses. */
  client?: Client;
  /** Bytes read and to be read (null: not known), and courses so far, of the input named. */
  onProgress?: (progress: { name: string; done: number; size: number | null; read: number }) => void;
  signal?: AbortSignal;
};

/**
 * Imports `input`, yielding each report as soon as it is there. Files of a folder come in the order of their names, so that
 * the older of two dated states of a feed is read first.
 * @throws InputUnreadable where the input, or the only file, cannot be read or recognised; ImportBusy.
 */
export async function* importInput(options: InputOptions): AsyncGenerator<ImportReport> {
  if (isAddress(options.input)) {
    if (!options.client) throw new InputUnreadable('Addresses cannot be read here.');
    yield await importOne(options, recognised(await openAddress(options.input, options.client), options));
    return;
  }
  const { files, folder } = await filesOf(options.input);
  if (!folder) yield await importOne(options, recognised(await openFile(options.input), options));
  else if (options.source !== undefined) yield await importTogether(options, options.source, files);
  else yield* importEach(options, files);
}

export type Recognised = OpenInput & { format: Format };

function recognised(input: OpenInput, { format }: InputOptions): Recognised {
  const found = formatOf(input.sample, format);
  if (!found) {
    throw new InputUnreadable(
      `${input.name} is in no format that Cairn recognises. If you know its format, say so with --format: ${formatNames()}.`,
    );
  }
  return { ...input, format: found };
}

async function* importEach(options: InputOptions, files: readonly string[]): AsyncGenerator<ImportReport> {
  for (const file of files) {
    const input = await openFile(file);
    const format = formatOf(input.sample, options.format);
    if (format) yield await importOne(options, { ...input, format });
    else {
      await close(input);
      yield {
        ...emptyReport('', 'unknown', input.name),
        notes: [`${input.path} is in no format that Cairn recognises: left out.`],
      };
    }
  }
}

function importOne(options: InputOptions, input: Recognised): Promise<ImportReport> {
  const source = sourceOf(options, input);
  const fresh = freshness();
  return importReadings({
    ...options,
    source,
    format: input.format.name,
    readings: readingsOf(options, input, { source: source.key, fresh }),
    fresh,
    name: input.name,
    input: inputName(input.name),
    whole: options.source !== undefined,
    onProgress: undefined,
  });
}

/** All files of a folder as one source: only what none of them shows is withdrawn. */
async function importTogether(options: InputOptions, key: string, files: readonly string[]): Promise<ImportReport> {
  const left: string[] = [];
  const names = new Set<string>();
  const fresh = freshness();
  async function* readings(): AsyncGenerator<ImportReading> {
    for (const file of files) {
      const input = await openFile(file);
      const format = formatOf(input.sample, options.format);
      if (!format) {
        await close(input);
        left.push(input.path);
        yield {
          type: 'note',
          at: input.path,
          message: `${input.path} is in no format that Cairn recognises: left out.`,
        };
        continue;
      }
      names.add(format.name);
      for await (const reading of readingsOf(options, { ...input, format }, { source: key, fresh }))
        yield { ...reading, at: `${input.name}: ${reading.at}` };
    }
  }
  const report = await importReadings({
    ...options,
    source: { key, name: key },
    format: options.format ?? 'folder',
    readings: readings(),
    fresh,
    name: options.input,
    input: inputName(key),
    whole: true,
    onProgress: undefined,
  });
  if (left.length === files.length)
    throw new InputUnreadable(`${options.input} holds no file in a format that Cairn recognises.`);
  return { ...report, format: [...names].sort().join(', ') };
}

/** Source key of tables with our own column names: anybody's, so the name of the file tells one from another. */
const ANYBODYS = 'csv';

function sourceOf({ source: key }: InputOptions, { format, sample, path, name }: Recognised): Source {
  const stated = format.sourceOf?.(sample);
  const own = stated?.key === ANYBODYS ? undefined : stated;
  const found = key ?? own?.key ?? sourceKey(name);
  const dated = dayInName(own && isCopy(own.key) ? own.key : path);
  return {
    key: found,
    name: own?.name ?? found,
    ...(own?.url ? { url: own.url } : isAddress(name) ? { url: new URL(name).origin } : {}),
    ...(dated ? { dated } : {}),
    secondHand: isCopy(found) || (own !== undefined && isCopy(own.key)),
  };
}

/** The readings of an open input, in a thread of its own where that is worth it. */
export async function* readingsOf(
  { today, onProgress }: Pick<InputOptions, 'today' | 'onProgress'>,
  input: Recognised,
  weaving: { source: string; fresh: Int32Array },
): AsyncGenerator<ImportReading> {
  let done = 0;
  let read = 0;
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of input.bytes) {
      done += chunk.length;
      onProgress?.({ name: input.name, done, size: input.size, read });
      yield chunk;
    }
  }
  const day = dayInName(input.path);
  const options = { today: day && day < today ? day : today, name: input.name };
  const apart = canReadApart && (input.size === null || input.size > WORTH_A_THREAD);
  const readings = apart ? readApart(input.format, counted(), options, weaving) : input.format.read(counted(), options);
  for await (const reading of readings) {
    if (reading.type === 'course' || reading.type === 'prepared') read += 1;
    yield reading;
  }
}

/** Bytes. A thread takes about a tenth of a second to start, in which half a megabyte is read. */
const WORTH_A_THREAD = 500_000;
/** Threads run compiled code; the tests, which run the sources as they stand, read in this one. */
const canReadApart = import.meta.filename.endsWith('.js');

async function close(input: OpenInput): Promise<void> {
  await input.bytes[Symbol.asyncIterator]().return?.();
}
