/** `cairn search WORDS …`: the answer of `GET /api/v1/courses`, at the terminal. */
import { creditStated, levelInWords, priceInWords, workloadInWords } from '../../catalogue/index.js';
import { defineCommand, InputError } from '../../platform/commands/index.js';
import { type SearchItem, SearchQuery } from '../schema.js';
import type { Ask } from './ask.js';

export function searchCommand(openAsk: (env: NodeJS.ProcessEnv) => Promise<Ask>) {
  return defineCommand({
    name: 'search',
    summary: 'Search the catalogue, as the search page does',
    args: [{ name: 'WORDS', summary: 'what to look for', optional: true, many: true }],
    options: {
      filter: {
        type: 'string',
        value: 'NAME=VALUE',
        summary: 'a filter of the API, e.g. level=7 or priceMax=500; may be repeated',
        many: true,
      },
      sort: { type: 'string', value: 'ORDER', summary: 'relevance, rating, price, start or newest' },
      page: { type: 'string', value: 'N', summary: 'the page of twenty' },
    },
    async run({ args, options, json, out, env }) {
      const asked = new URLSearchParams({ q: args.join(' ') });
      for (const filter of options.filter) {
        const at = filter.indexOf('=');
        if (at < 1) throw new InputError(`--filter ${filter} is not NAME=VALUE, e.g. --filter level=7.`);
        asked.append(filter.slice(0, at), filter.slice(at + 1));
      }
      if (options.sort) asked.set('sort', options.sort);
      if (options.page) asked.set('page', options.page);
      check(asked);
      const ask = await openAsk(env);
      try {
        const answer = await ask.courses(asked);
        if (json) out.object(answer);
        else {
          out.line(answer.total === 1 ? '1 course' : `${answer.total} courses`);
          if (answer.didYouMean) out.line(`Read as “${answer.didYouMean}”.`);
          for (const item of answer.items) out.line(`\n${item.title}\n  ${factsOf(item)}\n  ${item.link ?? item.url}`);
        }
        return 0;
      } finally {
        await ask.close();
      }
    },
  });
}

function check(asked: URLSearchParams): void {
  const grouped: Record<string, string | string[]> = {};
  for (const name of new Set(asked.keys()))
    grouped[name] = asked.getAll(name).length > 1 ? asked.getAll(name) : (asked.get(name) ?? '');
  const parsed = SearchQuery.safeParse(grouped);
  if (!parsed.success)
    throw new InputError(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '));
}

function factsOf(item: SearchItem): string {
  return [
    item.provider.name,
    item.awardingBody?.name,
    item.level && levelInWords(item.level),
    ...item.credit.map(creditStated),
    workloadInWords(item.workload),
    priceInWords(item.price)?.figure ?? 'price not stated',
    item.availability.replace('-', ' '),
  ]
    .filter(Boolean)
    .join(' · ');
}
