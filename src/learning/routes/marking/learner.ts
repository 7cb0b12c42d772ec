/** A learner's own work: written, handed in, fetched again, appealed. Each act is a form of its own and leads back to the step. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type App, takeUploads, uploadOf } from '../../../platform/http/index.js';
import { getPlace } from '../../actions/learner.js';
import { appealMark } from '../../actions/marking/agreeing.js';
import {
  dropSetAside,
  removeDraftFile,
  saveSubmissionDraft,
  submitWork,
  type Writing,
} from '../../actions/marking/handing-in.js';
import { ownFile } from '../../actions/marking/own-work.js';
import type { LearningRoutes } from '../../actions/parts.js';
import { LearningError } from '../../schema/index.js';
import { actorOf, signedIn, stepAddress, stepParams } from '../player/parts.js';
import { Sent, sendFile } from './parts.js';

/** Files of one form together; more are added by saving again. */
const MOST_BYTES = 30 * 1024 * 1024;
const number = z.coerce.number().int().min(0).max(1_000_000);
const DraftSent = z.object({
  number,
  saves: number,
  words: z.string().max(1_000_000),
  integrity: z.boolean(),
  peers: z.boolean(),
  /** What a browser kept while there was no connection: it is set beside what was saved meanwhile, never refused for it. */
  kept: z.boolean().default(false),
});
type At = z.infer<typeof stepParams>;

export function addWorkRoutes(app: App, parts: LearningRoutes): void {
  app.register(async (scope) => addForms(scope as App, parts));

  app.put(
    `${stepAddress}/draft`,
    { config: signedIn, schema: { params: stepParams, body: DraftSent } },
    async (request, reply) => {
      const actor = await actorOf(parts, request);
      const { kept, ...writing } = request.body;
      return reply.send(await saveSubmissionDraft(parts, actor, { ...request.params, ...writing }, { careful: !kept }));
    },
  );

  const fileParams = stepParams.extend({ file: z.uuid() });
  app.get(
    `${stepAddress}/files/:file`,
    { config: signedIn, schema: { params: fileParams } },
    async (request, reply) => {
      const { enrolment, step, file: id } = request.params;
      const place = await getPlace(parts.db, await actorOf(parts, request), enrolment);
      const file = await ownFile(parts.db, place, step, id);
      return sendFile(parts, reply, file, file.name);
    },
  );

  app.post(
    `${stepAddress}/appeal`,
    { config: signedIn, schema: { params: stepParams, body: Sent } },
    async (request, reply) => {
      const actor = await actorOf(parts, request);
      const submission = z.uuid().safeParse(request.body.submission).data;
      if (submission === undefined) throw new LearningError(404, 'There is no such work of yours at this step.');
      return back(reply, request.params, 'appealed', () =>
        appealMark(parts, actor, { ...request.params, submission, words: request.body.words ?? '' }),
      );
    },
  );
}

/** Forms that may bring files. */
function addForms(app: App, parts: LearningRoutes): void {
  const bodyLimit = takeUploads(app, MOST_BYTES);
  const options = { bodyLimit, config: signedIn, schema: { params: stepParams } };

  app.post(`${stepAddress}/draft`, options, async (request, reply) => {
    const actor = await actorOf(parts, request as FastifyRequest);
    const { fields } = uploadOf(request.body);
    const writing = writingOf(request.params, request.body);
    const file = z.uuid().safeParse(fields.remove).data;
    return back(reply, request.params, 'saved', async () => {
      await saveSubmissionDraft(parts, actor, writing);
      if (file !== undefined) await removeDraftFile(parts, actor, { ...request.params, file });
      if (fields.drop === 'yes') await dropSetAside(parts, actor, request.params);
    });
  });

  app.post(`${stepAddress}/submission`, options, async (request, reply) => {
    const actor = await actorOf(parts, request as FastifyRequest);
    return back(reply, request.params, 'submitted', () =>
      submitWork(parts, actor, writingOf(request.params, request.body)),
    );
  });
}

/** @throws LearningError 422 where the form is not ours. */
function writingOf(at: At, body: unknown): Writing {
  const { fields, files } = uploadOf(body);
  const numbers = z.object({ number, saves: number }).safeParse(fields);
  if (!numbers.success) throw new LearningError(422, 'The form did not arrive whole. Open the step and send it again.');
  const { integrity, peers, words = '' } = fields;
  return { ...at, ...numbers.data, words, integrity: integrity === 'yes', peers: peers === 'yes', files };
}

const REFUSALS: Readonly<Record<string, string>> = { words: 'words', integrity: 'words', files: 'files', time: 'time' };

/** Back to the step, which says what was done or what is missing: everything that was sent is kept there. */
async function back(
  reply: FastifyReply,
  { enrolment, step }: At,
  done: string,
  act: () => Promise<void>,
): Promise<FastifyReply> {
  const at = `/learn/${enrolment}/steps/${step}`;
  try {
    await act();
  } catch (error) {
    if (!(error instanceof LearningError) || error.status === 404) throw error;
    const refused = done === 'appealed' ? 'appeal' : (REFUSALS[error.field ?? ''] ?? 'number');
    return reply.redirect(`${at}?refused=${refused}#work`, 303);
  }
  return reply.redirect(`${at}?done=${done}#work`, 303);
}
