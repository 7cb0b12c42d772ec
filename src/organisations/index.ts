/** The front door of organisations: the one row that stands for each, whoever names it and however. */
export { organisationJudges } from './actions/judging.js';
export { resolveOrganisations, seedOrganisations } from './actions/resolving.js';
export { membershipsOf, rolesOf } from './queries/members.js';
export {
  aliasesByOrganisation,
  findOrganisation,
  listOrganisations,
  organisationByHost,
  organisationsById,
} from './queries/organisations.js';
export { aliasKey, hostOf } from './rules/names.js';
export { allows } from './rules/roles.js';
export {
  Country,
  type Membership,
  Organisation,
  OrganisationBrief,
  type OrganisationFilter,
  OrganisationIdentifier,
  OrganisationKind,
  OrganisationRef,
  Role,
} from './schema.js';
