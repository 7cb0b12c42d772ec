/** What credentials hold about a person. */
import type { Personal } from '../../accounts/index.js';
import { eraseIssuing, exportIssuing, issuingTables } from './issuing/personal.js';

export const personal: Personal = {
  feature: 'credentials',
  tables: [...issuingTables],
  exportPerson: exportIssuing,
  erasePerson: eraseIssuing,
};
