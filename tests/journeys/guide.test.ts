/** A nurse at the end of a shift lets six questions find a course, on a phone: with script and without, to the same list. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeBrowser } from '../support/browser.js';
import { axeInBrowser, invalidHtml } from '../support/html.js';
import { openSite, type RunningSite } from '../support/site.js';
import { openVisitor, overflow, scriptBytes, type Visitor } from '../support/visitor.js';

let site: RunningSite;
beforeAll(async () => {
  site = await openSite();
});
afterAll(async () => {
  await closeBrowser();
  await site.close();
});

/** The lists that were seen, by step: they must not depend on script. */
const seen = new Map<string, string[]>();

describe.each([
  { how: 'with script', script: 'on' as const },
  { how: 'with script switched off', script: 'off' as const },
])('a nurse on a phone, $how', ({ script }) => {
  let nurse: Visitor;
  beforeAll(async () => {
    nurse = await openVisitor(site.origin, { width: 360, script });
  });
  afterAll(() => nurse.leave());

  const isLive = script === 'on';
  const button = (name: string | RegExp) => nurse.page.getByRole('button', { name });
  const titles = () => nurse.page.locator('.pick h2').allTextContents();
  const sameAsTheOther = async (step: string) => {
    const list = await titles();
    expect(list.length).toBeGreaterThan(2);
    expect(list).toEqual(seen.get(step) ?? list);
    seen.set(step, list);
    return list;
  };

  it('comes from the start page, writes what she wants, and sees her gap', async () => {
    await nurse.open('/');
    const nav = nurse.page.getByRole('navigation', { name: 'Main' });
    await nurse.follow(nav.getByRole('link', { name: 'Guide' }));
    await nurse.page.getByLabel('What do you want to be able to do?').fill('antimicrobial stewardship and leadership');
    await nurse.page.getByLabel('What is your work now?').fill('Registered nurse');
    if (isLive) expect(await nurse.page.locator('[data-progress-of]').textContent()).toBe('1 of 6 answered');
    await nurse.follow(button('Show my gap'));
    expect(nurse.where()).toBe('/guide#gap');
    const gap = nurse.page.getByRole('region', { name: 'Your gap: 2 skills' });
    await gap.getByLabel('Leadership').selectOption('Useful');
    await gap.getByLabel('Another skill').fill('patient safety');
    expect(await gap.textContent()).toContain('A course counts for the skills that it teaches');
  });

  it('is told at the field what cannot be read, and nothing that she wrote is lost', async () => {
    await nurse.page.getByLabel('At most', { exact: true }).fill('not much');
    await nurse.follow(button('Show my shortlist'));
    expect(nurse.complaints.splice(0).join()).toContain('422');
    await nurse.page.getByRole('link', { name: 'Cost: Write a number' }).click();
    const field = nurse.page.getByLabel('At most', { exact: true });
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    expect(await field.inputValue()).toBe('not much');
    expect(await nurse.page.getByLabel('What is your work now?').inputValue()).toBe('Registered nurse');
    await field.fill('£60');
  });

  it('gets a shortlist with reasons, and no answer stands in the address', async () => {
    await nurse.page.getByLabel('Hours a week', { exact: true }).fill('5');
    await nurse.follow(button('Show my shortlist'));
    expect(nurse.where()).toBe('/guide');
    const list = await sameAsTheOther('shortlist');
    expect(list.join()).toMatch(/antimicrobial/i);
    const first = list[0] ?? '';
    const pick = nurse.page.getByRole('article', { name: first });
    expect(await pick.getByRole('list', { name: 'Fit on your questions' }).getByRole('listitem').count()).toBe(3);
    expect(await pick.locator('.reasons').textContent()).toMatch(/your gap/);
    const answers = await nurse.page.locator('.answers').textContent();
    expect(answers).toMatch(/£60/);
    expect(answers).toMatch(/skipped/);
  });

  it('weighs anew: at once as a slider moves, or by the button', async () => {
    const before = await titles();
    const sliders = nurse.page.locator('[data-weigh] input[type=range]');
    expect(await sliders.count()).toBe(3);
    await nurse.page.getByLabel('Goals and gap', { exact: true }).fill('100');
    await nurse.page.getByLabel('Cost', { exact: true }).fill('0');
    if (isLive) {
      expect(await button('Rank again').isVisible()).toBe(false);
      await expect.poll(() => nurse.page.locator('#announce').textContent()).toMatch(/^Ranked again\. First: /);
    } else await nurse.follow(button('Rank again'));
    expect(await sameAsTheOther('weighed anew')).not.toEqual(before);
    expect(await nurse.page.getByLabel('Cost', { exact: true }).inputValue()).toBe('0');
  });

  it('changes an answer without losing the others', async () => {
    await nurse.follow(button(/change.*: Time/));
    expect(nurse.where()).toBe('/guide#time');
    expect(await nurse.page.getByLabel('Hours a week', { exact: true }).inputValue()).toBe('5');
    expect(await nurse.page.getByLabel('At most', { exact: true }).inputValue()).toBe('60');
    await nurse.page.getByLabel('Hours a week', { exact: true }).fill('3');
    await nurse.page.getByRole('checkbox', { name: /Must.*fit these hours a week/ }).check();
    await nurse.follow(button('Show my shortlist'));
    await sameAsTheOther('three hours a week');
  });

  // Without script the browser itself asks whether to send the answers again.
  it.runIf(isLive)('looks at a course and comes back to her list', async () => {
    const list = await titles();
    await nurse.follow(nurse.page.locator('.pick h2 a').first());
    expect(nurse.where()).toMatch(/^\/courses\//);
    await nurse.page.goBack();
    await nurse.page.locator('.pick').first().waitFor();
    expect(await titles()).toEqual(list);
    expect(nurse.where()).toBe('/guide');
  });

  it('met no error on the way', () => {
    expect(nurse.complaints).toEqual([]);
  });
});

describe('the guide', () => {
  let visitor: Visitor;
  beforeAll(async () => {
    visitor = await openVisitor(site.origin);
    await visitor.open('/guide?example=1');
    await visitor.follow(visitor.page.getByRole('button', { name: 'Show my shortlist' }));
  });
  afterAll(() => visitor.leave());

  it('has an example that leads to a shortlist', async () => {
    expect(await visitor.page.locator('.pick').count()).toBeGreaterThan(3);
    expect(await visitor.page.getByRole('link', { name: /Compare the first/ }).getAttribute('href')).toMatch(
      /^\/compare\?/,
    );
    expect(visitor.complaints).toEqual([]);
  });

  it.each([
    { width: 360, colorScheme: 'light' },
    { width: 1280, colorScheme: 'dark' },
  ] as const)(
    'draws its result at $width px ($colorScheme) so that axe finds nothing',
    async ({ width, colorScheme }) => {
      await visitor.page.setViewportSize({ width, height: 800 });
      await visitor.page.emulateMedia({ colorScheme });
      // Four are as good as twenty, unfolded.
      await visitor.page.evaluate(() => {
        for (const pick of document.querySelectorAll('.picks > li:nth-child(n + 5)')) pick.remove();
        for (const details of document.querySelectorAll('details')) details.open = true;
      });
      expect(await overflow(visitor.page)).toBeLessThanOrEqual(0);
      expect(await axeInBrowser(visitor.page)).toEqual([]);
    },
  );

  it('shows twenty courses, then the next', async () => {
    const nav = visitor.page.getByRole('navigation', { name: 'Main' });
    await visitor.follow(nav.getByRole('link', { name: 'Guide' }));
    await visitor.page.getByLabel('Hours a week', { exact: true }).fill('5');
    await visitor.follow(visitor.page.getByRole('button', { name: 'Show my shortlist' }));
    const first = await visitor.page.locator('.pick h2').allTextContents();
    await visitor.follow(visitor.page.getByRole('button', { name: 'Show the next 20' }));
    expect(await visitor.page.locator('.pick .rank').allTextContents()).toEqual(
      Array.from({ length: 20 }, (_, at) => String(at + 21)),
    );
    expect(await visitor.page.locator('.pick h2').allTextContents()).not.toEqual(first);
  });

  it('loads at most 10 kB of script', async () => {
    expect(await scriptBytes(visitor.page)).toBeLessThanOrEqual(10_000);
  });
});

describe('the answer to a form', () => {
  const send = (payload: Record<string, string>) =>
    site.app.inject({
      method: 'POST',
      url: '/guide',
      headers: { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams(payload).toString(),
    });

  it('is kept by nobody, listed by nobody, and valid HTML, whatever was asked', async () => {
    const asked: Record<string, string>[] = [
      { 'goals.next.text': 'leadership' },
      { 'goals.next.occupation': 'Data analyst', act: 'gap' },
      { 'recognition.level': '8', 'recognition.level.hard': '1', 'budget.limit': '0', 'budget.limit.hard': '1' },
      { 'budget.limit': 'much', 'time.deadline': 'soon' },
    ];
    for (const payload of asked) {
      const answer = await send(payload);
      expect([200, 422]).toContain(answer.statusCode);
      expect(answer.headers['cache-control']).toBe('no-store');
      expect(await invalidHtml(answer.body)).toEqual([]);
      expect(answer.body.match(/<h1[\s>]/g)).toHaveLength(1);
      if (answer.body.includes('id="answers"')) expect(answer.body).toContain('content="noindex"');
    }
  });

  it('asks for an answer where none was given', async () => {
    const { statusCode, body } = await send({ 'budget.currency': 'GBP' });
    expect(statusCode).toBe(422);
    expect(body).toContain('Answer at least one question');
  });

  it('reads an occupation in other words, says as what, and sends nobody away', async () => {
    const near = await send({ 'goals.next.occupation': 'Zeppelin midwife' });
    expect(near.statusCode).toBe(200);
    expect(near.body).toContain('We read “Zeppelin midwife” as midwife.');
    const strange = await send({ 'goals.next.occupation': 'dragon tamer' });
    expect(strange.statusCode).toBe(200);
    expect(strange.body).toContain('We know no occupation called “dragon tamer”');
    expect(strange.body).toContain('We found no course for these words');
  });

  it('says how many teach nothing of the gap, and shows them too when that is pressed', async () => {
    const { body } = await send({ 'goals.next.text': 'marketing' });
    const [, beside] = /Show those ([\d,]+) too/.exec(body) ?? [];
    expect(Number(beside)).toBeGreaterThan(0);
    const ease = JSON.stringify({ path: 'goals.teaches', value: { value: 1, hard: false } });
    const wide = await send({ 'goals.next.text': 'marketing', ease });
    const listed = (text: string) => Number(/([\d,]+) are listed/.exec(text)?.[1]);
    expect(listed(wide.body) - listed(body)).toBe(Number(beside));
  });
});
