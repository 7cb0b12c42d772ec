/** The front door of organisations: the one row that stands for each, whoever names it and however. */
export { resolveOrganisations, seedOrganisations } from './actions.js';
export {
  aliasesByOrganisation,
  findOrganisation,
  listOrganisations,
  organisationByHost,
  organisationsById,
} from './queries.js';
export { aliasKey, hostOf } from './rules.js';
export {
  Country,
  Organisation,
  OrganisationBrief,
  type OrganisationFilter,
  OrganisationIdentifier,
  OrganisationKind,
  OrganisationRef,
} from './schema.js';
