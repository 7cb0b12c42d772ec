import { lookUp, tidy } from '../../../rules/index.js';
import type { OrganisationRef } from '../../../schema.js';
import * as read from '../fields.js';
import type { Draft, Mapping } from '../mapping.js';
import type { Row } from '../table.js';
import { COURSERA, UDEMY } from './providers.js';

const PLATFORMS: Record<string, OrganisationRef> = { Udemy: UDEMY, Coursera: COURSERA };

/**
 * Scraped as seen on the page. Udemy's titles run on into the description; its "$" is the US dollar (other dollars carry a
 * letter there). `Instructor_Partner` is the instructor on Udemy and the awarding body on Coursera. `Details` holds level,
 * kind and length: "27 total hours 398 lectures All Levels", "Beginner · Specialization · 3 - 6 Months".
 */
export const udemyCoursera2026: Mapping = {
  name: 'udemy-coursera-2026-03',
  title: 'Table of Udemy and Coursera courses, March 2026',
  source: { key: 'udemy-coursera-2026-03', name: 'Udemy and Coursera courses, table of March 2026' },
  shape: {
    columns: ['Platform', 'Title', 'Instructor_Partner', 'Description', 'Rating', 'Reviews', 'Price', 'Details', 'URL'],
  },
  blanks: ['', 'nan'],
  constants: { mode: 'online' },
  straighten(row) {
    const [title, description] = [tidy(String(row.Title)), tidy(String(row.Description))];
    if (title.endsWith(` ${description}`)) row.Title = title.slice(0, -description.length);
    return lookUp(PLATFORMS, String(row.Platform)) ? undefined : 'names a platform that the mapping does not know';
  },
  fields: {
    Title: read.title,
    Description: read.summary,
    URL: read.address({ bare: true }),
    Rating: read.rating,
    Reviews: read.ratingCount,
    Price: read.prices({ currency: 'USD' }),
    Details: read.reading(readDetails),
  },
  finish(draft, row) {
    draft.provider = lookUp(PLATFORMS, String(row.Platform));
    nameWhom(draft, row);
  },
};

function readDetails(words: string, draft: Draft): void {
  const parts = words.split(' · ');
  if (parts.length === 3) {
    const [level = '', kind = '', length = ''] = parts;
    read.difficulty(level, draft, {});
    read.kind(read.PLATFORM_KINDS)(kind, draft, {});
    read.duration()(length, draft, {});
    return;
  }
  const found = /^(.{1,80}?)(?: (All Levels|Beginner|Intermediate|Expert))?$/.exec(words);
  if (found?.[2]) read.difficulty(found[2], draft, {});
  const time = /^[\d.]{1,6} total (?:hours?|mins?)/.exec(words);
  if (time) read.duration()(time[0], draft, {});
}

function nameWhom(draft: Draft, row: Row): void {
  const whom = String(row.Instructor_Partner ?? '');
  if (whom === '' || whom === 'nan') return;
  if (row.Platform === 'Coursera') read.awardingBodies()(whom, draft, row);
  else draft.instructors = [tidy(whom).slice(0, 200)];
}
