import * as read from '../fields.js';
import { splitAtTitles } from '../lists.js';
import type { Mapping } from '../mapping.js';
import { MIT } from './providers.js';

/** Teaching material to read, not a course to enrol on. The identifier is the course number with a suffix of the table's own. */
export const mitOcw2016: Mapping = {
  name: 'mit-ocw-2016-05',
  title: 'Table of MIT OpenCourseWare, May 2016',
  source: { key: 'mit-ocw-2016-05', name: 'MIT OpenCourseWare, table of May 2016', url: 'https://ocw.mit.edu' },
  shape: { columns: ['id', 'department', 'title', 'instructor', 'url', 'level', 'lecture notes', 'video lectures'] },
  constants: {
    provider: {
      name: 'MIT OpenCourseWare',
      url: 'https://ocw.mit.edu',
      kind: 'platform',
      country: 'US',
      aliases: ['MIT OCW'],
    },
    awardingBodies: [MIT],
    kind: 'material',
    mode: 'online',
  },
  fields: {
    title: read.title,
    id: read.reading((words, draft) => {
      draft.code = words.replace(/_[0-9a-f]{1,6}$/, '');
    }),
    department: read.keyword,
    instructor: read.reading((words, draft) => {
      draft.instructors = splitAtTitles(words);
    }),
    url: read.addressInAnchor,
  },
};
