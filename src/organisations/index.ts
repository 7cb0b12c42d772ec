/** The front door of organisations: the one row that stands for each, whoever names it and however; and who speaks for it. */
export { checks } from './actions/checks.js';
export { openTxtLookup, type TxtLookup } from './actions/dns.js';
export { invitationsFor } from './actions/inviting.js';
export { organisationJudges, requireRole, requireStaff } from './actions/judging.js';
export { mergeOrganisations, type OrganisationMove, unmergeOrganisations } from './actions/merging.js';
export { getOrganisation, NoOrganisationError } from './actions/parts.js';
export { personal } from './actions/personal.js';
export { resolveOrganisations, seedOrganisations } from './actions/resolving.js';
export { verifyOrganisation } from './actions/verifying.js';
export { organisationCron, organisationJobs } from './jobs.js';
export { PlainPage } from './pages/plain-page.js';
export { organisationPlaces } from './pages/staff-places.js';
export { VerifiedTag } from './pages/verified-tag.js';
export {
  countryInWords,
  countryOptions,
  ORGANISATION_KINDS,
  proofInWords,
  ROLES,
  rolesInWords,
} from './pages/words.js';
export { OWN_PARTS, type Workplace, WorkplacePage, type WorkplacePart } from './pages/workplace-shell.js';
export { findStanding, verificationsOf, verifiedOrganisations } from './queries/claims.js';
export { listMembers, membershipsOf, rolesOf } from './queries/members.js';
export { listMerges, type MergeListed } from './queries/merging.js';
export {
  aliasesByOrganisation,
  findOrganisation,
  listOrganisations,
  organisationByHost,
  organisationsById,
} from './queries/organisations.js';
export { addOrganisationRoutes, type OrganisationRoutes } from './routes/index.js';
export { addOrganisationMergingRoutes } from './routes/staff-merging.js';
export { liesAt } from './rules/domains.js';
export { aliasKey, hostOf } from './rules/names.js';
export { allows } from './rules/roles.js';
export {
  Country,
  type Invitation,
  type Member,
  type Membership,
  Organisation,
  OrganisationBrief,
  type OrganisationFilter,
  OrganisationIdentifier,
  OrganisationKind,
  OrganisationRef,
  organisationsVerified,
  Role,
  type Stated,
  Verification,
} from './schema.js';
