/** What the routes of assignments share. */
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { NotAllowedError } from '../../../accounts/index.js';
import { OWN_PARTS, rolesOf, type Workplace } from '../../../organisations/index.js';
import type { Refusal } from '../../../ui/index.js';
import type { Desk } from '../../actions/marking/desk.js';
import { readStored } from '../../actions/marking/files.js';
import type { LearningRoutes } from '../../actions/parts.js';
import { LearningError } from '../../schema/index.js';
import type { FileType, SubmissionFile } from '../../schema/marking.js';

/** A form as a browser sends it; of several values of a field the first. */
export const Sent = z
  .record(z.string(), z.union([z.string(), z.array(z.string()).max(50)]))
  .default({})
  .transform((body) =>
    Object.fromEntries(
      Object.entries(body).map(([name, value]) => [name, typeof value === 'string' ? value : (value[0] ?? '')]),
    ),
  );
export const Done = z.object({ done: z.string().max(40).optional().catch(undefined) });

export async function workplaceOf(
  { db, frame, workplace }: LearningRoutes,
  { person, organisation }: Desk,
): Promise<Workplace> {
  const roles = await rolesOf(db, organisation.id, person.id);
  return { frame, organisation, roles, parts: [...workplace, ...OWN_PARTS] };
}

const TYPES: Readonly<Record<FileType, string>> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  odt: 'application/vnd.oasis.opendocument.text',
  txt: 'text/plain; charset=utf-8',
  md: 'text/plain; charset=utf-8',
  png: 'image/png',
  jpeg: 'image/jpeg',
};

/** As an attachment alone: nothing of it is ever shown as a page of this site. */
export function sendFile(
  parts: Pick<LearningRoutes, 'dataFolder'>,
  reply: FastifyReply,
  file: SubmissionFile,
  name: string,
): FastifyReply {
  const content = readStored(parts, file);
  const plain = name.replace(/[^A-Za-z0-9._ -]/g, '_');
  return reply
    .header('content-type', TYPES[file.type])
    .header('content-disposition', `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`)
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('x-content-type-options', 'nosniff')
    .send(content);
}

/** Why a form came back, at its field; what is not the form's fault is thrown on. */
export function refusedBy(reply: FastifyReply, error: unknown): Refusal {
  if (error instanceof NotAllowedError || !(error instanceof LearningError) || error.status !== 422) throw error;
  reply.code(error.status);
  return { message: error.message, ...(error.field !== undefined && { fields: { [error.field]: error.message } }) };
}
