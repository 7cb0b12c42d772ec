import { tidy } from '../../../rules/index.js';
import type { Reading } from '../../../schema.js';
import type { Mapping } from '../mapping.js';
import type { Row } from '../table.js';
import { CRICOS } from './providers.js';

/** The register shouts: "NORTH RYDE" → "North Ryde". Names in mixed case stay. */
function placeName(name: string): string {
  const tidied = tidy(name).slice(0, 200);
  if (tidied !== tidied.toUpperCase()) return tidied;
  return tidied.toLowerCase().replace(/(?<![\p{L}'’])\p{L}/gu, (letter) => letter.toUpperCase());
}

function read(row: Row, at: string): Reading {
  const course = tidy(String(row['CRICOS Course Code'] ?? ''));
  const town = placeName(String(row['Location City'] ?? ''));
  const region = tidy(String(row['Location State'] ?? '')).slice(0, 200);
  if (!course || (!town && !region)) return { type: 'refused', at, reason: course ? 'no place' : 'no course code' };
  return {
    type: 'place',
    at,
    courseExternalId: course,
    venue: { ...(town && { town }), ...(region && { region }), country: 'AU' },
  };
}

export const cricosLocations: Mapping = {
  name: 'cricos-course-locations',
  title: 'CRICOS register: where courses are taught',
  source: { key: 'cricos', ...CRICOS },
  shape: { columns: ['CRICOS Provider Code', 'CRICOS Course Code', 'Location City', 'Location State'] },
  read,
};
