import * as read from '../fields.js';
import type { Mapping } from '../mapping.js';
import { COURSERA } from './providers.js';

/**
 * In rows of guided projects the cells behind the language slipped: captions stand under `course_level` and the language
 * under `course_subtitles`. A cell that says "Subtitles:" is captions wherever it stands, and no level.
 */
export const coursera2021: Mapping = {
  name: 'coursera-2021-10',
  title: 'Table of Coursera courses, October 2021',
  source: { key: 'coursera-2021-10', name: 'Coursera courses, table of October 2021', url: 'https://www.coursera.org' },
  shape: {
    columns: [
      'course_name',
      'link',
      'university_name',
      'course_type',
      'time_required',
      'course_subtitles',
      'course_skills',
      'course_level',
    ],
  },
  blanks: ['', 'not-mentioned', 'mixed/not-mentioned', '[]'],
  constants: { provider: COURSERA, mode: 'online' },
  straighten(row) {
    const level = String(row.course_level ?? '');
    if (level.startsWith('Subtitles:')) Object.assign(row, { course_subtitles: level, course_level: '' });
    return undefined;
  },
  fields: {
    course_name: read.title,
    link: read.address({ bare: true }),
    university_name: read.awardingBodies(),
    course_type: read.kind(read.PLATFORM_KINDS),
    time_required: read.duration(),
    course_language: read.languages(),
    course_subtitles: read.languages('captions'),
    course_skills: read.skills('literal'),
    course_rating: read.rating,
    category: read.keyword,
    sub_category: read.keyword,
    course_level: read.difficulty,
  },
};
