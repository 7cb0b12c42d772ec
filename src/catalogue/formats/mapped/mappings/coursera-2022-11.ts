import * as read from '../fields.js';
import type { Mapping } from '../mapping.js';
import { COURSERA } from './providers.js';

/** Counts are written as decimals ("2896.0"); `views` are views of the page and no fact of the course. */
export const coursera2022: Mapping = {
  name: 'coursera-2022-11-descriptions',
  title: 'Table of Coursera courses with descriptions, November 2022',
  source: {
    key: 'coursera-2022-11',
    name: 'Coursera courses, table of November 2022',
    url: 'https://www.coursera.org',
  },
  shape: {
    columns: [
      'name',
      'url',
      'category',
      'subcategory',
      'instructors',
      'description',
      'enrollment',
      'views',
      'rating',
      'raters',
    ],
  },
  constants: { provider: COURSERA, mode: 'online' },
  fields: {
    name: read.title,
    url: read.address({ bare: true }),
    category: read.keyword,
    subcategory: read.keyword,
    instructors: read.instructors(/\s*,\s+(?!(?:PhD|Ph\.D|MD|M\.D|Jr|Sr|MBA|RN|MPH|CFA|CPA|Esq|DDS|JD)\b)/),
    description: read.description,
    enrollment: read.enrolments,
    rating: read.rating,
    raters: read.ratingCount,
  },
};
