/**
 * The index of one web process: loaded from its snapshot or built from the catalogue, then kept up by following the
 * catalogue's change log. A change is findable within a second: PostgreSQL wakes every process by NOTIFY, and a slow poll
 * stands behind it for a connection that was lost.
 */
import type { Pool, PoolClient } from 'pg';
import {
  type ChangePosition,
  type Course,
  changesSince,
  coursesByNum,
  skillSynonyms,
  startOfChanges,
  streamCourses,
} from '../../catalogue/index.js';
import { aliasesByOrganisation, verifiedOrganisations } from '../../organisations/index.js';
import type { Clock } from '../../platform/clock/index.js';
import type { Db } from '../../platform/db/index.js';
import type { Log } from '../../platform/log/index.js';
import { type ReviewSummary, reviewSummaries } from '../../reviews/index.js';
import { createIndex, type Index } from '../engine/index.js';
import { databaseIdentity, listenForChanges } from '../queries.js';
import { type AliasesOf, indexDocumentOf } from '../rules/document.js';
import { itemOf } from '../rules/item.js';
import { type Labels, learnLabels } from '../rules/labels.js';
import { engineQueryOf } from '../rules/question.js';
import { generalSynonyms } from '../rules/synonyms.js';
import {
  type Facet,
  type IndexDocument,
  type SearchAnswer,
  type SearchItem,
  SearchQuery,
  type Valuation,
  type Valued,
} from '../schema.js';
import {
  type Answered,
  type AnswerOptions,
  answerQuery,
  type NumberedCard,
  type Shelf,
  wholeAnswer,
} from './answer.js';
import { createRecent } from './recent.js';
import { withSigned } from './recognised.js';
import { readSnapshot, writeSnapshot } from './snapshot.js';
import { weighInSlices } from './weighing.js';

/** Courses indexed in one go while building or catching up: enough to be quick, little enough not to hold requests up. */
const BATCH = 500;
/** Cards kept: at about 1.5 kB each 75 MB, a whole national catalogue, and the hot part of a world's. */
const CARDS = 50_000;
const POLL_MS = 5_000;
const SNAPSHOT_MS = 10 * 60_000;
const MERGE_MS = 2_000;

type Reviews = ReadonlyMap<string, ReviewSummary>;

/** `find`: how many of them a search finds, and at most so many by number, the best first. */
export type AmongCourses = {
  find(query: SearchQuery, most: number): { total: number; nums: number[] };
  weigh(valuation: Valuation): Valued;
};

export type Discovery = {
  search(query: SearchQuery, options?: AnswerOptions): Promise<SearchAnswer>;
  /** The same with the cards themselves as they are kept, and why they were found beside them. */
  searchKept(query: SearchQuery): Promise<Answered>;
  similar(num: number, limit: number): Promise<(SearchItem & { shared: string[] })[]>;
  suggest: Index['suggest'];
  /** How many courses have each of `values` of a facet, under the other filters of `within`. Values without a course are left out. */
  counts(facet: Facet, values: readonly string[], within?: Partial<SearchQuery>): Map<string, number>;
  /** The same engine, with the same answers, over these courses alone: which of them a search finds, the best first. */
  among(nums: readonly number[]): Promise<AmongCourses>;
  /** Every course, valued. Throws RangeError for a valuation out of bounds, `WeighingTooSlow` (503) after two seconds. */
  weigh(valuation: Valuation): Promise<Valued>;
  /** Cards of courses by number. */
  items(nums: readonly number[]): Promise<SearchItem[]>;
  labels(): Labels;
  /** Reads what has changed, now. Resolves when the index holds all that was committed before the call. */
  catchUp(): Promise<void>;
  ready(): boolean;
  stats(): { documents: number; segments: number; bytes: number; cards: number };
  /** Grows with every change: a tag for caches. */
  version(): number;
  save(): Promise<void>;
  close(): Promise<void>;
};

export type DiscoveryOptions = {
  db: Db;
  pool: Pool;
  clock: Clock;
  log: Log /** Where the snapshot is kept; null: nowhere. */;
  folder: string | null;
};

/** Opens discovery. Resolves when the index is loaded and has caught up; from then on it follows by itself. */
export async function openDiscovery({ db, pool, clock, log, folder }: DiscoveryOptions): Promise<Discovery> {
  const synonyms = [...generalSynonyms(), ...skillSynonyms()];
  const database = await databaseIdentity(db);
  const saved = folder ? await readSnapshot(folder, database, { synonyms }, (reason) => log.warn(reason)) : null;
  let index = saved?.index ?? createIndex({ synonyms });
  let labels: Labels = saved?.labels ?? {};
  const suggestible = new Map((saved?.names ?? []).map((name) => [`${name.kind} ${name.value}`, name]));
  index.label([...suggestible.values()]);
  const cards = createRecent<number, SearchItem>(CARDS);
  let aliases = await aliasesByOrganisation(db);
  let verified = await verifiedOrganisations(db);
  let position = (saved?.position as ChangePosition | undefined) ?? null;
  let version = 0;
  let savedVersion = 0;
  let loaded = false;
  let running: Promise<void> | null = null;
  let again = false;
  let closed = false;

  if (position === null) await build();
  await catchUp();
  loaded = true;

  const listener = follow(
    pool,
    log,
    () =>
      void catchUp().catch((error: Error) =>
        log.error({ err: error }, 'The index could not follow the catalogue; it tries again.'),
      ),
  );
  const merging = setInterval(() => index.mergeStep(), MERGE_MS);
  const saving = setInterval(
    () =>
      void save().catch((error: Error) => log.error({ err: error }, 'The snapshot of the index could not be written.')),
    SNAPSHOT_MS,
  );
  merging.unref();
  saving.unref();
  const shelf = (): Shelf => ({ index, labels, items: cardsOf });

  return {
    search: async (query, options) => wholeAnswer(await answerQuery(shelf(), query, options)),
    searchKept: (query) => answerQuery(shelf(), query),
    async similar(num, limit) {
      const found = index.similar(num, limit);
      const shared = new Map(found.map((one) => [one.num, one.shared]));
      return (await keyedCards(found.map((one) => one.num))).map(([other, item]) => ({
        ...item,
        shared: shared.get(other) ?? [],
      }));
    },
    counts(facet, values, within = {}) {
      const question = engineQueryOf(SearchQuery.parse(within));
      // What is selected in a facet is always counted, and its own selection never narrows its counts.
      const { facets } = index.search({ ...question, facets: { ...question.facets, [facet]: values }, limit: 0 });
      const asked = new Set(values);
      return new Map(
        facets[facet].flatMap(({ value, count }) => (asked.has(value) && count > 0 ? [[value, count] as const] : [])),
      );
    },
    async among(nums) {
      const some = index.among();
      for (let from = 0; from < nums.length; from += BATCH) {
        const courses = await known(await coursesByNum(db, nums.slice(from, from + BATCH)));
        const reviews = await reviewsOf(courses);
        some.add(courses.map((course) => documentOf(course, reviews)));
      }
      return {
        find: (query, most) => some.find({ ...engineQueryOf(query, false), offset: 0, limit: most }),
        weigh: (valuation) => some.weigh(valuation),
      };
    },
    weigh: (valuation) => weighInSlices(valuation, () => ({ index, version })),
    suggest: (prefix, limit) => index.suggest(prefix, limit),
    items: async (nums) => (await keyedCards(nums)).map(([, item]) => item),
    labels: () => labels,
    catchUp,
    ready: () => loaded && !closed,
    stats: () => ({ ...index.stats(), cards: cards.size }),
    version: () => version,
    save,
    async close() {
      closed = true;
      clearInterval(merging);
      clearInterval(saving);
      await listener.close();
      await running;
      await save();
    },
  };

  /** Reads the whole catalogue. The position is taken first: what changes meanwhile is read again, which does no harm. */
  async function build(): Promise<void> {
    index = createIndex({ synonyms });
    labels = {};
    suggestible.clear();
    cards.clear();
    position = await startOfChanges(db);
    verified = await verifiedOrganisations(db);
    for await (const read of streamCourses(db, BATCH)) {
      const courses = await known(read);
      take(courses, [], await reviewsOf(courses));
    }
    index.merge();
  }

  /** One at a time; a call during a run makes the run go round once more, so nothing committed before the call is missed. */
  function catchUp(): Promise<void> {
    again = true;
    running ??= (async () => {
      try {
        while (again && !closed) {
          again = false;
          await readChanges();
        }
      } finally {
        running = null;
      }
    })();
    return running;
  }

  async function readChanges(): Promise<void> {
    for (;;) {
      const changes = await changesSince(db, position as ChangePosition, BATCH);
      if (changes.lost) {
        log.warn('The catalogue is not the one that the index was made from: the index is built anew.');
        return build();
      }
      if (changes.nums.length + changes.removed.length > 0) {
        aliases = await aliasesByOrganisation(db);
        verified = await verifiedOrganisations(db);
        const courses = await known(await coursesByNum(db, changes.nums));
        take(courses, changes.removed, await reviewsOf(courses));
      }
      position = changes.position;
      if (!changes.more) return;
    }
  }

  /** With what bodies have signed of them. */
  function known(courses: readonly Course[]): Promise<Course[]> {
    return withSigned(db, courses, clock.today());
  }

  /** What Cairn's own reviews say, by course. */
  function reviewsOf(courses: readonly Course[]): Promise<Reviews> {
    return reviewSummaries(
      db,
      courses.map((course) => course.id),
    );
  }

  function take(courses: readonly Course[], removed: readonly number[], reviews: Reviews): void {
    const today = clock.today();
    const aliasesOf: AliasesOf = (id) => aliases.get(id) ?? [];
    const names = courses.flatMap((course) => learnLabels(labels, course, aliasesOf));
    for (const name of names) suggestible.set(`${name.kind} ${name.value}`, name);
    if (names.length > 0) index.label(names);
    for (const num of removed) cards.forget(num);
    for (const course of courses) {
      // While there is room the card is made now, with the course in hand, and the first visitor need not wait for it.
      if (cards.size < CARDS) cards.put(course.num, cardOf(course, today, reviews));
      else cards.forget(course.num);
    }
    index.apply({ upsert: courses.map((course) => documentOf(course, reviews)), remove: [...removed] });
    version += 1;
  }

  function documentOf(course: Course, reviews: Reviews): IndexDocument {
    const aliasesOf: AliasesOf = (id) => aliases.get(id) ?? [];
    return indexDocumentOf(course, clock.today(), aliasesOf, reviews.get(course.id) ?? null);
  }

  function cardOf(course: Course, today: string, reviews: Reviews): SearchItem {
    return itemOf(course, today, {
      reviews: reviews.get(course.id) ?? null,
      verified: verified.has(course.provider.id),
    });
  }

  /** At once where every card is held: the usual case, and the one that must be quick. */
  function cardsOf(nums: readonly number[]): NumberedCard[] | Promise<NumberedCard[]> {
    const held = nums.map((num) => [num, cards.get(num)] as const);
    return held.every(([, card]) => card !== undefined) ? (held as NumberedCard[]) : keyedCards(nums);
  }

  async function keyedCards(nums: readonly number[]): Promise<NumberedCard[]> {
    const missing = nums.filter((num) => !cards.get(num));
    const today = clock.today();
    const courses = missing.length > 0 ? await known(await coursesByNum(db, missing)) : [];
    const reviews = await reviewsOf(courses);
    const read = new Map(courses.map((course) => [course.num, cardOf(course, today, reviews)]));
    for (const [num, item] of read) cards.put(num, item);
    return nums.flatMap((num) => {
      const item = cards.get(num) ?? read.get(num);
      return item ? [[num, item] as NumberedCard] : [];
    });
  }

  async function save(): Promise<void> {
    if (!folder || version === savedVersion) return;
    const at = version;
    await writeSnapshot(folder, database, { index, position, labels, names: [...suggestible.values()] });
    savedVersion = at;
  }
}

/** Listens for the catalogue's NOTIFY on a connection of its own, opening a new one when it is lost; polls besides. */
function follow(pool: Pool, log: Log, wake: () => void): { close(): Promise<void> } {
  let client: PoolClient | null = null;
  let closed = false;
  const polling = setInterval(wake, POLL_MS);
  polling.unref();
  const listening = listen();
  return {
    async close() {
      closed = true;
      clearInterval(polling);
      await listening;
      client?.removeAllListeners();
      client?.release(true);
    },
  };

  async function listen(): Promise<void> {
    if (closed) return;
    try {
      client = await pool.connect();
      client.on('notification', wake);
      client.on('error', () => {
        client?.removeAllListeners();
        client?.release(true);
        client = null;
        setTimeout(() => void listen(), 1_000).unref();
      });
      await listenForChanges(client);
      // What changed between the last reading and this moment woke nobody.
      wake();
    } catch (error) {
      log.warn({ err: error }, 'The index does not hear of changes for the moment; it asks every few seconds.');
      setTimeout(() => void listen(), 1_000).unref();
    }
  }
}
