/** Verifies whatever is handed over: named checks in a set order, and four verdicts that stay apart. */
import { modelVersionOf } from '../../rules/data-model/index.js';
import { inPlainWords } from '../../rules/plain-words.js';
import type { CredentialSummary } from '../../schema/summary.js';
import { CHECKS, type Check, type CheckName } from '../../schema/verification.js';
import { verifyOpenBadges2 } from '../open-badges-2/index.js';
import type { JsonObject } from '../types.js';
import { checkIssuerKnown, checkPolicy, checkRecipient, type Known } from './checks/asker.js';
import { checkAttachedSchema, checkRelatedResource } from './checks/attached.js';
import { checkValidFrom, checkValidUntil } from './checks/dates.js';
import { checkInside } from './checks/inside.js';
import {
  checkContext,
  checkEvidence,
  checkIssuer,
  checkSchema,
  checkSubject,
  checkType,
  faultOf,
  type Model,
  readModel,
} from './checks/model.js';
import { checkProof } from './checks/proof.js';
import { checkStatus } from './checks/status.js';
import { type Matter, type Outcome, type Signature, skipped, unknown } from './matter.js';
import { type Reading, readInput } from './reading.js';
import { readSignature } from './signature.js';
import { summaryOf } from './summary.js';
import type { Verified, VerifyDeps, VerifyInput, Wrapping } from './types.js';
import { verdictOf } from './verdict.js';

export type { KeptDigests, Registry, RegistryEntry, Verified, VerifyDeps, VerifyInput, Wrapping } from './types.js';

/** Judges a credential of any format and wrapping. Never throws for what is handed over: that is what the checks say. */
export async function verifyCredential(input: VerifyInput, deps: VerifyDeps): Promise<Verified> {
  const verified = await judgeReading(readInput(input), deps, 0);
  return { ...verified, checks: inPlainWords(verified.checks), summary: inPlainWords(verified.summary) };
}

async function judgeReading(reading: Reading, deps: VerifyDeps, depth: number): Promise<Verified> {
  const { document, outcome, kind, wrapping, signed } = reading;
  if (document === null || outcome.status === 'failed') return unread(reading);
  if (kind === 'open-badges-2') return judgeOpenBadges2(document, reading, deps);
  const matter = matterOf(document, reading, deps, depth);
  const model = await readModel(matter);
  const known = depth === 0 ? await checkIssuerKnown(matter) : NOT_ASKED;
  const checks: Check[] = [];
  for (const name of CHECKS) checks.push({ name, ...(await outcomeOf(name, matter, model, known, outcome)) });
  const format = wrapping === 'json' || wrapping === 'text' ? kind : `${kind} in ${wrapping}`;
  return {
    format,
    verdict: verdictOf(checks, known.known),
    checks,
    summary: summaryOf(matter),
    signed,
    document,
    wrapping,
  };
}

/** Open Badges 2.0 has rules of its own; whether its issuer is known and it is what was asked for, is asked as of any other. */
async function judgeOpenBadges2(document: JsonObject, reading: Reading, deps: VerifyDeps): Promise<Verified> {
  const { token, wrapping, signed } = reading;
  const { checks: own, summary } = await verifyOpenBadges2(token ?? document, deps);
  const holds = own.find(({ name }) => name === 'proof')?.status === 'passed';
  const issuer = summary?.issuer.id ?? null;
  const asked = { ...document, ...(issuer && { issuer: { id: issuer, name: summary?.issuer.name ?? issuer } }) };
  const matter = matterOf(asked, reading, deps, 0);
  matter.signature = async () => ({ holds, bound: holds, other: null, fault: null, ways: [], remark: null });
  const known = await checkIssuerKnown(matter);
  const further: Partial<Record<CheckName, Outcome>> = {
    'issuer-known': known.outcome,
    policy: checkPolicy({ ...matter, document: policyView(summary, asked) }, known.known),
  };
  const checks = CHECKS.map((name) => {
    const found = own.find((check) => check.name === name);
    return found ?? { name, ...(further[name] ?? skipped('Open Badges 2.0 does not know this.')) };
  });
  const format = wrapping === 'json' || wrapping === 'text' ? 'open-badges-2' : `open-badges-2 in ${wrapping}`;
  return { format, verdict: verdictOf(checks, known.known), checks, summary, signed, document, wrapping };
}

/** What a policy looks at, where Open Badges 3.0 has it. */
function policyView(summary: CredentialSummary | null, document: JsonObject): JsonObject {
  return {
    ...document,
    validFrom: summary?.issued ?? '',
    credentialSubject: { achievement: { id: summary?.achievement?.id ?? '' } },
  };
}

const NOT_ASKED: Known = { outcome: skipped('No list of issuers was asked.'), known: null };

/** The answer where nothing could be judged: an address that does not answer, a file that is not there. */
export function nothingRead(wrapping: Wrapping, message: string, fix: string): Verified {
  return unread({
    wrapping,
    signed: null,
    document: null,
    token: null,
    contradictions: [],
    kind: 'unknown',
    outcome: unknown(message, fix),
  });
}

/** What cannot be read is not judged any further. */
function unread({ outcome, wrapping, signed, kind }: Reading): Verified {
  const rest = skipped('Not looked at, as it could not be read.');
  const checks = CHECKS.map((name) => ({ name, ...(name === 'format' ? outcome : rest) }));
  return { format: kind, verdict: verdictOf(checks, null), checks, summary: null, signed, document: null, wrapping };
}

function matterOf(
  document: JsonObject,
  { kind, token, contradictions }: Reading,
  deps: VerifyDeps,
  depth: number,
): Matter {
  let signature: Promise<Signature> | null = null;
  const matter: Matter = {
    kind,
    document,
    version: modelVersionOf(document) ?? '2.0',
    token,
    contradictions,
    deps,
    at: deps.at ?? deps.now,
    depth,
    signature: () => {
      signature ??= readSignature(matter);
      return signature;
    },
    judge: (inner, today = false) => {
      const reading = readInput(typeof inner === 'string' ? { jwt: inner } : { document: inner });
      const { recipient: _, policy: __, presentation: ___, at, ...rest } = deps;
      const then = at && !today ? { at } : {};
      return judgeReading(reading, { ...rest, ...then, registries: [] }, depth + 1);
    },
  };
  return matter;
}

async function outcomeOf(
  name: CheckName,
  matter: Matter,
  model: Model,
  known: Known,
  format: Outcome,
): Promise<Outcome> {
  switch (name) {
    case 'format':
      return faultOf(model.faults, 'format') ?? format;
    case 'context':
      return checkContext(matter, model);
    case 'type':
      return checkType(matter, model);
    case 'schema':
      return checkSchema(matter, model);
    case 'attached-schema':
      return checkAttachedSchema(matter);
    case 'related-resource':
      return checkRelatedResource(matter, model);
    case 'subject':
      return checkSubject(matter, model);
    case 'evidence':
      return checkEvidence(matter, model);
    case 'issuer':
      return checkIssuer(matter, model);
    case 'proof':
      return checkProof(matter);
    case 'status':
      return checkStatus(matter);
    case 'valid-from':
      return checkValidFrom(matter);
    case 'valid-until':
      return checkValidUntil(matter);
    case 'endorsements':
      return checkInside(matter);
    case 'recipient':
      return checkRecipient(matter);
    case 'issuer-known':
      return known.outcome;
    case 'policy':
      return checkPolicy(matter, known.known);
  }
}
