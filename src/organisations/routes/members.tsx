/** The workplace of an organisation: its start page, members, ownership. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import {
  type Actor,
  actorOfRequest,
  Email,
  NotAllowedError,
  refusalFrom,
  refusalOf,
  requirePerson,
} from '../../accounts/index.js';
import { type App, html } from '../../platform/http/index.js';
import type { Refusal } from '../../ui/index.js';
import { acceptOwnership, declineOwnership, offerOwnership, withdrawOffer } from '../actions/handing-over.js';
import { invite, withdrawInvitation } from '../actions/inviting.js';
import { changeRoles, leave, removeMember } from '../actions/members.js';
import { OrganisationError } from '../actions/parts.js';
import { HandOverPage } from '../pages/hand-over-page.js';
import { InvitePage, MemberPage, MembersPage, SurePage } from '../pages/member-pages.js';
import { StartPage } from '../pages/start-page.js';
import { findStanding } from '../queries/claims.js';
import { listInvitations } from '../queries/invitations.js';
import { findHandOver, listMembers } from '../queries/members.js';
import { allows } from '../rules/roles.js';
import { Role } from '../schema.js';
import { doneInQuery, given, inAddress, type OrganisationRoutes, textsOf, to, workplaceOf } from './places.js';

const viewer = { access: 'viewer' } as const;
const owner = { access: 'owner' } as const;
/** Invitations cost somebody's attention: sixty an hour for one client. */
const letters = { ...owner, limit: { hits: 60, seconds: 3600 } };

const DONE: Record<string, string> = {
  verified: 'Its identity is proved, and you are its owner.',
  joined: 'You are a member now.',
  owned: 'You own it now.',
  invited: 'The invitation is on its way.',
  withdrawn: 'That is withdrawn.',
  changed: 'The roles are changed.',
  removed: 'They are no longer a member.',
  offered: 'A letter is on its way. Until they accept, nothing changes.',
  declined: 'You have declined. The owner has been told.',
};

const Roles = z
  .preprocess((value) => (value === undefined ? [] : [value].flat()), z.array(Role))
  .refine((roles) => roles.length > 0, 'Choose at least one.');
const Invited = z.object({ email: Email, roles: Roles });
const doneOf = (query: { done?: string | undefined }) => (query.done === undefined ? undefined : DONE[query.done]);

export function addMemberRoutes(app: App, parts: OrganisationRoutes): void {
  const { db, auth, clock } = parts;
  const actorOf = (request: FastifyRequest) => actorOfRequest(auth, db, request);
  const look = { config: viewer, schema: { params: inAddress, querystring: doneInQuery } };
  const decide = { config: owner, schema: { params: inAddress, body: given } };

  app.get('/organisations/:organisation', look, async (request, reply) => {
    const actor = await actorOf(request);
    const place = await workplaceOf(parts, request.params.organisation, actor);
    const offer = await findHandOver(db, place.organisation.id, clock.now());
    const mine = offer !== null && actor.kind === 'person' && offer.toId === actor.id;
    const standing = await findStanding(db, place.organisation.id);
    return html(
      reply,
      <StartPage {...place} standing={standing} offer={mine ? offer : null} done={doneOf(request.query)} />,
    );
  });

  app.get('/organisations/:organisation/members', look, async (request, reply) => {
    const actor = requirePerson(await actorOf(request));
    const place = await workplaceOf(parts, request.params.organisation, actor);
    const { id } = place.organisation;
    const waiting = allows(place.roles, 'owner') ? await listInvitations(db, { organisationId: id }, clock.now()) : [];
    const members = await listMembers(db, id);
    const page = { ...place, members, invitations: waiting, me: actor.id, done: doneOf(request.query) };
    return html(reply, <MembersPage {...page} />);
  });

  const invitePage = async (
    actor: Actor,
    reply: FastifyReply,
    slug: string,
    asked: { email: string; roles: readonly string[] },
    refusal: Refusal | null,
  ) => {
    if (refusal) reply.code(422);
    return html(reply, <InvitePage {...(await workplaceOf(parts, slug, actor))} given={asked} refusal={refusal} />);
  };
  app.get(
    '/organisations/:organisation/members/new',
    { config: owner, schema: { params: inAddress } },
    async (request, reply) =>
      invitePage(await actorOf(request), reply, request.params.organisation, { email: '', roles: ['viewer'] }, null),
  );
  app.post('/organisations/:organisation/members/new', { ...decide, config: letters }, async (request, reply) => {
    const { params, body } = request;
    const actor = await actorOf(request);
    const kept = { email: textsOf(body).email ?? '', roles: [body.roles ?? []].flat() };
    const asked = Invited.safeParse(body);
    if (!asked.success) return invitePage(actor, reply, params.organisation, kept, refusalOf(asked.error));
    try {
      await invite(parts, actor, { organisation: params.organisation, ...asked.data }, clock.now());
    } catch (error) {
      return invitePage(actor, reply, params.organisation, kept, refusalOrThrow(error, 'email'));
    }
    return to(reply, params.organisation, '/members', 'invited');
  });
  const oneInvitation = inAddress.extend({ invitation: z.uuid() });
  app.post(
    '/organisations/:organisation/members/invitations/:invitation/withdrawal',
    { config: owner, schema: { params: oneInvitation, body: given } },
    async (request, reply) => {
      const { organisation, invitation } = request.params;
      await withdrawInvitation(parts, await actorOf(request), { organisation, id: invitation }, clock.now());
      return to(reply, organisation, '/members', 'withdrawn');
    },
  );

  addOneMemberRoutes(app, parts);
  addOwnershipRoutes(app, parts);
}

const oneMember = inAddress.extend({ person: z.uuid() });

function addOneMemberRoutes(app: App, parts: OrganisationRoutes): void {
  const { db, auth, clock } = parts;
  const actorOf = (request: FastifyRequest) => actorOfRequest(auth, db, request);
  const placeOf = async (request: FastifyRequest, { organisation, person }: z.infer<typeof oneMember>) => {
    const place = await workplaceOf(parts, organisation, await actorOf(request));
    const member = (await listMembers(db, place.organisation.id)).find(({ personId }) => personId === person);
    if (!member) throw new NoMemberError();
    return { ...place, member };
  };
  const look = { config: owner, schema: { params: oneMember } };
  const act = { config: owner, schema: { params: oneMember, body: given } };

  app.get('/organisations/:organisation/members/:person', look, async (request, reply) =>
    html(reply, <MemberPage {...(await placeOf(request, request.params))} />),
  );
  app.post('/organisations/:organisation/members/:person', act, async (request, reply) => {
    const { organisation, person: personId } = request.params;
    const asked = z.object({ roles: Roles }).safeParse(request.body);
    let refusal: Refusal;
    try {
      if (asked.success) {
        await changeRoles(parts, await actorOf(request), { organisation, personId, ...asked.data }, clock.now());
        return to(reply, organisation, '/members', 'changed');
      }
      refusal = refusalOf(asked.error);
    } catch (error) {
      refusal = refusalOrThrow(error, 'roles');
    }
    reply.code(422);
    const chosen = [request.body.roles ?? []].flat();
    return html(reply, <MemberPage {...(await placeOf(request, request.params))} given={chosen} refusal={refusal} />);
  });

  const removal = async (
    request: FastifyRequest,
    params: z.infer<typeof oneMember>,
    refusal: Refusal | null = null,
  ) => {
    const place = await placeOf(request, params);
    const back = { href: `/organisations/${place.organisation.slug}/members`, label: 'Members' };
    const { name } = place.member;
    const words = `${name} will see nothing more of ${place.organisation.name}, and can do nothing in its name. A letter tells them.`;
    const title = `Remove ${name}?`;
    return <SurePage {...place} title={title} words={words} act={`Remove ${name}`} back={back} refusal={refusal} />;
  };
  app.get('/organisations/:organisation/members/:person/removal', look, async (request, reply) =>
    html(reply, await removal(request, request.params)),
  );
  app.post('/organisations/:organisation/members/:person/removal', act, async (request, reply) => {
    const { organisation, person: personId } = request.params;
    try {
      await removeMember(parts, await actorOf(request), { organisation, personId }, clock.now());
    } catch (error) {
      const refusal = refusalOrThrow(error);
      reply.code(422);
      return html(reply, await removal(request, request.params, refusal));
    }
    return to(reply, organisation, '/members', 'removed');
  });

  const leaving = async (request: FastifyRequest, slug: string, refusal: Refusal | null = null) => {
    const place = await workplaceOf(parts, slug, await actorOf(request));
    const { name } = place.organisation;
    const back = { href: `/organisations/${place.organisation.slug}/members`, label: 'Members' };
    const words = `You will see nothing more of its pages for members. To come back, an owner must invite you again.`;
    return (
      <SurePage {...place} title={`Leave ${name}?`} words={words} act={`Leave ${name}`} back={back} refusal={refusal} />
    );
  };
  const own = { config: viewer, schema: { params: inAddress } };
  app.get('/organisations/:organisation/leaving', own, async (request, reply) =>
    html(reply, await leaving(request, request.params.organisation)),
  );
  app.post(
    '/organisations/:organisation/leaving',
    { config: viewer, schema: { params: inAddress, body: given } },
    async (request, reply) => {
      try {
        await leave(parts, await actorOf(request), request.params.organisation, clock.now());
      } catch (error) {
        const refusal = refusalOrThrow(error);
        reply.code(422);
        return html(reply, await leaving(request, request.params.organisation, refusal));
      }
      return reply.redirect('/my?done=left', 303);
    },
  );
}

function addOwnershipRoutes(app: App, parts: OrganisationRoutes): void {
  const { db, auth, clock } = parts;
  const actorOf = (request: FastifyRequest) => actorOfRequest(auth, db, request);
  const path = '/organisations/:organisation/hand-over';
  const show = async (request: FastifyRequest, slug: string, done?: string, refusal: Refusal | null = null) => {
    const actor = requirePerson(await actorOf(request));
    const place = await workplaceOf(parts, slug, actor);
    const { id } = place.organisation;
    const offer = await findHandOver(db, id, clock.now());
    const members = await listMembers(db, id);
    return <HandOverPage {...place} offer={offer} members={members} me={actor.id} done={done} refusal={refusal} />;
  };
  app.get(path, { config: viewer, schema: { params: inAddress, querystring: doneInQuery } }, async (request, reply) =>
    html(reply, await show(request, request.params.organisation, doneOf(request.query))),
  );
  app.post(path, { config: letters, schema: { params: inAddress, body: given } }, async (request, reply) => {
    const { organisation } = request.params;
    const asked = z.object({ person: z.uuid('Choose a member.') }).safeParse(request.body);
    let refusal: Refusal;
    try {
      if (asked.success) {
        const personId = asked.data.person;
        await offerOwnership(parts, await actorOf(request), { organisation, personId }, clock.now());
        return to(reply, organisation, '/hand-over', 'offered');
      }
      refusal = refusalOf(asked.error);
    } catch (error) {
      refusal = refusalOrThrow(error, 'person');
    }
    reply.code(422);
    return html(reply, await show(request, organisation, undefined, refusal));
  });
  const withdraw = { config: owner, schema: { params: inAddress, body: given } };
  app.post(`${path}/withdrawal`, withdraw, async (request, reply) => {
    await withdrawOffer(parts, await actorOf(request), request.params.organisation, clock.now());
    return to(reply, request.params.organisation, '/hand-over', 'withdrawn');
  });
  const answer = { config: viewer, schema: { params: inAddress, body: given } };
  app.post(`${path}/acceptance`, answer, async (request, reply) => {
    await acceptOwnership(parts, await actorOf(request), request.params.organisation, clock.now());
    return to(reply, request.params.organisation, '', 'owned');
  });
  app.post(`${path}/refusal`, answer, async (request, reply) => {
    await declineOwnership(parts, await actorOf(request), request.params.organisation, clock.now());
    return to(reply, request.params.organisation, '', 'declined');
  });
}

/** Whoever may not do this at all is told so by the page for that; the rest is said on the form. */
function refusalOrThrow(error: unknown, field?: string): Refusal {
  if (error instanceof NotAllowedError) throw error;
  return refusalFrom(error, field);
}

class NoMemberError extends OrganisationError {
  constructor() {
    super('This person is not a member any more.', 410);
  }
}
