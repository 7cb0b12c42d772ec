/** An organisation issues by form, a learner takes it, it is revoked, and a stranger who is handed it is told so. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeBrowser } from '../support/browser.js';
import { type HoldingSite, openHoldingSite } from '../support/holding-site.js';
import { axeInBrowser } from '../support/html.js';
import { openVisitor, overflow, type Visit, type Visitor } from '../support/visitor.js';

let on: HoldingSite;
beforeAll(async () => {
  on = await openHoldingSite();
});
afterAll(async () => {
  await closeBrowser();
  await on.close();
});

async function openIssuer(visit: Visit): Promise<Visitor> {
  const visitor = await openVisitor(on.site.origin, visit);
  const cookies = on.owner.cookie.split('; ').map((pair) => {
    const at = pair.indexOf('=');
    return { name: pair.slice(0, at), value: pair.slice(at + 1), url: on.site.origin };
  });
  await visitor.page.context().addCookies(cookies);
  return visitor;
}

async function sound({ page }: Visitor, name: string): Promise<void> {
  if (process.env.CAIRN_LOOK) await page.screenshot({ path: `${process.env.CAIRN_LOOK}/${name}.png`, fullPage: true });
  expect([name, await overflow(page)]).toEqual([name, 0]);
  expect([name, await axeInBrowser(page)]).toEqual([name, []]);
}

const button = ({ page }: Visitor, name: string | RegExp) => page.getByRole('button', { name }).first();
const link = ({ page }: Visitor, name: string | RegExp) => page.getByRole('link', { name }).first();
const main = ({ page }: Visitor) => page.locator('main');

describe.each([
  ['a phone, without script', { width: 360, script: 'blocked' } as Visit],
  ['a desk, in the dark', { width: 1280, dark: true } as Visit],
])('on %s', (_, visit) => {
  const email = `learner-${visit.width}@example.org`;

  it('issued, taken, revoked, told to whoever checks it', { timeout: 120_000 }, async () => {
    const issuer = await openIssuer(visit);
    await issuer.open(`/organisations/${on.organisation.slug}/credentials`);
    await issuer.follow(link(issuer, /Issue (a|one) credential|Issue one/));
    await issuer.follow(button(issuer, 'Choose'));
    await issuer.page.getByLabel('E-mail address of the learner').fill(email);
    await issuer.page.getByLabel('Name of the learner').fill('Demo Learner');
    await issuer.follow(button(issuer, /^Issue/));
    expect(await main(issuer).textContent()).toContain('It is issued.');
    await sound(issuer, `issued-${visit.width}`);
    const issued = issuer.where().replace(/\?.*/, '');

    const learner = await openVisitor(on.site.origin, visit);
    await learner.open(await on.claimOf(email));
    await learner.follow(button(learner, 'Take it without an account'));
    await sound(learner, `taken-${visit.width}`);
    await learner.leave();

    await issuer.open(issued);
    await issuer.follow(link(issuer, /^Revoke/));
    await issuer.page.getByLabel('Why').selectOption({ index: 1 });
    await issuer.follow(button(issuer, 'Revoke 1 credential'));
    expect(await main(issuer).textContent()).toContain('revoked');
    await sound(issuer, `revoked-${visit.width}`);
    expect(issuer.complaints).toEqual([]);
    await issuer.leave();

    const stranger = await openVisitor(on.site.origin, visit);
    await stranger.open(`/credentials/${issued.split('/').at(-1)}`);
    expect(await main(stranger).textContent()).toContain('Its issuer has revoked it.');
    await sound(stranger, `handed-${visit.width}`);
    await stranger.leave();
  });
});
