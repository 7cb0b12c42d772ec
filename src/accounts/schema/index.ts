/** The words of accounts. */
export { type Actor, NOBODY, OPERATOR, type Person, type PersonActor, SYSTEM } from './actor.js';
export type { Acting, AuditEntry, RecordedAct } from './audit.js';
export { type LinkFound, LinkPurpose } from './link.js';
export type { ErasureNote, ExportPart, Personal } from './personal.js';
