/** What `cairn doctor` asks of credentials. */
import { type Check, ok, warning } from '../../platform/checks/index.js';
import { findContexts } from './contexts.js';
import { issuingChecks } from './issuing/checks.js';

const contextCheck: Check = {
  name: 'credential contexts',
  fault: 'settings',
  run: async ({ config }) => {
    const { contexts, absent, refused } = findContexts(config.contextsFolder);
    if (refused.length > 0)
      return warning(
        refused.join(' '),
        'Take those files out of the folder that CAIRN_CONTEXTS names, or put the published ones there.',
      );
    const missing =
      absent.length === 0 ? '' : ` ${absent.length} that only older or rarer credentials use are not there.`;
    return ok(`${contexts.size} contexts of credentials are pinned and whole.${missing}`);
  },
};

export const checks: readonly Check[] = [contextCheck, ...issuingChecks];
