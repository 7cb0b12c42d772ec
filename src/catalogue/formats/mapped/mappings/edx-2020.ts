import * as read from '../fields.js';
import { splitAtHyphens } from '../lists.js';
import type { Mapping } from '../mapping.js';
import { EDX } from './providers.js';

/** Names are joined by hyphens. These hold one themselves. */
const ONE_NAME = new Set(['Inter-American Development Bank', 'Rolls-Royce']);

export const edx2020: Mapping = {
  name: 'edx-2020',
  title: 'Table of edX courses, 2020',
  source: { key: 'edx-2020', name: 'edX courses, table of 2020', url: 'https://www.edx.org' },
  shape: {
    columns: [
      'title',
      'summary',
      'n_enrolled',
      'course_type',
      'institution',
      'course_effort',
      'course_length',
      'price',
      'course_url',
    ],
  },
  constants: { provider: EDX, mode: 'online' },
  fields: {
    title: read.title,
    summary: read.summary,
    n_enrolled: read.enrolments,
    course_type: read.pace({
      'self-paced on your time': 'self-paced',
      'instructor-led on a course schedule': 'scheduled',
    }),
    institution: read.reading((words, draft) => {
      const names = ONE_NAME.has(words)
        ? [words]
        : words
            .split('-')
            .map((name) => name.trim())
            .filter(Boolean);
      draft.awardingBodies = names.map((name) => ({ name }));
    }),
    instructors: read.reading((words, draft) => {
      draft.instructors = splitAtHyphens(words);
    }),
    Level: read.difficulty,
    subject: read.keyword,
    language: read.languages(),
    subtitles: read.languages('captions'),
    course_effort: read.effort,
    course_length: read.duration(),
    price: read.prices({ currency: 'USD' }),
    course_description: read.description,
    course_syllabus: read.syllabus,
    course_url: read.address(),
  },
};
