/** What is one's own, and the letters of a demonstration. */
import { z } from 'zod';
import { type Auth, actorOfRequest, requirePerson } from '../../accounts/index.js';
import type { Clock } from '../../platform/clock/index.js';
import type { Db } from '../../platform/db/index.js';
import { type App, html } from '../../platform/http/index.js';
import { listMail } from '../../platform/mail/index.js';
import type { Frame } from '../../ui/index.js';
import { gatherMy } from '../actions/my.js';
import { MyPage } from '../pages/my-page.js';
import { OutboxPage } from '../pages/outbox-page.js';

export type MyRoutes = { auth: Auth; db: Db; clock: Clock; frame: Frame };

const done = z.object({ done: z.string().max(40).optional() });

export function addMyRoutes(app: App, { auth, db, clock, frame }: MyRoutes): void {
  app.get('/my', { config: { access: 'signed-in' }, schema: { querystring: done } }, async (request, reply) => {
    const person = requirePerson(await actorOfRequest(auth, db, request));
    const facts = await gatherMy(db, person, clock.now());
    return html(reply, <MyPage frame={frame} done={request.query.done} {...facts} />);
  });

  // Only where letters go nowhere else: elsewhere they are for their receivers alone.
  if (frame.outbox === undefined) return;
  app.get(frame.outbox, { config: { access: 'public' }, schema: { hide: true } }, async (_request, reply) => {
    reply.header('cache-control', 'no-store');
    return html(reply, <OutboxPage frame={frame} letters={await listMail(db)} />);
  });
}
