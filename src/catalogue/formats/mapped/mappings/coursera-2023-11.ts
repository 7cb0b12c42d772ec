import * as read from '../fields.js';
import type { Mapping } from '../mapping.js';
import { COURSERA } from './providers.js';

/** `course_summary` holds "what you'll learn" as a Python list: outcomes. */
export const coursera2023: Mapping = {
  name: 'coursera-2023-11',
  title: 'Table of Coursera courses, November 2023',
  source: {
    key: 'coursera-2023-11',
    name: 'Coursera courses, table of November 2023',
    url: 'https://www.coursera.org',
  },
  shape: {
    columns: [
      'course_title',
      'course_organization',
      'course_certificate_type',
      'course_time',
      'course_url',
      'course_students_enrolled',
    ],
  },
  blanks: ['', '[]'],
  constants: { provider: COURSERA, mode: 'online' },
  fields: {
    course_title: read.title,
    course_organization: read.awardingBodies(),
    course_certificate_type: read.kind(read.PLATFORM_KINDS),
    course_time: read.duration(),
    course_rating: read.rating,
    course_reviews_num: read.ratingCount,
    course_difficulty: read.difficulty,
    course_url: read.address({ bare: true }),
    course_students_enrolled: read.enrolments,
    course_skills: read.skills('literal'),
    course_summary: read.outcomes('literal'),
    course_description: read.description,
  },
};
