/** An invitation, opened from its letter or from one's own page. */
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { actorOfRequest } from '../../accounts/index.js';
import { type App, html } from '../../platform/http/index.js';
import { acceptInvitation, declineInvitation, readInvitation } from '../actions/inviting.js';
import { DeclinedPage, InvitationPage } from '../pages/invitation-pages.js';
import { given, type OrganisationRoutes, to } from './places.js';

/** The token of the letter, or the invitation's id for whoever has proved the address. */
const key = z.object({ token: z.string().min(20).max(100) });

export function addInvitationRoutes(app: App, parts: OrganisationRoutes): void {
  const { db, auth, clock, frame } = parts;
  const actorOf = (request: FastifyRequest) => actorOfRequest(auth, db, request);
  const held = { config: { access: 'link' }, schema: { params: key } } as const;

  app.get('/invitations/:token', held, async (request, reply) => {
    const actor = await actorOf(request);
    const found = await readInvitation(db, actor, request.params.token, clock.now());
    const who = actor.kind === 'person' ? { name: actor.name } : null;
    const action = `/invitations/${encodeURIComponent(request.params.token)}`;
    return html(reply, <InvitationPage frame={frame} {...found} who={who} action={action} />);
  });
  const accept = { config: { access: 'signed-in' }, schema: { params: key, body: given } } as const;
  app.post('/invitations/:token/acceptance', accept, async (request, reply) => {
    const slug = await acceptInvitation(parts, await actorOf(request), request.params.token, clock.now());
    return to(reply, slug, '', 'joined');
  });
  const decline = { config: { access: 'link' }, schema: { params: key, body: given } } as const;
  app.post('/invitations/:token/refusal', decline, async (request, reply) => {
    await declineInvitation(parts, await actorOf(request), request.params.token, clock.now());
    return html(reply, <DeclinedPage frame={frame} />);
  });
}
