/** What becomes of a review: written on a phone without script, found helpful, answered, questioned, hidden, and shown again on appeal. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { closeBrowser } from '../support/browser.js';
import { axeInBrowser } from '../support/html.js';
import { addMembers, newestLink, signUp } from '../support/people.js';
import { makeStaff } from '../support/roles.js';
import { openSite, type RunningSite } from '../support/site.js';
import { openVisitor, overflow, type Visit, type Visitor } from '../support/visitor.js';

let site: RunningSite;
let course: { slug: string; provider_id: string; provider_slug: string };
let author: Visitor;
let reader: Visitor;
let provider: Visitor;
let moderator: Visitor;
let second: Visitor;

beforeAll(async () => {
  site = await openSite();
  const { rows } = await site.database.pool.query(
    "select slug, provider_id, provider_slug from catalogue.course_card where provider_slug = 'open-university' order by num limit 1",
  );
  course = rows[0];
  const join = async (name: string, visit: Visit) => {
    const person = await signUp(site, `Demo ${name}`, `${name.toLowerCase()}@example.org`);
    if (name === 'Provider') await addMembers(site, { id: course.provider_id }, { editor: person });
    if (name === 'Moderator' || name === 'Second') await makeStaff(site, person);
    const visitor = await openVisitor(site.origin, visit);
    const cookies = person.cookie.split('; ').map((pair) => {
      const at = pair.indexOf('=');
      return { name: pair.slice(0, at), value: pair.slice(at + 1), url: site.origin };
    });
    await visitor.page.context().addCookies(cookies);
    return visitor;
  };
  author = await join('Author', { width: 360, script: 'blocked' });
  reader = await join('Reader', { width: 1280 });
  provider = await join('Provider', { width: 360, dark: true });
  moderator = await join('Moderator', { width: 1280, dark: true });
  second = await join('Second', { width: 360, script: 'blocked' });
});
afterAll(async () => {
  await closeBrowser();
  await site.close();
});

const press = (visitor: Visitor, name: string | RegExp) =>
  visitor.follow(visitor.page.getByRole('button', { name, exact: typeof name === 'string' }));
const go = (visitor: Visitor, name: string | RegExp) =>
  visitor.follow(visitor.page.getByRole('link', { name }).first());
/** What the page says; it fits the window and everybody can use it. */
const read = async (visitor: Visitor, name: string): Promise<string> => {
  if (process.env.CAIRN_LOOK)
    await visitor.page.screenshot({ path: `${process.env.CAIRN_LOOK}/review-${name}.png`, fullPage: true });
  expect([name, await overflow(visitor.page), await axeInBrowser(visitor.page)]).toEqual([name, 0, []]);
  return (await visitor.page.locator('main').textContent()) ?? '';
};
const page = () => `/courses/${course.slug}/reviews`;
const desk = () => `/organisations/${course.provider_slug}/reviews`;

it('a learner on a phone, without script, writes it, and it is on the page', async () => {
  await author.open(`/courses/${course.slug}`);
  await go(author, /Write a review/);
  await press(author, 'Put it on the page');
  expect(await read(author, 'refused')).toContain('Choose from 1 to 5.');
  await author.page.getByLabel('All in all').selectOption('2');
  await author.page.getByLabel('Did you finish it?').selectOption('finished');
  await author.page.getByLabel('What was not so good').fill('The last unit was out of date when I took it.');
  await press(author, 'Put it on the page');
  const text = await read(author, 'written');
  for (const words of ['Your review is on the page', 'out of date when I took it', 'A learner'])
    expect(text).toContain(words);
});

it('a reader finds it helpful, and takes that back', async () => {
  await reader.open(page());
  await press(reader, /^Helpful/);
  expect(await read(reader, 'voted')).toContain('1 of 1 reader found it helpful');
  await press(reader, /^Take back/);
  expect(await reader.page.locator('main').textContent()).not.toContain('found it helpful');
});

it('the provider answers under its own name, and questions it with a reason', async () => {
  await provider.open(desk());
  expect(await read(provider, 'desk')).toContain('out of date when I took it');
  await go(provider, 'Reply');
  await provider.page.getByLabel('Your reply').fill('Thank you. The unit was written anew in June.');
  await press(provider, 'Reply');
  await go(provider, 'Complain of it');
  await provider.page.getByLabel('What a moderator should know').fill('It was never out of date.');
  await read(provider, 'complaint');
  await press(provider, 'Send it to the moderators');
  expect(await read(provider, 'complained')).toContain('a moderator decides by 30 Nov 2026');
  await author.open(page());
  const text = await read(author, 'answered');
  for (const words of ['written anew in June', 'The provider questions this review']) expect(text).toContain(words);
});

it('a moderator hides it with a reason; the author asks again; another shows it', async () => {
  await moderator.open('/staff/reports');
  expect(await read(moderator, 'reported')).toContain('never out of date');
  await moderator.page.getByLabel('The reason').fill('The unit was renewed before.');
  await press(moderator, 'Hide it');
  await reader.open(page());
  expect(await reader.page.locator('main').textContent()).toContain('Nobody has reviewed this course');
  await author.open(await newestLink(site.database, 'author@example.org', '/discussion/decisions/'));
  expect(await read(author, 'decision')).toContain('Your review on');
  await author.page.getByLabel('What was not seen?').fill('I took it in May.');
  await press(author, 'Ask for another look');
  await second.open('/staff/reports');
  await second.page.getByLabel('The reason').fill('May is before June.');
  expect(await read(second, 'appeal')).toContain('I took it in May.');
  await press(second, 'Reverse it: show the review');
  await reader.open(page());
  expect(await read(reader, 'shown-again')).toContain('out of date when I took it');
  await provider.open(desk());
  expect(await read(provider, 'decided')).toContain('Decided: it stays');
  expect([reader, provider, moderator, second].flatMap(({ complaints }) => complaints)).toEqual([]);
});
