/**
 * Counts how often courses are found, opened and handed over: figures by course and day, nothing of who. They are gathered in
 * memory and written every ten seconds and at the end, so a search page costs one operation more. A process that is killed
 * loses the figures of its last seconds.
 */
import type { Clock } from '../../platform/clock/index.js';
import type { Db } from '../../platform/db/index.js';
import type { Log } from '../../platform/log/index.js';
import { addReach } from '../queries/reach.js';
import { counts, type Looking } from '../rules/reach.js';

export type Reach = {
  /** Courses that stood on a page of results, or in an answer of the API. The same list may be given again: a kept page. */
  found(ids: readonly string[], looking: Looking, of: 'page' | 'api'): void;
  opened(id: string, looking: Looking): void;
  handedOver(id: string, looking: Looking): void;
  /** Writes what was counted so far. */
  flush(): Promise<void>;
  close(): Promise<void>;
};

export type Counted = { id: string; day: string; found: number; opened: number; handedOver: number };

const FLUSH_MS = 10_000;
/** While the database is away figures wait; beyond this many courses they are let go. */
const MOST_WAITING = 200_000;

export function openReach({ db, clock, log }: { db: Db; clock: Clock; log: Log }): Reach {
  let day = clock.today();
  let lists = new Map<readonly string[], number>();
  let waiting = new Map<string, Counted>();
  let writing: Promise<void> = Promise.resolve();

  const timer = setInterval(() => void flush(), FLUSH_MS);
  timer.unref();

  function add(id: string, name: 'found' | 'opened' | 'handedOver', times: number): void {
    const key = `${day} ${id}`;
    const counted = waiting.get(key) ?? { id, day, found: 0, opened: 0, handedOver: 0 };
    counted[name] += times;
    waiting.set(key, counted);
  }

  /** Lists are taken apart only here: counting one is a single operation, however many courses are on it. */
  function gather(): void {
    for (const [ids, times] of lists) for (const id of ids) add(id, 'found', times);
    lists = new Map();
    day = clock.today();
  }

  function flush(): Promise<void> {
    writing = writing.then(write);
    return writing;
  }

  async function write(): Promise<void> {
    gather();
    if (waiting.size === 0) return;
    const rows = waiting;
    waiting = new Map();
    try {
      await addReach(db, [...rows.values()]);
    } catch (error) {
      log.warn({ err: error }, 'figures of how often courses are found could not be written; they are tried again');
      if (waiting.size + rows.size > MOST_WAITING) return;
      for (const [key, row] of rows) {
        const more = waiting.get(key);
        waiting.set(key, more ? sumOf(row, more) : row);
      }
    }
  }

  return {
    found(ids, looking, of) {
      if (ids.length > 0 && counts(looking, of)) lists.set(ids, (lists.get(ids) ?? 0) + 1);
    },
    opened: (id, looking) => counts(looking, 'page') && add(id, 'opened', 1),
    handedOver: (id, looking) => counts(looking, 'page') && add(id, 'handedOver', 1),
    flush,
    async close() {
      clearInterval(timer);
      await flush();
    },
  };
}

function sumOf(a: Counted, b: Counted): Counted {
  return { ...a, found: a.found + b.found, opened: a.opened + b.opened, handedOver: a.handedOver + b.handedOver };
}
