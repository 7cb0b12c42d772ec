/** What a page tells of an Open Badge 2.0. */
import type { CredentialSummary } from '../../schema/summary.js';
import type { Json, JsonObject } from '../types.js';
import { isObject, listOf, textOf } from './values.js';

export function summaryOf(
  assertion: JsonObject | null,
  badge: JsonObject | null,
  issuer: JsonObject | null,
): CredentialSummary {
  return {
    id: textOf(assertion?.id) ?? textOf(badge?.id) ?? textOf(issuer?.id),
    name: textOf(badge?.name) ?? textOf(issuer?.name),
    issuer: {
      id: textOf(issuer?.id) ?? addressOf(badge?.issuer),
      name: textOf(issuer?.name),
      url: textOf(issuer?.url),
    },
    achievement: badge && {
      id: textOf(badge.id),
      name: textOf(badge.name),
      description: textOf(badge.description),
      image: addressOf(badge.image),
      criteria: criteriaOf(badge.criteria),
      type: null,
    },
    issued: textOf(assertion?.issuedOn),
    ends: textOf(assertion?.expires),
    credit: [],
    results: [],
    alignment: listOf(badge?.alignment).flatMap(alignmentOf),
    evidence: listOf(assertion?.evidence).map(evidenceOf),
    recipient: recipientOf(assertion?.recipient),
    contains: listOf(assertion?.endorsement).length + listOf(badge?.endorsement).length,
  };
}

const addressOf = (value: Json | undefined): string | null => (isObject(value) ? textOf(value.id) : textOf(value));

function criteriaOf(value: Json | undefined): { url: string | null; narrative: string | null } {
  return isObject(value)
    ? { url: textOf(value.id), narrative: textOf(value.narrative) }
    : { url: textOf(value), narrative: null };
}

function alignmentOf(value: Json): CredentialSummary['alignment'] {
  const name = isObject(value) ? textOf(value.targetName) : null;
  if (!isObject(value) || name === null) return [];
  return [
    {
      name,
      url: textOf(value.targetUrl),
      framework: textOf(value.targetFramework),
      code: textOf(value.targetCode),
      type: null,
    },
  ];
}

function evidenceOf(value: Json): CredentialSummary['evidence'][number] {
  if (!isObject(value)) return { id: textOf(value), name: null, narrative: null };
  return { id: textOf(value.id), name: textOf(value.name), narrative: textOf(value.narrative) };
}

function recipientOf(recipient: Json | undefined): CredentialSummary['recipient'] {
  if (!isObject(recipient)) return 'none';
  if (recipient.hashed === true) return 'hashed';
  return recipient.type === 'email' ? 'address' : 'other';
}
