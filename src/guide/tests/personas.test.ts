/**
 * Twelve people over real rows: what each would be shown, with reasons. The goldens are read by eye when they change; they
 * hold titles, providers and our own sentences, and no words of a provider.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { openTestDatabase } from '../../../tests/support/database.js';
import { importInput } from '../../catalogue/index.js';
import { type Discovery, openDiscovery } from '../../discovery/index.js';
import { seedOrganisations } from '../../organisations/index.js';
import { fixedClock } from '../../platform/clock/index.js';
import type { Database } from '../../platform/db/index.js';
import { projectFile } from '../../platform/files/index.js';
import { silentLog } from '../../platform/log/index.js';
import { answerGuide } from '../actions/answer.js';
import { type GuideAnswer, GuideQuestion } from '../schema.js';

const SAMPLES = process.env.CAIRN_SAMPLES ?? projectFile('../shared/data');
/** With prices, hours, dates, ratings and credit: of each kind one. */
const LISTS = [
  'feeds/xcri-cap/open-university-2012-08.xml',
  'feeds/futurelearn/courses-feed-2017-04.json',
  'catalogues/futurelearn-2022-11.csv',
  'catalogues/edx-2020.csv',
];
const FOLDER = projectFile('src/guide/tests/personas');
const Persona = z.object({ who: z.string(), day: z.iso.date(), question: GuideQuestion });
const personas = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.json'))
  .map((name) => ({
    name: name.replace('.json', ''),
    ...Persona.parse(JSON.parse(readFileSync(join(FOLDER, name), 'utf8'))),
  }));

describe.skipIf(!existsSync(SAMPLES))('twelve personas', () => {
  let database: Database;
  const days = new Map<string, Discovery>();
  beforeAll(async () => {
    database = await openTestDatabase();
    await seedOrganisations(database.db);
    for (const list of LISTS) {
      for await (const report of importInput({ db: database.db, input: join(SAMPLES, list), today: '2026-11-23' })) {
        expect(report.read).toBeGreaterThan(0);
      }
    }
  }, 120_000);
  afterAll(async () => {
    for (const discovery of days.values()) await discovery.close();
    await database?.close();
  });

  async function onDay(day: string): Promise<Discovery> {
    const { db, pool } = database;
    const opened =
      days.get(day) ?? (await openDiscovery({ db, pool, clock: fixedClock(day), log: silentLog, folder: null }));
    days.set(day, opened);
    return opened;
  }

  test.each(personas)('$name: $who', async ({ name, who, day, question }) => {
    const discovery = await onDay(day);
    const answer = await answerGuide(
      { db: database.db, discovery, clock: fixedClock(day) },
      { ...question, perPage: 5 },
    );
    await expect(shown(who, answer)).toMatchFileSnapshot(join(FOLDER, `${name}.golden.md`));
  });
});

/** The answer as a person would read it, without ids and times. */
function shown(who: string, answer: GuideAnswer): string {
  const number = (value: number) => value.toFixed(3);
  return [
    `# ${who}`,
    '',
    ...answer.answers.map(({ question, line }) => `- ${question}: ${line ?? 'skipped'}`),
    '',
    `Weights: ${answer.weights.map(({ question, weight }) => `${question} ${number(weight)}`).join(', ')}`,
    `Gap: ${answer.gap.map(({ label, weight }) => `${label} (${weight})`).join(', ') || 'none'}`,
    '',
    `${answer.headline} ${answer.total} of ${answer.considered} courses. ${answer.stability?.sentence ?? ''}`,
    '',
    ...answer.items.flatMap(({ course, place, points, value, questions, best, worst, unknown, tie, dominatedBy }) => [
      `## ${place}. ${course.title} (${course.provider.name})`,
      '',
      `${number(points)} of ${value.map(number).join(' to ')}${tie === null ? '' : `, tie ${tie}`}${dominatedBy ? `, dominated by ${dominatedBy.title}` : ''}`,
      '',
      ...questions.map((one) => `- ${one.name} ${one.value.map(number).join('–')} [${one.short}] ${one.sentence}`),
      ...unknown.map(({ fact, ask }) => `- not known: ${fact}. ${ask}`),
      `- best ${best?.question ?? 'none'}, worst ${worst?.question ?? 'none'}`,
      '',
    ]),
    ...answer.relax.map(({ sentence }) => `- ${sentence}`),
    ...answer.costs.map(({ sentence }) => `- ${sentence}`),
    '',
  ].join('\n');
}
