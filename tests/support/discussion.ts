/** Something to talk about, and what people say: written through the pages, as anybody does. */
import { post, signUp, type TestPerson } from './people.js';
import { makeStaff } from './roles.js';
import type { RunningSite } from './site.js';

export const DEVELOPMENT = {
  title: 'Demo Act on counting quokkas',
  day: '2026-10-01',
  summary: 'Wards count quokkas each morning.\n\nWho keeps the count needs to know how to read it.',
  skills: 'Data analysis',
  subjects: 'Nursing and midwifery',
  occupations: '',
  url1: 'https://law.example.org/quokkas',
  source1: 'Demo Act, Demo Parliament',
};

/** Puts a comment beneath a page, or beneath another comment; returns its id. */
export async function comment(
  site: RunningSite,
  { cookie }: Pick<TestPerson, 'cookie'>,
  text: string,
  on: { subject: string } | { answers: string },
): Promise<string> {
  const path = 'subject' in on ? '/discussion/posts' : `/discussion/posts/${on.answers}/answer`;
  const { statusCode, headers } = await post(site, path, { ...on, text }, cookie);
  const id = /#post-([\w-]{36})$/.exec(String(headers.location))?.[1];
  if (!id) throw new Error(`not written: ${statusCode}`);
  return id;
}

/** A development with its page, and a page of guidance with comments of two people, one of them hidden. Returns the page. */
export async function openDiscussion(site: RunningSite): Promise<{ development: string }> {
  const ada = await signUp(site, 'Demo Ada Discussing', 'ada-discussing@example.org');
  const staff = await signUp(site, 'Demo Staff Discussing', 'staff-discussing@example.org');
  await makeStaff(site, staff);
  const written = await post(site, '/staff/developments/new', { ...DEVELOPMENT, act: 'publish' }, staff.cookie);
  if (written.statusCode !== 303) throw new Error(`no development was written: ${written.statusCode}`);
  const subject = 'site:guidance:how-to-choose';
  const first = await comment(site, ada, 'What if nobody pays?\n\nSee https://example.org/funds.', { subject });
  await comment(site, staff, 'Then look at the free ones first.', { answers: first });
  const gone = await comment(site, ada, 'Buy my course.', { subject });
  await post(site, `/discussion/posts/${gone}/report`, { category: 'spam', words: '' }, staff.cookie);
  const decided = { outcome: 'hidden', category: 'spam', reason: 'It advertises.' };
  await post(site, `/staff/posts/${gone}/decision`, decided, staff.cookie);
  return { development: '/developments/demo-act-on-counting-quokkas' };
}
