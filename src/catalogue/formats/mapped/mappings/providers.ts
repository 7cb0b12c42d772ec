/** Organisations that the tables name again and again, with what is known of them. */
import type { OrganisationRef } from '../../../schema.js';

export const COURSERA: OrganisationRef = { name: 'Coursera', url: 'https://www.coursera.org', kind: 'platform' };
export const EDX: OrganisationRef = { name: 'edX', url: 'https://www.edx.org', kind: 'platform' };
export const FUTURELEARN: OrganisationRef = {
  name: 'FutureLearn',
  url: 'https://www.futurelearn.com',
  kind: 'platform',
  aliases: ['Future Learn'],
};
export const UDACITY: OrganisationRef = { name: 'Udacity', url: 'https://www.udacity.com', kind: 'platform' };
export const UDEMY: OrganisationRef = { name: 'Udemy', url: 'https://www.udemy.com', kind: 'platform' };
export const SIMPLILEARN: OrganisationRef = {
  name: 'Simplilearn',
  url: 'https://www.simplilearn.com',
  kind: 'platform',
};
export const EVENTBRITE: OrganisationRef = { name: 'Eventbrite', url: 'https://www.eventbrite.com', kind: 'platform' };
/** The register as a source: its name and page. */
export const CRICOS = {
  name: 'CRICOS, the Australian register of courses for overseas students',
  url: 'https://cricos.education.gov.au',
};

export const MIT: OrganisationRef = {
  name: 'Massachusetts Institute of Technology',
  url: 'https://web.mit.edu',
  kind: 'university',
  country: 'US',
  aliases: ['MIT'],
};

const PLATFORMS = new Map(
  [COURSERA, EDX, FUTURELEARN, UDACITY, UDEMY, SIMPLILEARN].flatMap((one) =>
    [one.name, ...(one.aliases ?? [])].map((name) => [name.toLowerCase(), one] as const),
  ),
);

/** The platform of that name, however it is written; a name not known here stands for itself. */
export function platformNamed(name: string): OrganisationRef {
  return PLATFORMS.get(name.toLowerCase()) ?? { name };
}
