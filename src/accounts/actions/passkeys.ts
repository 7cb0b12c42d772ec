/**
 * Passkeys (WebAuthn): made in the browser, bound to this site's name, unlocked by finger, face or PIN. A passkey is both
 * factors at once. Every challenge is good for five minutes and one answer.
 */
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { newId, sha256 } from '../../platform/crypto/index.js';
import type { Db } from '../../platform/db/index.js';
import { passkeyLetter } from '../mails.js';
import {
  deletePasskey,
  findPasskey,
  insertChallenge,
  insertPasskey,
  listPasskeys,
  renamePasskey,
  takeChallenge,
  touchPasskey,
} from '../queries/passkeys.js';
import { type PasskeyAnswer, readPasskeyAnswer } from '../rules/passkeys.js';
import type { Browser, PasskeySecret, PersonActor } from '../schema/index.js';
import type { Accounts } from './accounts.js';
import { personKey, recordAct } from './audit.js';
import { letIn, type SignedIn } from './signing-in.js';

/** What the browser sent is no answer to a challenge of ours, or of a passkey that nobody here has. */
export class PasskeyError extends Error {
  override readonly name = 'PasskeyError';
  readonly status = 422;
  constructor(
    message = 'This passkey could not be used here. Try again, or come in another way.',
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** EdDSA, ES256 and RS256 (COSE numbers): what every authenticator of today has at least one of. */
const ALGORITHMS = [-8, -7, -257];
const CHALLENGE_MS = 5 * 60_000;
const MOST = 20;

/** What the browser must know to make a passkey; as `PublicKeyCredential.parseCreationOptionsFromJSON` takes it. */
export async function offerPasskey({ db, origin }: Accounts, actor: PersonActor, now: Date) {
  const held = await listPasskeys(db, actor.id);
  if (held.length >= MOST) throw new PasskeyError(`You have ${MOST} passkeys. Remove one that you no longer use.`);
  const options = await generateRegistrationOptions({
    rpName: 'Cairn',
    rpID: new URL(origin).hostname,
    userName: actor.email,
    userDisplayName: actor.name,
    userID: new TextEncoder().encode(actor.id),
    attestationType: 'none',
    supportedAlgorithmIDs: ALGORITHMS,
    excludeCredentials: held.map(({ id }) => ({ id })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    timeout: CHALLENGE_MS,
  });
  await keepChallenge(db, options.challenge, actor.id, now);
  return options;
}

/** What the browser must know to sign in; the same for everybody. */
export async function askForPasskey({ db, origin }: Accounts, now: Date) {
  const options = await generateAuthenticationOptions({
    rpID: new URL(origin).hostname,
    userVerification: 'required',
    timeout: CHALLENGE_MS,
  });
  await keepChallenge(db, options.challenge, '', now);
  return options;
}

async function keepChallenge(db: Db, challenge: string, forWhom: string, now: Date): Promise<void> {
  const expiresAt = new Date(now.getTime() + CHALLENGE_MS);
  await insertChallenge(db, { id: newId(), identifier: identifierOf(challenge), forWhom, now, expiresAt });
}

function identifierOf(challenge: string): string {
  return `passkey-${sha256(challenge)}`;
}

/** Keeps a passkey that the browser has just made. @throws PasskeyError */
export async function addPasskey(
  { db, post, origin }: Accounts,
  actor: PersonActor,
  { name, answer }: { name: string; answer: string },
  now: Date,
): Promise<void> {
  const response = readAnswer<RegistrationResponseJSON>(answer);
  const expectedChallenge = (challenge: string) => isOurs(db, challenge, actor.id, now);
  const { registrationInfo: made } = await judged(() =>
    verifyRegistrationResponse({
      response,
      expectedChallenge,
      ...expected(origin),
      supportedAlgorithmIDs: ALGORITHMS,
      requireUserVerification: true,
    }),
  );
  if (!made) throw new PasskeyError();
  const { id, publicKey, counter, transports = [] } = made.credential;
  await db.transaction().execute(async (trx) => {
    const backedUp = made.credentialBackedUp;
    const passkey = { id, personId: actor.id, name, publicKey, counter, transports, backedUp, created: now };
    if (!(await insertPasskey(trx, passkey))) throw new PasskeyError('This passkey is in use already.');
    await post.send(trx, passkeyLetter(actor.email, name, 'added', origin));
    await recordAct(trx, actor, { act: 'accounts.passkey-added', subject: await personKey(trx, actor.id) }, now);
  });
}

/** Signs in whoever holds the passkey. @throws PasskeyError */
export async function signInWithPasskey(
  accounts: Accounts,
  answer: string,
  browser: Browser,
  now: Date,
): Promise<SignedIn> {
  return letIn(accounts, await holderOf(accounts, answer, now), 'passkey', browser);
}

/** The person whose passkey answered a challenge. @throws PasskeyError */
export async function holderOf({ db, origin }: Accounts, answer: string, now: Date): Promise<string> {
  const response = readAnswer<AuthenticationResponseJSON>(answer);
  const found = await findPasskey(db, response.id);
  if (!found) {
    throw new PasskeyError(
      'This passkey is not known here. It may have been removed: come in another way and add it again.',
    );
  }
  const { verified, authenticationInfo } = await judged(() =>
    verifyAuthenticationResponse({
      response,
      expectedChallenge: (challenge) => isOurs(db, challenge, '', now),
      ...expected(origin),
      credential: credentialOf(found),
      requireUserVerification: true,
    }),
  );
  if (!verified || !isHandleOf(found, response)) throw new PasskeyError();
  const use = { id: found.id, counter: authenticationInfo.newCounter, before: Number(found.counter), now };
  if (!(await touchPasskey(db, use))) throw new PasskeyError();
  return found.personId;
}

function expected(origin: string) {
  return { expectedOrigin: origin, expectedRPID: new URL(origin).hostname };
}

function credentialOf({ id, publicKey, counter }: PasskeySecret) {
  return { id, publicKey: new Uint8Array(publicKey), counter: Number(counter) };
}

/** A discoverable passkey names its owner; a wrong name means that keys were mixed up. */
function isHandleOf({ personId }: PasskeySecret, { response }: AuthenticationResponseJSON): boolean {
  const { userHandle } = response;
  return userHandle === undefined || Buffer.from(userHandle, 'base64url').toString() === personId;
}

/** Takes the challenge, right or wrong: it is never asked about twice. */
async function isOurs(db: Db, challenge: string, forWhom: string, now: Date): Promise<boolean> {
  return (await takeChallenge(db, identifierOf(challenge), now))?.forWhom === forWhom;
}

function readAnswer<T extends AuthenticationResponseJSON | RegistrationResponseJSON>(text: string): T {
  const read: PasskeyAnswer | null = readPasskeyAnswer(text);
  if (!read) throw new PasskeyError();
  return read as unknown as T;
}

/** The library throws plain errors at whatever is not right in an answer: all of them are the browser's. */
async function judged<T>(judge: () => Promise<T>): Promise<T> {
  try {
    return await judge();
  } catch (error) {
    throw new PasskeyError(undefined, { cause: error });
  }
}

/** @throws PasskeyError where it is not among theirs */
export async function namePasskey({ db }: Accounts, actor: PersonActor, id: string, name: string): Promise<void> {
  if (!(await renamePasskey(db, actor.id, id, name))) throw new NoSuchPasskeyError();
}

/** It opens nothing any more. @throws NoSuchPasskeyError */
export async function removePasskey({ db, post, origin }: Accounts, actor: PersonActor, id: string, now: Date) {
  await db.transaction().execute(async (trx) => {
    const passkey = (await listPasskeys(trx, actor.id)).find((held) => held.id === id);
    if (!passkey || !(await deletePasskey(trx, actor.id, id))) throw new NoSuchPasskeyError();
    await post.send(trx, passkeyLetter(actor.email, passkey.name, 'removed', origin));
    await recordAct(trx, actor, { act: 'accounts.passkey-removed', subject: await personKey(trx, actor.id) }, now);
  });
}

/** It was removed, or never was theirs. */
export class NoSuchPasskeyError extends Error {
  override readonly name = 'NoSuchPasskeyError';
  readonly status = 404;
  constructor() {
    super('This passkey is not among yours. It may have been removed a moment ago.');
  }
}
