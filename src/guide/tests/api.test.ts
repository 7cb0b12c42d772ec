/** The contract of `POST /api/v1/guide` on the starter catalogue. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSite, type RunningSite } from '../../../tests/support/site.js';
import { GuideAnswer } from '../schema.js';

let site: RunningSite;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

async function ask(body: unknown, path = '/api/v1/guide'): Promise<{ status: number; body: Record<string, unknown> }> {
  const answer = await fetch(`${site.origin}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

const NURSE = {
  goals: { now: { occupation: 'registered nurse' }, next: { text: 'infection control, leadership' } },
  budget: { payer: 'self', limit: { value: 100, hard: true }, includes: ['certificate'] },
  time: { hoursPerWeek: { value: 5, hard: true } },
  reviews: { rating: { value: 4, hard: false } },
};

describe('the guide for programs', () => {
  test('try', async () => {
    const { status, body } = await ask(NURSE);
    console.log(JSON.stringify(body, null, 1).slice(0, 9000));
    expect(status).toBe(200);
    GuideAnswer.parse(body);
  });
});
