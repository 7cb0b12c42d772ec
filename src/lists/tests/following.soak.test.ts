/** Whoever follows the catalogue for alerts and writes letters is killed at random moments, over and over. `npm run soak`. */
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { addDays } from '../../catalogue/index.js';
import { act, openKeptSite } from './kept-site.js';
import { importCourses, lettersTo, toldTo } from './telling.js';
import { startFollowing } from './working.js';

const KILLS = 20;
const A_ROUND = 3;

test('twenty kills: each new course is told once, in the product and by one letter', { timeout: 900_000 }, async () => {
  const all = await openKeptSite();
  await all.site.tellNews();
  await act(all, all.ada, '/my/searches/new', { search: 'q=lighthouses', name: 'Lighthouses', told: 'yes' });
  await act(all, all.ada, '/my/alerts/choice', { every: 'day', kind: 'new' });
  const titleOf = (round: number, i: number): string => `Demo: lighthouses ${round} ${i}.`;
  const follow = async (round: number, work: (child: ReturnType<typeof startFollowing>) => Promise<unknown>) => {
    const child = startFollowing(all, addDays('2026-11-24', round));
    await messageOf(child);
    await work(child);
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  };
  for (let round = 0; round < KILLS; round += 1) {
    // A source for each round: what one does not name any more is withdrawn, and not told.
    await follow(round, async () => {
      const courses = Array.from({ length: A_ROUND }, (_, i) => ({
        title: titleOf(round, i),
        externalId: `${round}-${i}`,
      }));
      await Promise.all([importCourses(all, courses, { key: `round-${round}` }), sleep(Math.random() * 1_500)]);
      await sleep(Math.random() * 60);
    });
  }
  // What the last one killed held is let go of when the server notices; what comes after a day's letter waits for the next.
  const sum = async () => (await toldTo(all, all.ada)).reduce((all, { facts }) => all + (facts.total ?? 0), 0);
  const waiting = async () =>
    (await all.site.database.pool.query('select from lists.alert where told_on is null')).rowCount;
  await follow(KILLS, () => expect.poll(sum, { timeout: 60_000 }).toBeGreaterThanOrEqual(KILLS * A_ROUND));
  await follow(KILLS + 1, () => expect.poll(waiting, { timeout: 60_000 }).toBe(0));
  expect(await sum()).toBe(KILLS * A_ROUND);
  const letters = await lettersTo(all, all.ada);
  const { rows } = await all.site.database.pool.query('select from lists.alert_letter');
  expect(letters.length).toBe(rows.length);
  // A letter names five courses of a search and counts the others.
  const named = new Map<string, number>();
  let counted = 0;
  for (const { text } of letters) {
    for (const [title] of text.matchAll(/Demo: lighthouses \d+ \d\./g)) named.set(title, (named.get(title) ?? 0) + 1);
    counted += Number(/(\d+) more new course/.exec(text)?.[1] ?? 0);
  }
  console.log(`${letters.length} letters after ${KILLS} kills`);
  expect([...named].filter(([, times]) => times > 1)).toEqual([]);
  expect(named.size + counted).toBe(KILLS * A_ROUND);
  await all.site.close();
});

/** Rejects if it ends by itself. */
async function messageOf(child: ReturnType<typeof startFollowing>): Promise<void> {
  const heard = new AbortController();
  const ended = once(child, 'exit', heard).then(() => {
    throw new Error('the process ended by itself');
  });
  await Promise.race([once(child, 'message', heard), ended]);
  ended.catch(() => {});
  heard.abort();
}
