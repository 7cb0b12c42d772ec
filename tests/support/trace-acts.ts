/** What acts of tests that leave traces share. */
import { findPersonByEmail } from '../../src/accounts/index.js';
import type { TestPerson } from './people.js';
import type { RunningSite } from './site.js';

export async function idOf(site: RunningSite, { email }: TestPerson): Promise<string> {
  return (await findPersonByEmail(site.database.db, email))?.id ?? '';
}

export async function done(answer: Promise<{ statusCode: number; body: string }>): Promise<void> {
  const { statusCode, body } = await answer;
  if (statusCode !== 303)
    throw new Error(`an act answered ${statusCode}: ${body.replace(/<[^>]+>/g, ' ').slice(0, 2000)}`);
}
