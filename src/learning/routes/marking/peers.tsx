/** Others' work, read without names, and what others say of one's own. */
import { z } from 'zod';
import { type App, html } from '../../../platform/http/index.js';
import { getPlace } from '../../actions/learner.js';
import { answerFeedback, askForPeer, readPeer, writePeerFeedback } from '../../actions/marking/peers.js';
import type { LearningRoutes } from '../../actions/parts.js';
import { PeerPage } from '../../pages/marking/peer-page.js';
import { numberedName } from '../../rules/marking/files.js';
import { answersOf } from '../../rules/marking/form.js';
import { LearningError } from '../../schema/index.js';
import { actorOf, signedIn, stepAddress, stepParams } from '../player/parts.js';
import { Sent, sendFile } from './parts.js';

const peerParams = stepParams.extend({ peer: z.uuid() });

export function addPeerRoutes(app: App, parts: LearningRoutes): void {
  const home = ({ enrolment, step }: { enrolment: string; step: string }) => `/learn/${enrolment}/steps/${step}`;

  app.post(`${stepAddress}/peers`, { config: signedIn, schema: { params: stepParams } }, async (request, reply) => {
    const peer = await askForPeer(parts, await actorOf(parts, request), request.params);
    const at = home(request.params);
    return reply.redirect(peer === null ? `${at}?done=no-peers#work` : `${at}/peers/${peer}`, 303);
  });

  const one = `${stepAddress}/peers/:peer`;
  app.get(one, { config: signedIn, schema: { params: peerParams } }, async (request, reply) => {
    const actor = await actorOf(parts, request);
    const work = await readPeer(parts, actor, request.params);
    const { content } = (await getPlace(parts.db, actor, request.params.enrolment)).edition;
    const page = { title: content.title, outcomes: content.outcomes, work, at: home(request.params) };
    return html(reply, <PeerPage frame={parts.frame} {...page} />);
  });
  app.post(one, { config: signedIn, schema: { params: peerParams, body: Sent } }, async (request, reply) => {
    const actor = await actorOf(parts, request);
    const { step } = await readPeer(parts, actor, request.params);
    await writePeerFeedback(parts, actor, request.params, answersOf(step, request.body));
    return reply.redirect(`${home(request.params)}?done=feedback#work`, 303);
  });
  app.get(
    `${one}/files/:file`,
    { config: signedIn, schema: { params: peerParams.extend({ file: z.uuid() }) } },
    async (request, reply) => {
      const { files } = await readPeer(parts, await actorOf(parts, request), request.params);
      const at = files.findIndex(({ id }) => id === request.params.file);
      const file = files[at];
      if (!file) throw new LearningError(404, 'There is no such file in this work.');
      return sendFile(parts, reply, file, numberedName(file.type, at + 1));
    },
  );

  app.post(
    `${stepAddress}/feedback/:peer`,
    { config: signedIn, schema: { params: peerParams, body: Sent } },
    async (request, reply) => {
      const act = request.body.act === 'flag' ? 'flag' : 'thank';
      const words = request.body.words ?? '';
      await answerFeedback(parts, await actorOf(parts, request), request.params, { act, words });
      return reply.redirect(`${home(request.params)}?done=${act === 'flag' ? 'flagged' : 'thanked'}#work`, 303);
    },
  );
}
