/**
 * The test interface: signs for whoever asks, with a key that is thrown away when the process ends, so that public suites can
 * run against the same engine that signs and verifies everything else. There under `CAIRN_VC_API=1` alone, on a loopback host.
 */
import { randomInt } from 'node:crypto';
import type { Clock } from '../../platform/clock/index.js';
import type { Config } from '../../platform/config/index.js';
import type { Client } from '../../platform/fetch/index.js';
import { type Resolution, type ResolutionOptions, resolution } from '../engine/did/index.js';
import { EncodingError, parseStrictJson } from '../engine/encoding/index.js';
import { JwtError, signVcJwt } from '../engine/jwt/index.js';
import { didKeyOf, newSigningKey } from '../engine/keys/index.js';
import { ProofError, signCredential } from '../engine/proof/index.js';
import { encodeStatusList, LEAST_BYTES, newStatusBits } from '../engine/status/index.js';
import { DocumentError, type JsonObject, LinkedDataError, type SigningKey } from '../engine/types.js';
import { credentialFaults, isFields } from '../rules/data-model/index.js';
import { problemsOf, type VcProblem } from '../rules/vc-api.js';
import type { IssueOptions, TokenAsked, VerifyOptionsByVcApi } from '../schema/vc-api.js';
import { openContexts } from './contexts.js';
import { openLinkedDataApart } from './linked-data-apart.js';
import { holdsToken, issueToken } from './vc-api-tokens.js';
import { openVerifier } from './verifying.js';

export type VcApiParts = { clock: Clock; client: Client; config: Pick<Config, 'origin' | 'contextsFolder'> };

export type VcJudgement = { problems: VcProblem[]; document: JsonObject | null };

export type VcApi = {
  /** The did:key that signs. */
  issuer: string;
  /** The signed credential, or its envelope; or what stands against signing it. */
  issue(credential: JsonObject, options: IssueOptions): Promise<{ signed: JsonObject } | { problems: VcProblem[] }>;
  /** Judges a credential or a presentation, enveloped or not. */
  verify(document: JsonObject, options: VerifyOptionsByVcApi): Promise<VcJudgement>;
  /** The status list that issued credentials name; all of it stands. */
  statusList(): Promise<JsonObject>;
  resolve(did: string, options: ResolutionOptions): Promise<Resolution>;
  /** Signs or judges a token with the key that was handed over. */
  token(asked: TokenAsked): Promise<{ result: 'success' | 'failure'; token?: string }>;
  close(): Promise<void>;
};

/** The address of the status list, below the origin. */
export const STATUS_LIST = '/vc-api/status-list';
const CREDENTIALS_V2 = 'https://www.w3.org/ns/credentials/v2';

export function openVcApi({ clock, client, config }: VcApiParts): VcApi {
  // Suites use contexts that give a meaning to every term.
  const contexts = openContexts(config.contextsFolder, { forTests: true });
  const key = throwAwayKey();
  const issuer = didKeyOf(key.multibase);
  const linkedData = openLinkedDataApart(contexts);
  const list = `${config.origin}${STATUS_LIST}`;
  const documents = async (address: string) =>
    address.split('?')[0] === list ? new TextEncoder().encode(JSON.stringify(await statusList())) : null;
  const verifier = openVerifier({ db: null, clock, client, contexts, documents });
  let kept: Promise<JsonObject> | undefined;

  const verify: VcApi['verify'] = async (document, { checks, challenge, domain }) => {
    const presentation = { ...(challenge && { challenge }), ...(domain && { domain }) };
    const verified = await verifier.verify(document, { presentation });
    return { problems: problemsOf(verified, checks), document: verified.document };
  };
  const sign = (document: JsonObject, cryptosuite: IssueOptions['cryptosuite']) =>
    signCredential(linkedData, document, { suite: cryptosuite, key, created: secondsOf(clock.now()) });

  const issue: VcApi['issue'] = async (given, { cryptosuite, mediaType, credentialStatus }) => {
    const unfit = [...faultsOf(given), ...foreignIssuer(given, issuer)];
    if (unfit.length > 0) return { problems: unfit };
    const credential = credentialStatus ? { ...given, credentialStatus: placeIn(list) } : given;
    try {
      const signed = mediaType === 'application/vc' ? await sign(credential, cryptosuite) : envelopeOf(credential, key);
      // Nothing leaves that would not hold where it is verified.
      const { problems } = await verify(signed, { checks: ['proof'] });
      return problems.length === 0 ? { signed } : { problems };
    } catch (error) {
      return { problems: [refusalOf(error)] };
    }
  };
  const statusList = (): Promise<JsonObject> => {
    kept ??= sign(listDocument(list, issuer, secondsOf(clock.now())), 'eddsa-rdfc-2022');
    return kept;
  };
  const fetchDocument = async (address: string) => {
    throw new DocumentError('refused', `${address} is not asked: this interface reaches no other host.`);
  };
  return {
    issuer,
    issue,
    verify,
    statusList,
    resolve: (did, options) => resolution(did, options, { fetchDocument }),
    token: answerToken,
    async close() {
      await linkedData.close();
      await verifier.close();
    },
  };
}

async function answerToken({ act, kind, input, key }: TokenAsked): ReturnType<VcApi['token']> {
  if (act === 'verify') return { result: (await holdsToken(input.trim(), kind, key)) ? 'success' : 'failure' };
  const document = readObject(input);
  const token = document && issueToken(document, kind, key);
  return token ? { result: 'success', token } : { result: 'failure' };
}

function readObject(text: string): JsonObject | null {
  try {
    const value = parseStrictJson(text);
    return isFields(value) ? (value as JsonObject) : null;
  } catch (error) {
    if (error instanceof EncodingError) return null;
    throw error;
  }
}

function throwAwayKey(): SigningKey {
  const { kind, multibase, privateKey } = newSigningKey();
  return { kind, multibase, key: privateKey, method: `${didKeyOf(multibase)}#${multibase}` };
}

function faultsOf(credential: JsonObject): VcProblem[] {
  return credentialFaults(credential).map(({ check, message }) => malformed(check, message));
}

/** A key signs in the name of whoever holds it. */
function foreignIssuer({ issuer }: JsonObject, own: string): VcProblem[] {
  const named = isFields(issuer) ? issuer.id : issuer;
  return named === own ? [] : [malformed('issuer', `This key signs for ${own} alone.`)];
}

const malformed = (title: string, detail: string): VcProblem => ({
  type: 'https://www.w3.org/TR/vc-data-model#MALFORMED_VALUE_ERROR',
  title,
  detail,
});

function refusalOf(error: unknown): VcProblem {
  const isOfDocument =
    error instanceof LinkedDataError ||
    error instanceof ProofError ||
    error instanceof EncodingError ||
    error instanceof JwtError;
  if (!isOfDocument) throw error;
  return malformed('credential', error.message);
}

function placeIn(list: string): JsonObject {
  const statusListIndex = String(randomInt(LEAST_BYTES * 8));
  const type = 'BitstringStatusListEntry';
  return { type, statusPurpose: 'revocation', statusListIndex, statusListCredential: list };
}

function envelopeOf(credential: JsonObject, key: SigningKey): JsonObject {
  return {
    '@context': CREDENTIALS_V2,
    id: `data:application/vc+jwt,${signVcJwt(credential, key, 'vc-jose-cose')}`,
    type: 'EnvelopedVerifiableCredential',
  };
}

function listDocument(id: string, issuer: string, validFrom: string): JsonObject {
  return {
    '@context': [CREDENTIALS_V2],
    id,
    type: ['VerifiableCredential', 'BitstringStatusListCredential'],
    issuer,
    validFrom,
    credentialSubject: {
      id: `${id}#list`,
      type: 'BitstringStatusList',
      statusPurpose: 'revocation',
      encodedList: encodeStatusList(newStatusBits()),
    },
  };
}

const secondsOf = (date: Date): string => date.toISOString().replace(/\.\d+Z$/, 'Z');
