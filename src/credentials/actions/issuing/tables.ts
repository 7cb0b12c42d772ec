/** A table of awards: read, compared with what is held already, and kept to be confirmed. */
import { readAwardTable } from '../../formats/award-table/index.js';
import { holdersAmong } from '../../queries/issuing/credentials.js';
import type { Batch, BatchWay, TableFault } from '../../schema/issuing.js';
import { checkBatch, getAchievement, type Issuance, type IssueOptions, requireIssuer } from './issuing.js';
import type { Issuing } from './parts.js';

/** Keeps what can be issued of a table, with its faults by row and column. Nothing is issued. @throws IssuingError */
export function sendAwardTable(
  issuing: Issuing,
  who: Issuance,
  asked: { achievement: string; name: string; content: Uint8Array; way?: BatchWay } & IssueOptions,
): Promise<Batch> {
  return issuing.db.transaction().execute(async (trx) => {
    const organisation = await requireIssuer(trx, issuing, who);
    const achievement = await getAchievement(trx, organisation, asked.achievement);
    const table = readAwardTable(asked.content, achievement.content);
    const emails = table.awards.flatMap(({ recipient }) => recipient.email ?? []);
    const holders = asked.again ? new Set() : await holdersAmong(trx, achievement.id, emails, issuing.clock.now());
    const isHeld = (at: number) => holders.has(table.awards[at]?.recipient.email);
    const held = table.rows.flatMap((row, at): TableFault[] =>
      isHeld(at) ? [{ row, column: 'e-mail', message: HELD }] : [],
    );
    const notes = table.notes.map((message): TableFault => ({ row: 0, column: '', message }));
    const faults = [...table.faults, ...held].toSorted((a, b) => a.row - b.row);
    return checkBatch(trx, issuing, who, {
      ...asked,
      way: asked.way ?? 'table',
      name: asked.name.toWellFormed().replaceAll('\0', '').slice(0, 200) || 'Table',
      awards: table.awards.filter((_, at) => !isHeld(at)),
      faults: [...notes, ...faults].slice(0, MOST_FAULTS),
    });
  });
}

const MOST_FAULTS = 1_000;
const HELD =
  'This person holds this credential already, or it is offered to them. Take the row out, or tick that it is issued again.';
