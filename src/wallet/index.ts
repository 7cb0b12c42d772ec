/** The front door of the wallet: what people hold, from here and from anywhere. */
export { checks } from './actions/checks.js';
export { claimIssued, claimLetter } from './actions/claiming.js';
export { personal } from './actions/personal.js';
export { type CourseProof, type HoldingProof, proofOfHolding } from './actions/proving.js';
export { sharedCredential } from './actions/shareables.js';
export { walletCron, walletJobs } from './jobs.js';
export { CREDENTIAL_CHANGED } from './mails.js';
export { holdingOfCredential } from './queries/holdings.js';
export { addWalletRoutes, type WalletRoutes } from './routes/index.js';
export { holdingChanged, holdingGone } from './schema.js';
