/** Everything that `cairn doctor` asks: the platform, then the features from below. A front door that exports `checks` is added here. */
import { checks as accountChecks } from '../accounts/index.js';
import { checks as catalogueChecks } from '../catalogue/index.js';
import { checks as credentialChecks } from '../credentials/index.js';
import { checks as discoveryChecks } from '../discovery/index.js';
import { checks as discussionChecks } from '../discussion/index.js';
import { checks as learningChecks } from '../learning/index.js';
import { checks as listChecks } from '../lists/index.js';
import { checks as organisationChecks } from '../organisations/index.js';
import { type Check, checks as platformChecks } from '../platform/checks/index.js';
import { checks as reviewChecks } from '../reviews/index.js';
import { checks as statementChecks } from '../statements/index.js';
import { checks as walletChecks } from '../wallet/index.js';

export const allChecks: readonly Check[] = [
  ...platformChecks,
  ...accountChecks,
  ...discussionChecks,
  ...organisationChecks,
  ...catalogueChecks,
  ...credentialChecks,
  ...walletChecks,
  ...statementChecks,
  ...learningChecks,
  ...reviewChecks,
  ...discoveryChecks,
  ...listChecks,
];
