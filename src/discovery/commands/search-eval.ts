/** `cairn search-eval QUERIES QRELS`: how good the ranking is against graded judgements, asked through the public API. */
import { readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { skillSynonyms } from '../../catalogue/index.js';
import { defineCommand, InputError } from '../../platform/commands/index.js';
import { type Judged, mistyped, type Scores, scoreRanking, seeded } from '../rules/evaluation.js';
import type { SearchItem } from '../schema.js';
import { type Ask, askOver } from './ask.js';

type Row = {
  kind: string;
  queries: number;
  ndcg10: number | null;
  recall20: number | null;
  mrr: number | null;
  zeroHits: number;
  wronglyAnswered: number;
};

export function searchEvalCommand(openAsk: (env: NodeJS.ProcessEnv) => Promise<Ask>) {
  return defineCommand({
    name: 'search-eval',
    summary: 'Measure search against graded judgements: NDCG@10, recall@20, MRR and zero hits per kind of query',
    args: [
      { name: 'QUERIES', summary: 'CSV with qid, query, kind; or skill_query, course_url for both in one file' },
      { name: 'QRELS', summary: 'CSV with qid, a course identifier or address, grade (1 to 3)', optional: true },
    ],
    options: {
      typos: {
        type: 'string',
        value: 'SEED',
        summary: 'give each query one typing error, and say what share of the score is kept',
      },
      synonyms: {
        type: 'string',
        value: 'N',
        summary: 'besides: for N skills, how far the top 10 of a synonym is that of the label',
      },
      filter: {
        type: 'string',
        value: 'NAME=VALUE',
        summary: 'ask with this filter, e.g. source=futurelearn',
        many: true,
      },
      run: { type: 'string', value: 'FILE', summary: 'keep the rankings as a TREC run file' },
      url: { type: 'string', value: 'ADDRESS', summary: 'ask a running Cairn instead of the catalogue here' },
    },
    async run({ args, options, json, out, env }) {
      const judged = readJudgements(args[0] as string, args[1]);
      const ask = options.url ? askOver(options.url) : await openAsk(env);
      try {
        const plain = await rank(judged, ask, options.filter, (query) => query);
        if (options.run) writeFileSync(options.run, trecRun(plain));
        const rows = rowsOf(judged, plain);
        for (const row of rows) json ? out.object(row) : out.line(inWords(row));
        if (options.typos !== undefined) {
          const random = seeded(Number(options.typos) || 1);
          const slips = new Map(judged.map((one) => [one.id, mistyped(one.query, random)]));
          const typed = await rank(judged, ask, options.filter, (_, id) => slips.get(id) ?? '');
          const kept = keptShare(judged, plain, typed, slips);
          if (json) out.object({ kind: 'typos', seed: Number(options.typos) || 1, ...kept });
          else {
            out.line(
              `one typing error: ${kept.kept.toFixed(3)} of the score is kept over ${kept.queries} queries; lowest ${kept.lowest.toFixed(3)}`,
            );
            for (const loss of kept.below) out.line(`  ${loss}`);
          }
        }
        if (options.synonyms !== undefined) {
          const overlap = await synonymOverlap(ask, Number(options.synonyms) || 100, options.filter);
          if (json) out.object({ kind: 'synonyms', ...overlap });
          else
            out.line(
              `synonyms: the top 10 overlap by ${overlap.overlap.toFixed(3)} over ${overlap.skills} skills; below 0.8: ${overlap.below.join('; ') || 'none'}`,
            );
        }
        return 0;
      } finally {
        await ask.close();
      }
    },
  });
}

function readJudgements(queriesFile: string, qrelsFile: string | undefined): Judged[] {
  const rows = readTable(queriesFile);
  if (qrelsFile === undefined) {
    if (!rows[0] || !('skill_query' in rows[0]))
      throw new InputError('QRELS is missing, and QUERIES has no columns skill_query and course_url.');
    const groups = Map.groupBy(rows, (row) => row.skill_query ?? '');
    return [...groups].map(([query, pairs]) => ({
      id: query,
      query,
      kind: 'skill',
      grades: new Map(pairs.map((pair) => [plainKey(pair.course_url ?? ''), 1])),
    }));
  }
  const grades = Map.groupBy(readTable(qrelsFile), (row) => row.qid ?? '');
  return rows.map((row) => ({
    id: row.qid ?? '',
    query: row.query ?? '',
    kind: row.kind ?? 'all',
    grades: new Map(
      (grades.get(row.qid ?? '') ?? []).map((one) => [
        plainKey(one.course_uuid ?? one.course_url ?? one.course ?? ''),
        Number(one.grade),
      ]),
    ),
  }));
}

function readTable(file: string): Record<string, string>[] {
  try {
    return parse(readFileSync(file), { columns: true, bom: true, skip_empty_lines: true }) as Record<string, string>[];
  } catch (error) {
    throw new InputError(`${file} cannot be read as CSV: ${(error as Error).message}`);
  }
}

/** Addresses are compared without scheme, query and closing slash: a table's link carries where it was found. */
function plainKey(key: string): string {
  return key
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\/(www\.)?/, '')
    .replace(/[?#].*$/, '')
    .replace(/\/$/, '');
}

type Rankings = Map<string, string[][]>;

/** For each query the results, best first, each with all the keys that a judgement may name it by. */
async function rank(
  judged: readonly Judged[],
  ask: Ask,
  filters: readonly string[],
  typed: (query: string, id: string) => string,
): Promise<Rankings> {
  const rankings: Rankings = new Map();
  for (const { id, query } of judged) rankings.set(id, (await top(ask, typed(query, id), filters)).map(keysOf));
  return rankings;
}

async function top(ask: Ask, query: string, filters: readonly string[]): Promise<SearchItem[]> {
  const asked = new URLSearchParams({ q: query, perPage: '20' });
  for (const filter of filters)
    asked.append(filter.slice(0, filter.indexOf('=')), filter.slice(filter.indexOf('=') + 1));
  return (await ask.courses(asked)).items;
}

function keysOf(item: SearchItem): string[] {
  return [item.id, item.link ?? '', ...item.identifiers.map((identifier) => identifier.value)]
    .filter(Boolean)
    .map(plainKey);
}

function scoresOf(judged: Judged, rankings: Rankings): Scores | null {
  const ranking = (rankings.get(judged.id) ?? []).map(
    (keys) => keys.find((key) => judged.grades.has(key)) ?? keys[0] ?? '',
  );
  return scoreRanking(ranking, judged.grades);
}

function rowsOf(judged: readonly Judged[], rankings: Rankings): Row[] {
  const kinds = [...Map.groupBy(judged, (one) => one.kind)];
  return [['all', [...judged]] as [string, Judged[]], ...(kinds.length > 1 ? kinds : [])].map(([kind, group]) => {
    const scored = group.flatMap((one) => scoresOf(one, rankings) ?? []);
    const unanswerable = group.filter((one) => scoresOf(one, rankings) === null);
    return {
      kind,
      queries: group.length,
      ndcg10: mean(scored.map((one) => one.ndcg10)),
      recall20: mean(scored.map((one) => one.recall20)),
      mrr: mean(scored.map((one) => one.mrr)),
      zeroHits: scored.filter((one) => !one.answered).length,
      wronglyAnswered: unanswerable.filter((one) => (rankings.get(one.id) ?? []).length > 0).length,
    };
  });
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function inWords(row: Row): string {
  const figure = (value: number | null) => (value === null ? '    –' : value.toFixed(3));
  return `${row.kind.padEnd(14)} ${String(row.queries).padStart(4)} queries  NDCG@10 ${figure(row.ndcg10)}  recall@20 ${figure(row.recall20)}  MRR ${figure(row.mrr)}  zero hits ${row.zeroHits}${row.wronglyAnswered ? `  answered without an answer ${row.wronglyAnswered}` : ''}`;
}

function keptShare(
  judged: readonly Judged[],
  plain: Rankings,
  typed: Rankings,
  slips: ReadonlyMap<string, string>,
): { kept: number; lowest: number; queries: number; below: string[] } {
  const shares = judged.flatMap((one) => {
    const before = scoresOf(one, plain)?.ndcg10;
    const after = scoresOf(one, typed)?.ndcg10;
    return before && after !== undefined
      ? [{ query: one.query, slip: slips.get(one.id) ?? '', share: after / before, before, after }]
      : [];
  });
  const sum = (key: 'before' | 'after') => shares.reduce((total, one) => total + one[key], 0);
  return {
    kept: sum('after') / sum('before'),
    lowest: Math.min(...shares.map((one) => one.share)),
    queries: shares.length,
    below: shares.filter((one) => one.share < 0.95).map((one) => `${one.query} → ${one.slip}: ${one.share.toFixed(3)}`),
  };
}

/** For skills that have a synonym and at least ten courses: the share of the label's top 10 that is in the synonym's. */
async function synonymOverlap(
  ask: Ask,
  wanted: number,
  filters: readonly string[],
): Promise<{ overlap: number; skills: number; below: string[] }> {
  const overlaps: { pair: string; overlap: number }[] = [];
  for (const { phrases } of skillSynonyms()) {
    const [label, synonym] = phrases;
    if (overlaps.length >= wanted || !label || !synonym) break;
    const first = (await top(ask, label, filters)).slice(0, 10).map((item) => item.id);
    if (first.length < 10) continue;
    const second = new Set((await top(ask, synonym, filters)).slice(0, 10).map((item) => item.id));
    overlaps.push({
      pair: `${label} / ${synonym}`,
      overlap: first.filter((id) => second.has(id)).length / first.length,
    });
  }
  return {
    overlap: mean(overlaps.map((one) => one.overlap)) ?? 0,
    skills: overlaps.length,
    below: overlaps.filter((one) => one.overlap < 0.8).map((one) => `${one.pair} ${one.overlap.toFixed(1)}`),
  };
}

function trecRun(rankings: Rankings): string {
  return [...rankings]
    .flatMap(([id, ranking]) =>
      ranking.map((keys, at) => `${id.replaceAll(' ', '_')} Q0 ${keys[0]} ${at + 1} ${ranking.length - at} cairn`),
    )
    .join('\n');
}
