/** The words for organisations: whoever offers, awards, recognises, lists or pays for courses. */
import { z } from 'zod';
import { defineEvent } from '../platform/jobs/index.js';

/** ISO 3166-1 alpha-2 in upper case. */
export const Country = z.string().regex(/^[A-Z]{2}$/);

export const OrganisationKind = z.enum([
  'university',
  'college',
  'school',
  'platform',
  'professional-body',
  'awarding-body',
  'employer',
  'government',
  'museum-or-charity',
  'company',
  'directory',
  'other',
]);
export type OrganisationKind = z.infer<typeof OrganisationKind>;

/** An identifier given by somebody else: `{ scheme: 'ukprn', value: '10007773' }`. */
export const OrganisationIdentifier = z.object({
  scheme: z.string().min(1).max(100),
  value: z.string().min(1).max(500),
});
export type OrganisationIdentifier = z.infer<typeof OrganisationIdentifier>;

/** An organisation as a source names it. `resolveOrganisations` turns it into the one row that stands for it. */
export const OrganisationRef = z.object({
  name: z.string().min(1).max(300),
  url: z.string().max(2000).optional(),
  kind: OrganisationKind.optional(),
  country: Country.optional(),
  identifiers: z.array(OrganisationIdentifier).optional(),
  aliases: z.array(z.string().max(300)).optional(),
});
export type OrganisationRef = z.infer<typeof OrganisationRef>;

/** Enough to name an organisation and link to its page. `country` null: no source states it. */
export const OrganisationBrief = z.object({
  id: z.uuid(),
  slug: z.string(),
  name: z.string(),
  kind: OrganisationKind,
  country: Country.nullable(),
});
export type OrganisationBrief = z.infer<typeof OrganisationBrief>;

/** How an identity was proved: by a DNS record, by reading the mail of an address at its domain, or before staff. */
export const ProofMethod = z.enum(['dns', 'address', 'staff']);
export type ProofMethod = z.infer<typeof ProofMethod>;

/** That an organisation is who it says. `domain` null: staff knew by other means. `since` is a day. */
export const Verification = z.object({ method: ProofMethod, domain: z.string().nullable(), since: z.iso.date() });
export type Verification = z.infer<typeof Verification>;

/** What an organisation may state of itself. */
export const StatedField = z.enum(['name', 'kind', 'country', 'url', 'description']);
export type StatedField = z.infer<typeof StatedField>;
/** The facts that the organisation, or staff for it, stated itself, with the day; a fact not named was read elsewhere. */
export type Stated = Partial<Record<StatedField, { by: 'organisation' | 'staff'; since: string }>>;

/** An organisation whole. `aliases` are its other names, in the order of the alphabet. */
export const Organisation = OrganisationBrief.extend({
  url: z.string().nullable(),
  description: z.string().nullable(),
  aliases: z.array(z.string()),
  identifiers: z.array(OrganisationIdentifier),
});
export type Organisation = z.infer<typeof Organisation>;

/** What the pages of an organisation show beside it. */
export type Standing = { verification: Verification | null; stated: Stated; owners: number };

/** Which organisations to list. Absent: all. `text` is sought in names and aliases. */
export type OrganisationFilter = {
  ids?: readonly string[];
  kind?: OrganisationKind;
  country?: string;
  text?: string;
};

/** What a member may do. Everybody who is a member may look; an owner may do everything. */
export const Role = z.enum(['owner', 'editor', 'author', 'assessor', 'issuer', 'registrar', 'viewer']);
export type Role = z.infer<typeof Role>;

/** A person's place in an organisation. */
export type Membership = { organisation: OrganisationBrief; roles: Role[]; since: Date };

/** A member as other members see them. */
export type Member = { personId: string; name: string; roles: Role[]; since: Date };

/** An address that is asked to join. */
export type Invitation = {
  id: string;
  organisation: OrganisationBrief;
  email: string;
  roles: Role[];
  created: Date;
  expiresAt: Date;
};

export type ClaimState = 'open' | 'approved' | 'refused' | 'withdrawn' | 'expired';

/** Somebody says that they speak for an organisation. */
export type Claim = {
  id: string;
  organisationId: string;
  /** Null: the person was erased. */
  personId: string | null;
  method: ProofMethod;
  domain: string | null;
  /** What the DNS record must hold. */
  token: string;
  /** The address at the domain, where that is the method. */
  email: string | null;
  /** To staff. */
  message: string | null;
  state: ClaimState;
  reason: string | null;
  created: Date;
  checkedAt: Date | null;
  /** The record was found or the letter answered. */
  provedAt: Date | null;
};

/** Ownership offered to a member. */
export type HandOver = { id: string; fromId: string; toId: string; fromName: string; toName: string; expiresAt: Date };

/** An identity was proved, or its proof withdrawn. */
export const organisationsVerified = defineEvent(
  'organisations.verified',
  z.object({ organisation: z.uuid(), verified: z.boolean() }),
);
