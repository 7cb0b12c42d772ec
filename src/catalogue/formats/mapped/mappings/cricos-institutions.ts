import { canonicalUrl, tidy } from '../../../rules/index.js';
import type { OrganisationRef, Reading } from '../../../schema.js';
import type { Mapping } from '../mapping.js';
import type { Row } from '../table.js';
import { CRICOS } from './providers.js';

/** The institution that a row of the register names, by its provider code. */
export function institutionOf(row: Row): OrganisationRef | undefined {
  const [name, trading, code] = ['Institution Name', 'Trading Name', 'CRICOS Provider Code'].map((column) =>
    tidy(String(row[column] ?? '')),
  );
  const shown = trading || name;
  if (!shown) return undefined;
  const aliases = name && name !== shown ? [name] : [];
  return {
    name: shown.slice(0, 300),
    country: 'AU',
    ...(kindOf(shown) && { kind: kindOf(shown) }),
    ...(aliases.length > 0 && { aliases }),
    ...(code && { identifiers: [{ scheme: 'cricos', value: code }] }),
  };
}

/** Only what the name itself says: the register's own type is who owns it, not what it is. */
function kindOf(name: string): OrganisationRef['kind'] {
  if (/\bUniversity\b(?! (?:Preparation|Pathway|College))/.test(name)) return 'university';
  if (/\b(?:(?:High|Primary|Grammar|Secondary|Christian|Public) School|State School)\b/.test(name)) return 'school';
  return /\b(?:TAFE|Institute of Technology|Technical College)\b/.test(name) ? 'college' : undefined;
}

function read(row: Row, at: string): Reading {
  const institution = institutionOf(row);
  if (!institution) return { type: 'refused', at, reason: 'no institution name' };
  const site = tidy(String(row.Website ?? ''));
  const url = canonicalUrl(/^https?:/i.test(site) ? site : `http://${site}`);
  return { type: 'organisation', at, record: { ...institution, ...(url && { url }) } };
}

export const cricosInstitutions: Mapping = {
  name: 'cricos-institutions',
  title: 'CRICOS register: institutions',
  source: { key: 'cricos-institutions', ...CRICOS },
  shape: { columns: ['CRICOS Provider Code', 'Trading Name', 'Institution Name', 'Institution Type', 'Website'] },
  read,
};
