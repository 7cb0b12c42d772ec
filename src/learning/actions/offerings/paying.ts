/** A registrar makes vouchers, and says what became of purchase orders. No money is taken here. */
import { type Actor, recordAct, sendToPerson } from '../../../accounts/index.js';
import { newId } from '../../../platform/crypto/index.js';
import { invoiceRefusedLetter, LEARNING } from '../../mails/index.js';
import { lockEnrolment } from '../../queries/enrolments.js';
import { leave } from '../../queries/offerings/enrolling.js';
import { batchesOf, decideInvoice, insertBatch, lockInvoice, withdrawBatch } from '../../queries/offerings/places.js';
import { codeHash, plainCode, voucherCode } from '../../rules/offerings/codes.js';
import { NEXT_STATES } from '../../rules/offerings/invoices.js';
import { LearningError } from '../../schema/index.js';
import { getEdition } from '../editions.js';
import type { Learning } from '../parts.js';
import { getRun, type HostedAsked, requireRegistrar } from './parts.js';
import { randomness } from './places.js';
import { tellWaiting } from './telling.js';

type InRun = HostedAsked & { offering: string };

/** Makes codes for places and answers them, this once: they are kept as hashes. */
export async function makeVouchers(
  { db, clock, secret }: Pick<Learning, 'db' | 'clock' | 'secret'>,
  actor: Actor,
  asked: InRun & { name: string; count: number; uses: number; expires: string | null },
): Promise<string[]> {
  const now = clock.now();
  const name = asked.name.trim().slice(0, 200);
  if (name === '') throw new LearningError(422, 'Say for whom these codes are.', 'name');
  if (!whole(asked.count, 1000)) throw new LearningError(422, 'Make 1 to 1,000 codes at once.', 'count');
  if (!whole(asked.uses, 10_000)) throw new LearningError(422, 'A code is used 1 to 10,000 times.', 'uses');
  return db.transaction().execute(async (trx) => {
    const { course } = await requireRegistrar(trx, actor, asked);
    const run = await getRun(trx, course, asked.offering);
    if (run.places !== 'voucher') throw new LearningError(409, 'Places in this run are not by voucher.', 'name');
    const random = randomness();
    const codes = Array.from({ length: asked.count }, () => voucherCode(random));
    const kept = codes.map((code) => ({
      id: newId(),
      hash: codeHash(secret, 'voucher', code),
      hint: plainCode(code).slice(-4),
    }));
    const batch = { id: newId(), offeringId: run.id, name, uses: asked.uses, expires: asked.expires, created: now };
    await insertBatch(trx, batch, kept);
    const detail = { codes: asked.count, uses: asked.uses };
    await recordAct(trx, actor, { act: 'learning.vouchers-made', subject: `offering:${run.id}`, detail }, now);
    return codes;
  });
}

function whole(number: number, most: number): boolean {
  return Number.isInteger(number) && number >= 1 && number <= most;
}

/** Codes of a batch can be used no more; places that were taken stay. */
export async function endVouchers(
  { db, clock }: Pick<Learning, 'db' | 'clock'>,
  actor: Actor,
  asked: InRun & { batch: string },
): Promise<void> {
  const now = clock.now();
  await db.transaction().execute(async (trx) => {
    const { course } = await requireRegistrar(trx, actor, asked);
    const run = await getRun(trx, course, asked.offering);
    if (!(await batchesOf(trx, run.id)).some(({ id }) => id === asked.batch))
      throw new LearningError(404, 'This run has no such vouchers.');
    if (!(await withdrawBatch(trx, run.id, asked.batch, now))) return;
    await recordAct(trx, actor, { act: 'learning.vouchers-withdrawn', subject: `offering:${run.id}` }, now);
  });
}

/** Says that a place was invoiced, paid or refused; who is refused leaves with their work kept, and is told why. */
export async function settleInvoice(
  learning: Pick<Learning, 'db' | 'clock' | 'letters' | 'origin'>,
  actor: Actor,
  asked: InRun & { invoice: string; state: string; reason?: string | null },
): Promise<void> {
  const now = learning.clock.now();
  await learning.db.transaction().execute(async (trx) => {
    const { course } = await requireRegistrar(trx, actor, asked);
    const run = await getRun(trx, course, asked.offering);
    const invoice = await lockInvoice(trx, run.id, asked.invoice);
    if (!invoice) throw new LearningError(404, 'This run has no such purchase order.');
    if (asked.state !== 'invoiced' && asked.state !== 'paid' && asked.state !== 'refused')
      throw new LearningError(422, 'Say whether it was invoiced, paid or refused.');
    if (invoice.state === asked.state) return;
    if (!NEXT_STATES[invoice.state].includes(asked.state))
      throw new LearningError(409, `This was ${invoice.state} already. Load the page again.`);
    const reason = asked.reason?.trim().slice(0, 500) || null;
    if (asked.state === 'refused' && reason === null)
      throw new LearningError(422, 'Say why, for the learner.', 'reason');
    await decideInvoice(trx, invoice.id, { state: asked.state, reason, now });
    const enrolment = invoice.enrolmentId ? await lockEnrolment(trx, invoice.enrolmentId) : null;
    if (asked.state === 'refused' && enrolment?.state === 'active') {
      await leave(trx, enrolment.id, now);
      const { title } = (await getEdition(trx, course.id, enrolment.edition)).content;
      const link = `${learning.origin}/learn/runs/${run.id}`;
      const letter = invoiceRefusedLetter({ title, link, reason: reason ?? '' });
      await sendToPerson(trx, learning.letters, enrolment.personId, LEARNING, letter);
      await tellWaiting(trx, learning, enrolment.offeringId, now);
    }
    await recordAct(trx, actor, { act: `learning.invoice-${asked.state}`, subject: `invoice:${invoice.id}` }, now);
  });
}
