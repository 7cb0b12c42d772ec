/** The words for organisations: whoever offers, awards, recognises, lists or pays for courses. */
import { z } from 'zod';

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

/** An organisation whole. `aliases` are its other names, in the order of the alphabet. */
export const Organisation = OrganisationBrief.extend({
  url: z.string().nullable(),
  description: z.string().nullable(),
  aliases: z.array(z.string()),
  identifiers: z.array(OrganisationIdentifier),
});
export type Organisation = z.infer<typeof Organisation>;

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
