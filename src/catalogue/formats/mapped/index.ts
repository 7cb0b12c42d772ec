/** Tables that Cairn knows by their columns: one saved mapping each, read by one importer. */
import type { Format } from '../../schema.js';
import { formatOf } from './format.js';
import type { Mapping } from './mapping.js';
import { classCentral2013 } from './mappings/classcentral-2013.js';
import { classCentral2015 } from './mappings/classcentral-2015.js';
import { coursera2021 } from './mappings/coursera-2021-10.js';
import { coursera2022 } from './mappings/coursera-2022-11.js';
import { coursera2023 } from './mappings/coursera-2023-11.js';
import { cricosCourses } from './mappings/cricos-courses.js';
import { cricosInstitutions } from './mappings/cricos-institutions.js';
import { cricosLocations } from './mappings/cricos-locations.js';
import { edx2020 } from './mappings/edx-2020.js';
import { eventbrite } from './mappings/eventbrite.js';
import { futurelearn2022 } from './mappings/futurelearn-2022-11.js';
import { mitOcw2016 } from './mappings/mit-ocw-2016-05.js';
import { mitProfessional } from './mappings/mit-professional.js';
import { mitSloanCourses, mitSloanRuns } from './mappings/mit-sloan.js';
import { mitXpro } from './mappings/mit-xpro.js';
import { mitxOnlineCourses, mitxOnlinePrograms } from './mappings/mitx-online.js';
import { multiPlatform2023 } from './mappings/multi-platform-2023.js';
import { ownCsv } from './mappings/own-csv.js';
import { tessEvents } from './mappings/tess-events.js';
import { udemyCoursera2026 } from './mappings/udemy-coursera-2026-03.js';

export const mappings: readonly Mapping[] = [
  cricosCourses,
  cricosInstitutions,
  cricosLocations,
  udemyCoursera2026,
  multiPlatform2023,
  coursera2021,
  coursera2022,
  coursera2023,
  futurelearn2022,
  edx2020,
  classCentral2013,
  classCentral2015,
  mitOcw2016,
  mitxOnlineCourses,
  mitxOnlinePrograms,
  mitXpro,
  mitProfessional,
  mitSloanCourses,
  mitSloanRuns,
  tessEvents,
  eventbrite,
];

/** Saved mappings as formats, and last, less certain than any of them, the table with Cairn's own column names. */
export const mappedFormats: readonly Format[] = [...mappings, ownCsv].map(formatOf);
