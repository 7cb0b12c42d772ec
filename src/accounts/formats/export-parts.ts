/** The shapes on the way from what features hand over to the files of an export. */
import type { ExportPart } from '../schema/index.js';

export type ExportSection = { feature: string; parts: readonly ExportPart[] };
export type ExportFile = { path: string; bytes: Uint8Array };
/** A part as text can be made of it: dates and all are JSON by now. */
export type DrawnPart = { path: string; about: string; data: unknown; isFile: boolean };
export type DrawnSection = { title: string; parts: DrawnPart[] };
