/** The words of accounts. */
export { type Actor, NOBODY, OPERATOR, type Person, type PersonActor, SYSTEM } from './actor.js';
export type { Acting, AuditEntry, RecordedAct } from './audit.js';
export type { ConsentGiven, ConsentPurpose, NotificationTopic, Wording } from './choices.js';
export type { Collected } from './collected.js';
export { type LinkFound, LinkPurpose } from './link.js';
export type { ErasureNote, ExportPart, Personal } from './personal.js';
export type { Shareable, ShareGrant, Subject, Viewing } from './sharing.js';
export type { Address, Browser, LinkedProvider, Passkey, PasskeySecret, SessionRow } from './sign-in.js';
export type { StaffPlace } from './staff.js';
