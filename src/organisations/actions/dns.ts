/** Looking for the record that a claim asks for. */
import { Resolver } from 'node:dns/promises';
import { holdsToken, recordNames } from '../rules/domains.js';

/** The TXT records of a name, each in its pieces. Throws where there is none or no answer. */
export type TxtLookup = (name: string) => Promise<string[][]>;

/** Asks the resolvers of the machine, or `servers` (`127.0.0.1:5353`). Patient for six seconds at most. */
export function openTxtLookup(servers?: readonly string[]): TxtLookup {
  const resolver = new Resolver({ timeout: 2_000, tries: 2, maxTimeout: 3_000 });
  if (servers) resolver.setServers(servers);
  return (name) => resolver.resolveTxt(name);
}

/** Whether one of the names that hold a domain has the record. Names that do not answer have none. */
export async function findRecord(lookup: TxtLookup, domain: string, token: string): Promise<boolean> {
  const answers = await Promise.allSettled(recordNames(domain).map((name) => lookup(name)));
  return answers.some((answer) => answer.status === 'fulfilled' && holdsToken(answer.value, token));
}
