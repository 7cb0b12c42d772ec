/** What the test interface makes of checks: which of them were asked for, and what stands against a credential. */
import type { JsonObject } from '../engine/types.js';
import type { Check, CheckName, Verification } from '../schema/verification.js';
import { credentialFaults, presentationFaults } from './data-model/index.js';

/** A problem as RFC 9457 words it. */
export type VcProblem = { type: string; title: string; detail: string };

/** What is a matter of the document and its proof. Whose key it is, and whether it is current, is asked by other names. */
const OF_PROOF: readonly CheckName[] = [
  'format',
  'context',
  'type',
  'schema',
  'attached-schema',
  'related-resource',
  'subject',
  'evidence',
  'proof',
];
const OF_STATUS: readonly CheckName[] = ['status'];
const OF_REST: readonly CheckName[] = ['issuer', 'valid-from', 'valid-until', 'recipient', 'policy'];
/** What could not be finished there says nothing against the rest. */
const MAY_STAY_OPEN: readonly CheckName[] = ['attached-schema', 'issuer'];

const PROBLEM = 'https://www.w3.org/TR/vc-data-model#';

/**
 * What stands against it; none: verified. @param asked as VC-API names checks (`proof`, `credentialStatus`); undefined: all.
 */
export function problemsOf(
  { checks, document, format }: Verification & { document: JsonObject | null },
  asked: readonly string[] | undefined,
): VcProblem[] {
  const isPresentation = format.startsWith('verifiable-presentation');
  const names = new Set([...OF_PROOF, ...namesOf(asked), ...(isPresentation ? (['endorsements'] as const) : [])]);
  const against = checks.filter(({ name, status }) => names.has(name) && isAgainst(name, status));
  const unnamed = names.has('issuer') || document === null ? [] : issuerProblems(document, isPresentation);
  return [...against.map(problemOf), ...unnamed];
}

function namesOf(asked: readonly string[] | undefined): readonly CheckName[] {
  if (asked === undefined) return [...OF_STATUS, ...OF_REST];
  return asked.includes('credentialStatus') ? OF_STATUS : [];
}

function isAgainst(name: CheckName, status: Check['status']): boolean {
  return status === 'failed' || (status === 'unknown' && !MAY_STAY_OPEN.includes(name));
}

/** That somebody is named as the issuer belongs to the document, even where nobody asks whose key it is. */
function issuerProblems(document: JsonObject, isPresentation: boolean): VcProblem[] {
  const faults = isPresentation ? presentationFaults(document) : credentialFaults(document);
  return faults
    .filter(({ check }) => check === 'issuer')
    .map(({ message }) => ({ type: `${PROBLEM}MALFORMED_VALUE_ERROR`, title: 'issuer', detail: message }));
}

function problemOf({ name, message }: Check): VcProblem {
  const kind =
    name === 'proof' ? 'CRYPTOGRAPHIC_SECURITY_ERROR' : name === 'format' ? 'PARSING_ERROR' : 'MALFORMED_VALUE_ERROR';
  return { type: `${PROBLEM}${kind}`, title: name, detail: message };
}
