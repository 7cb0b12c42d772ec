/** What learning holds about a person, part by part. */
import type { ErasureNote, ExportPart, Personal } from '../../accounts/index.js';
import type { Db } from '../../platform/db/index.js';
import { ASSESSMENT_TABLES, eraseAssessment, exportAssessment } from './assessment/personal.js';
import { eraseMedia, exportMedia, MEDIA_TABLES } from './authoring/personal.js';
import { eraseMarking, exportMarking, MARKING_TABLES } from './marking/personal.js';
import { eraseRuns, exportRuns, RUN_TABLES } from './offerings/personal.js';
import { erasePeople, exportPeople, PEOPLE_TABLES } from './people/personal.js';
import { erasePlayer, exportPlayer, PLAYER_TABLES } from './player/personal.js';

type Part = {
  tables: readonly string[];
  exportPerson(db: Db, personId: string): Promise<ExportPart[]>;
  erasePerson(trx: Db, personId: string): Promise<ErasureNote[]>;
};

/** What hangs on an enrolment goes before the enrolment itself. */
const PARTS: readonly Part[] = [
  { tables: PEOPLE_TABLES, exportPerson: exportPeople, erasePerson: erasePeople },
  { tables: MARKING_TABLES, exportPerson: exportMarking, erasePerson: eraseMarking },
  { tables: ASSESSMENT_TABLES, exportPerson: exportAssessment, erasePerson: eraseAssessment },
  { tables: PLAYER_TABLES, exportPerson: exportPlayer, erasePerson: erasePlayer },
  { tables: MEDIA_TABLES, exportPerson: exportMedia, erasePerson: eraseMedia },
  { tables: RUN_TABLES, exportPerson: exportRuns, erasePerson: eraseRuns },
];

export const personal: Personal = {
  feature: 'learning',
  tables: PARTS.flatMap(({ tables }) => [...tables]),
  async exportPerson(db, personId) {
    const parts: ExportPart[] = [];
    for (const part of PARTS) parts.push(...(await part.exportPerson(db, personId)));
    return parts;
  },
  async erasePerson(trx, personId) {
    const notes: ErasureNote[] = [];
    for (const part of PARTS) notes.push(...(await part.erasePerson(trx, personId)));
    return notes;
  },
};
