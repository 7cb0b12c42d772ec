/** What is told of organisations, in words: kinds, countries, roles, proofs. */
import { formatDay, listInWords } from '../../ui/index.js';
import type { OrganisationKind, Role, Verification } from '../schema.js';

export const ORGANISATION_KINDS: Record<string, string> = {
  university: 'University',
  college: 'College',
  school: 'School',
  platform: 'Learning platform',
  'professional-body': 'Professional body',
  'awarding-body': 'Awarding body',
  employer: 'Employer',
  government: 'Government',
  'museum-or-charity': 'Museum or charity',
  company: 'Company',
  directory: 'Directory',
  other: 'Other organisation',
} satisfies Record<OrganisationKind, string>;

const countries = new Intl.DisplayNames('en-GB', { type: 'region' });

/** `GB` → "United Kingdom". */
export function countryInWords(code: string): string {
  return countries.of(code) ?? code;
}

/** Every country with its name, by name: codes that the names of this machine know. */
export function countryOptions(): { value: string; label: string }[] {
  const letters = Array.from({ length: 26 }, (_, at) => String.fromCharCode(65 + at));
  const codes = letters.flatMap((first) => letters.map((second) => first + second));
  return codes
    .map((value) => ({ value, label: countryInWords(value) }))
    .filter(({ value, label }) => label !== value && !NO_COUNTRY.has(value))
    .toSorted((a, b) => a.label.localeCompare(b.label, 'en-GB'));
}

/** Codes that have a name and are no country: groups, outlying islands, and codes that were given up. */
const NO_COUNTRY = new Set(
  'AC AN BU CP CQ CS DD DG DY EA EU EZ FX HV IC NH NT QO RH SU TA TP UK UN VD XA XB YD YU ZR ZZ'.split(' '),
);

export const ROLES: Record<Role, { label: string; about: string }> = {
  owner: { label: 'Owner', about: 'does everything, and decides who belongs' },
  editor: { label: 'Editor', about: 'publishes courses and writes the profile' },
  author: { label: 'Author', about: 'drafts courses' },
  assessor: { label: 'Assessor', about: 'assesses learners’ work' },
  issuer: { label: 'Issuer', about: 'awards credentials' },
  registrar: { label: 'Registrar', about: 'enrols learners and keeps their records' },
  viewer: { label: 'Viewer', about: 'sees the pages of members' },
};

/** "owner", "editor and issuer". */
export function rolesInWords(roles: readonly Role[]): string {
  return listInWords(roles.map((role) => ROLES[role].label.toLowerCase()));
}

/** How an identity was proved: "Its identity was proved by a DNS record of open.ac.uk on 23 Nov 2026." */
export function proofInWords({ method, domain, since }: Verification): string {
  const how = {
    dns: `by a DNS record of ${domain}`,
    address: `by reading mail at ${domain}`,
    staff: 'by the staff of this site',
  }[method];
  return `Its identity was proved ${how} on ${formatDay(since)}.`;
}
