/** The whole way of a learner: search, six questions, a shortlist, a list, the provider, and what it was like. With script and without. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeBrowser } from '../support/browser.js';
import { signUp } from '../support/people.js';
import { openSite, type RunningSite } from '../support/site.js';
import { openVisitor, overflow, type Visitor } from '../support/visitor.js';

let site: RunningSite;
beforeAll(async () => {
  site = await openSite();
});
afterAll(async () => {
  await closeBrowser();
  await site.close();
});

describe.each([
  { how: 'on a phone, with script switched off', script: 'off' as const, width: 360 },
  { how: 'on a desk, with script', script: 'on' as const, width: 1280 },
])('somebody who wants to lead projects, $how', ({ script, width }) => {
  let learner: Visitor;
  let title: string;
  beforeAll(async () => {
    const { cookie } = await signUp(site, `Demo Learner ${script}`, `learner-${script}@example.org`);
    learner = await openVisitor(site.origin, { width, script });
    const cookies = cookie.split('; ').map((pair) => {
      const at = pair.indexOf('=');
      return { name: pair.slice(0, at), value: pair.slice(at + 1), url: site.origin };
    });
    await learner.page.context().addCookies(cookies);
  });
  afterAll(() => learner.leave());

  const button = (name: string | RegExp) => learner.page.getByRole('button', { name });
  const link = (name: string | RegExp) => learner.page.getByRole('link', { name });
  /** Every page on the way fits the window. */
  const go = async (to: Parameters<Visitor['follow']>[0]) => {
    await learner.follow(to);
    expect(`${learner.where()} ${await overflow(learner.page)}`).toBe(`${learner.where()} 0`);
  };

  it('searches, and finds more than can be read', async () => {
    await learner.open('/');
    const box = learner.page.getByLabel('What do you want to learn?');
    await box.fill('project management');
    await box.press('Enter');
    await learner.page.waitForURL('**/courses?**');
    expect(await learner.page.locator('article.course').count()).toBeGreaterThan(2);
  });

  it('begins with the occupation, answers what matters, and gets a shortlist', async () => {
    await learner.open('/occupations');
    await go(link(/^Project manager/));
    await go(button('I want to get there'));
    expect(learner.where()).toBe('/guide');
    expect(await learner.page.locator('[name="goals.next.occupation"]').inputValue()).toBe('Project manager');
    await learner.page.getByLabel('At most', { exact: true }).fill('200');
    await go(button('Show my shortlist'));
    title = (await learner.page.locator('.pick h2').first().textContent())?.trim() ?? '';
    expect(title).not.toBe('');
  });

  it('opens the first, and saves it to a list', async () => {
    await go(learner.page.locator('.pick h2 a').first());
    await go(link('Save to a list'));
    await go(button('Save it'));
    expect(await learner.page.locator('main').textContent()).toContain(title);
    await learner.open('/my/lists');
    await go(learner.page.locator('main .rows a[href^="/my/lists/"]').first());
    await go(link(title).first());
  });

  it('goes there, and says how far it is, one press a step', async () => {
    await go(button('I’m going there: keep track'));
    expect(await link('Go to the provider’s page').getAttribute('href')).toMatch(/\/visit$/);
    for (const press of ['I have enrolled', 'I have started', 'I have finished']) await go(button(press));
    expect(await learner.page.locator('main').textContent()).toContain('Finished 23 Nov 2026');
  });

  it('says what it was like, and others read it on the course’s page', async () => {
    await go(link('Say what it was like'));
    await learner.page.getByLabel('All in all').selectOption('4');
    await learner.page.getByLabel('Did you finish it?').selectOption('finished');
    await learner.page.getByLabel('What was good').fill(`Short and to the point, ${script}.`);
    await go(button('Put it on the page'));
    await learner.page.context().clearCookies();
    const slug = await site.database.pool.query(
      `
      select slug from reviews.review join catalogue.course_card card on card.id = course_id
      where advantages like $1`,
      [`%${script}.`],
    );
    await learner.open(`/courses/${slug.rows[0].slug}`);
    expect(await learner.page.locator('section[aria-labelledby=reviews]').textContent()).toContain(`point, ${script}.`);
    expect(learner.complaints).toEqual([]);
  });
});
