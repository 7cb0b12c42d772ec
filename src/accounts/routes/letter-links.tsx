/** Where links in letters, or printed by the operator, lead: stopping letters of a kind, becoming staff. */
import { z } from 'zod';
import { type App, html } from '../../platform/http/index.js';
import { readUnsubscribing, unsubscribe } from '../actions/notifications.js';
import { actorOfRequest } from '../actions/session.js';
import { becomeStaff, readStaffInvitation } from '../actions/staff.js';
import { StaffLinkPage, UnsubscribedPage, UnsubscribePage } from '../pages/letter-pages.js';
import { held, type OwnRoutes, tokenInAddress } from './parts.js';

export function addLetterLinkRoutes(app: App, parts: OwnRoutes): void {
  const { auth, db, clock, frame } = parts;

  const staff = { config: held, schema: { params: tokenInAddress } };
  app.get('/staff-link/:token', staff, async (request, reply) => {
    const actor = await actorOfRequest(auth, db, request);
    const invitation = await readStaffInvitation(db, actor, request.params.token, clock.now());
    const page = { invitation, here: `/staff-link/${request.params.token}`, isSignedIn: actor.kind === 'person' };
    return html(reply, <StaffLinkPage frame={frame} {...page} />);
  });
  app.post('/staff-link/:token', staff, async (request, reply) => {
    await becomeStaff(db, await actorOfRequest(auth, db, request), request.params.token, clock.now());
    return reply.redirect('/my?done=staff', 303);
  });

  void app.register(async (scope) => {
    // RFC 8058 §3.2: mail programs send the one click as multipart; what it says is in the address alone.
    if (!scope.hasContentTypeParser('multipart/form-data'))
      scope.addContentTypeParser('multipart/form-data', (_request, body, done) => {
        body
          .resume()
          .on('end', () => done(null, null))
          .on('error', done);
      });
    addUnsubscribeRoutes(scope as App, parts);
  });
}

function addUnsubscribeRoutes(app: App, parts: OwnRoutes): void {
  const { db, clock, frame } = parts;
  const stop = { config: held, schema: { params: z.object({ token: z.string().min(20).max(480) }) } };
  app.get('/letters/unsubscribe/:token', stop, async ({ params }, reply) => {
    const found = await readUnsubscribing(db, parts, params.token);
    if (!found) return html(reply.code(404), <UnsubscribedPage frame={frame} topic={null} />);
    return html(reply, <UnsubscribePage frame={frame} topic={found.topic} />);
  });
  // Answered on the spot: RFC 8058 §3.1 forbids a redirect.
  app.post('/letters/unsubscribe/:token', stop, async ({ params }, reply) => {
    const found = await readUnsubscribing(db, parts, params.token);
    if (!found) return html(reply.code(404), <UnsubscribedPage frame={frame} topic={null} />);
    await unsubscribe(db, found, clock.now());
    return html(reply, <UnsubscribedPage frame={frame} topic={found.topic} />);
  });
}
