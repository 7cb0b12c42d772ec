/** Places in a run: free, by voucher, against a purchase order; and for an employer's own people. */
import { randomBytes } from 'node:crypto';
import { type PersonActor, provedAddresses } from '../../../accounts/index.js';
import { rolesOf, verificationsOf } from '../../../organisations/index.js';
import { newId, sameText } from '../../../platform/crypto/index.js';
import type { Db } from '../../../platform/db/index.js';
import {
  addTry,
  forgetTry,
  insertInvoice,
  lockVoucher,
  type TryKind,
  useVoucher,
} from '../../queries/offerings/places.js';
import { employerCodeHash } from '../../queries/offerings/runs.js';
import { codeHash, MOST_TRIES, plainCode, TRIES_MS } from '../../rules/offerings/codes.js';
import { isAtDomain } from '../../rules/offerings/entry.js';
import { LearningError, type Offering } from '../../schema/index.js';
import type { PlaceAsked, Run } from '../../schema/runs.js';
import type { Learning } from '../parts.js';

const NO_VOUCHER = 'This code is not good for this run. Look at it again; letters and digits alone count.';
const TOO_MANY = 'Too many codes were wrong. Try again in an hour, with the code in front of you.';

/** Random bytes without end. */
export function* randomness(): Generator<number, never> {
  for (;;) yield* randomBytes(64);
}

/**
 * Tries something with a typed code: counted before, in a statement of its own, and taken back where the code was right, so that
 * many tries at once are as few as one after the other.
 * @throws LearningError 409 after too many
 */
export async function withTries<T>(
  db: Db,
  person: PersonActor,
  kind: TryKind,
  now: Date,
  act: () => Promise<T>,
): Promise<T> {
  const since = new Date(now.getTime() - TRIES_MS);
  if ((await addTry(db, person.id, kind, { now, since })) > MOST_TRIES) throw new LearningError(409, TOO_MANY, kind);
  const forget = () => forgetTry(db, person.id, kind);
  try {
    const result = await act();
    await forget();
    return result;
  } catch (error) {
    // A run that is full is no wrong code.
    if (!isWrongCode(error)) await forget();
    throw error;
  }
}

function isWrongCode(error: unknown): boolean {
  return error instanceof LearningError && (error.field === 'voucher' || error.field === 'code');
}

/**
 * Whether somebody belongs to a private run: a member of the employer, a proved address at its proved domain, or its code.
 * @throws LearningError 403
 */
export async function requireEmployed(
  { db, secret }: Pick<Learning, 'db' | 'secret'>,
  person: PersonActor,
  run: Run,
  code: string | undefined,
): Promise<void> {
  if (run.kind !== 'private' || run.employerId === null) return;
  if (await isOfEmployer(db, person, run.employerId)) return;
  const hash = await employerCodeHash(db, run.id);
  const isRight = code !== undefined && hash !== null && sameText(hash, codeHash(secret, 'employer', code));
  if (!isRight)
    throw new LearningError(
      403,
      code && hash
        ? 'This is not the code of the employer. Ask them for it.'
        : 'This run is for the people of one employer. Use your address at work, or the code that they gave you.',
      'code',
    );
}

/** A member, or somebody with an address there. */
export async function isOfEmployer(db: Db, person: PersonActor, employerId: string): Promise<boolean> {
  if ((await rolesOf(db, employerId, person.id)).length > 0) return true;
  const domain = (await verificationsOf(db, [employerId])).get(employerId)?.domain;
  if (!domain) return false;
  return (await provedAddresses(db, person.id)).some((email) => isAtDomain(email, domain));
}

/**
 * Takes the place that a run asks for, in the transaction of the enrolment.
 * @throws LearningError 422 with the field that is wrong or missing
 */
export async function takePlace(
  trx: Db,
  { secret }: Pick<Learning, 'secret'>,
  {
    run,
    needed,
    enrolmentId,
    asked,
    today,
    now,
  }: { run: Run; needed: Offering['places']; enrolmentId: string; asked: PlaceAsked; today: string; now: Date },
): Promise<void> {
  if (needed === 'voucher') {
    const typed = plainCode(asked.voucher ?? '');
    if (typed === '') throw new LearningError(422, 'Type the code of your voucher.', 'voucher');
    const voucher = await lockVoucher(trx, codeHash(secret, 'voucher', typed));
    if (!voucher || voucher.offeringId !== run.id || voucher.withdrawn)
      throw new LearningError(422, NO_VOUCHER, 'voucher');
    if (voucher.expires !== null && voucher.expires < today)
      throw new LearningError(422, 'This code has run out. Ask whoever gave it to you for another.', 'voucher');
    if (voucher.used >= voucher.uses)
      throw new LearningError(422, 'This code was used up. Ask whoever gave it to you for another.', 'voucher');
    await useVoucher(trx, { id: newId(), voucher: voucher.id, enrolmentId, now });
  }
  if (needed === 'invoice') {
    const purchaseOrder = line(asked.purchaseOrder, 60, 'purchaseOrder', 'Type the number of the purchase order.');
    const billed = line(asked.billed, 500, 'billed', 'Say which organisation pays, and its address.');
    const billedEmail = asked.billedEmail?.trim().slice(0, 320) || null;
    const { amount, currency } = run.price ?? { amount: 0, currency: 'GBP' };
    await insertInvoice(trx, {
      ...{ id: newId(), offeringId: run.id, enrolmentId, purchaseOrder, billed, billedEmail, amount, currency },
      askedAt: now,
    });
  }
}

function line(text: string | undefined, longest: number, field: string, missing: string): string {
  const words = (text ?? '').trim();
  if (words === '') throw new LearningError(422, missing, field);
  if (words.length > longest) throw new LearningError(422, `Use at most ${longest} characters.`, field);
  return words;
}
