/** The front door of accounts: who acts, what they may, what is told of them. */
export { checkAudit, personKey, recordAct } from './actions/audit.js';
export { type Auth, openAuth } from './actions/auth.js';
export { checks } from './actions/checks.js';
export { hasConsent, NAMED_VIEWS } from './actions/consent.js';
export {
  accountJudges,
  guardRoutes,
  type Judge,
  type Judges,
  NotAllowedError,
  requirePerson,
} from './actions/guard.js';
export { LinkError, makeLink, readLink, spendLink } from './actions/links.js';
export { type Letters, SHARE_OPENED, sendToPerson, wantsLetters } from './actions/notifications.js';
export { openProviders } from './actions/oidc-providers.js';
export { personal } from './actions/personal.js';
export { actorOfRequest, SignInNeededError } from './actions/session.js';
export { staffCommand } from './commands.js';
export { accountCron, accountJobs } from './jobs.js';
export { auditPlace } from './pages/staff-audit-page.js';
export { findPerson, findPersonByEmail } from './queries/people.js';
export { provedAddresses } from './queries/personal.js';
export { closeDoors } from './queries/sessions.js';
export { liveGrants } from './queries/share-grants.js';
export { listStaff } from './queries/staff.js';
export { type AccountRoutes, addAccountRoutes } from './routes/index.js';
export { refusalFrom, refusalOf } from './routes/refusals.js';
export { Email, localPath } from './rules/addresses.js';
export { oneLine } from './rules/names.js';
export type {
  Acting,
  Actor,
  Collected,
  ConsentPurpose,
  ErasureNote,
  ExportPart,
  NotificationTopic,
  Person,
  PersonActor,
  Personal,
  Shareable,
  StaffPlace,
} from './schema/index.js';
export { NOBODY, OPERATOR, SYSTEM } from './schema/index.js';
