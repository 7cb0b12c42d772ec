/** Where staff decide on organisations. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { actorOfRequest, Email, refusalFrom, refusalOf } from '../../accounts/index.js';
import { type App, html } from '../../platform/http/index.js';
import type { Refusal } from '../../ui/index.js';
import { appointOwner, approveClaim, decideName, refuseClaim } from '../actions/deciding.js';
import { getOrganisation, OrganisationError } from '../actions/parts.js';
import { withdrawVerification } from '../actions/verifying.js';
import { ReasonPage, StaffOrganisationsPage } from '../pages/staff-pages.js';
import { findClaim, listOpenClaims, listOwnerless, listVerified } from '../queries/claims.js';
import { findNameRequest, listNameRequests } from '../queries/profile.js';
import { doneInQuery, given, inAddress, type OrganisationRoutes, textsOf } from './places.js';

const staff = { access: 'staff' } as const;
const PAGE = '/staff/organisations';
const SHOWN = 200;

const DONE: Record<string, string> = {
  approved: 'The claim is approved. The claimant has been told.',
  refused: 'That is refused. Whoever asked has been told.',
  withdrawn: 'The proof of identity is withdrawn. Its owners have been told.',
  owner: 'It has an owner now. They have been told.',
  renamed: 'The name is changed. Whoever asked has been told.',
};
const Reasoned = z.object({
  reason: z.string().trim().min(1, 'Say why.').max(1000, 'Use at most 1,000 characters.'),
});

export function addStaffRoutes(app: App, parts: OrganisationRoutes): void {
  const { db, auth, clock, frame } = parts;
  const actorOf = (request: FastifyRequest) => actorOfRequest(auth, db, request);
  const done = (reply: FastifyReply, word: string) => reply.redirect(`${PAGE}?done=${word}`, 303);

  const show = async (reply: FastifyReply, word?: string, refusal: Refusal | null = null) => {
    if (refusal) reply.code(422);
    const lists = {
      claims: await listOpenClaims(db),
      names: await listNameRequests(db),
      ownerless: await listOwnerless(db),
      verified: await listVerified(db, SHOWN),
    };
    const words = word === undefined ? undefined : DONE[word];
    return html(reply, <StaffOrganisationsPage frame={frame} {...lists} done={words} refusal={refusal} />);
  };
  app.get(PAGE, { config: staff, schema: { querystring: doneInQuery } }, (request, reply) =>
    show(reply, request.query.done),
  );

  const oneClaim = z.object({ claim: z.uuid() });
  const onClaim = { config: staff, schema: { params: oneClaim, body: given } };
  app.post('/staff/claims/:claim/approval', onClaim, async (request, reply) => {
    await approveClaim(parts, await actorOf(request), request.params.claim, clock.now());
    return done(reply, 'approved');
  });
  addReasoned(app, '/staff/claims/:claim/refusal', oneClaim, {
    page: async ({ claim: id }) => {
      const claim = await findClaim(db, id);
      if (claim?.state !== 'open') throw new OrganisationError('This claim is open no more.', 410);
      const { name } = await getOrganisation(db, claim.organisationId);
      return { title: `Refuse the claim to ${name}`, lede: 'The claimant reads your reason.', act: 'Refuse the claim' };
    },
    act: async (request, { claim: id }, { reason }) => {
      await refuseClaim(parts, await actorOf(request), { id, reason }, clock.now());
      return 'refused';
    },
  });

  addReasoned(app, '/staff/organisations/:organisation/withdrawal', inAddress, {
    page: async ({ organisation }) => {
      const { name } = await getOrganisation(db, organisation);
      return {
        title: `Withdraw the proof of ${name}`,
        lede: 'Nothing can be published in its name until it is proved again. Its owners read your reason.',
        act: 'Withdraw the proof',
        tick: { name: 'members', label: 'Its members were not entitled: end all memberships too' },
      };
    },
    act: async (request, { organisation }, { reason, members }) => {
      const asked = { organisation, reason, endMemberships: members === 'yes' };
      await withdrawVerification(parts, await actorOf(request), asked, clock.now());
      return 'withdrawn';
    },
  });

  const oneName = z.object({ request: z.uuid() });
  const onName = { config: staff, schema: { params: oneName, body: given } };
  app.post('/staff/names/:request/approval', onName, async (request, reply) => {
    await decideName(parts, await actorOf(request), { id: request.params.request, reason: null }, clock.now());
    return done(reply, 'renamed');
  });
  addReasoned(app, '/staff/names/:request/refusal', oneName, {
    page: async ({ request: id }) => {
      const asked = await findNameRequest(db, id);
      if (!asked) throw new OrganisationError('This was decided already.', 410);
      const title = `Keep the name ${asked.current}`;
      return { title, lede: `“${asked.name}” was asked for. Whoever asked reads your reason.`, act: 'Keep the name' };
    },
    act: async (request, { request: id }, { reason }) => {
      await decideName(parts, await actorOf(request), { id, reason }, clock.now());
      return 'refused';
    },
  });

  const onOwner = { config: staff, schema: { params: inAddress, body: given } };
  app.post('/staff/organisations/:organisation/owner', onOwner, async (request, reply) => {
    const { organisation } = request.params;
    const asked = z.object({ email: Email }).safeParse(request.body);
    if (!asked.success) return show(reply, undefined, { message: refusalOf(asked.error).fields?.email ?? '' });
    try {
      await appointOwner(parts, await actorOf(request), { organisation, email: asked.data.email }, clock.now());
    } catch (error) {
      return show(reply, undefined, refusalFrom(error));
    }
    return done(reply, 'owner');
  });

  type Words = { title: string; lede: string; act: string; tick?: { name: string; label: string } };
  type Reasoning<Params> = {
    page(params: Params): Promise<Words>;
    act(request: FastifyRequest, params: Params, texts: Record<string, string> & { reason: string }): Promise<string>;
  };
  function addReasoned<Shape extends z.ZodObject>(
    app: App,
    path: string,
    shape: Shape,
    { page, act }: Reasoning<z.infer<Shape>>,
  ): void {
    app.get(path, { config: staff, schema: { params: shape } }, async (request, reply) =>
      html(reply, <ReasonPage frame={frame} {...(await page(request.params as z.infer<Shape>))} />),
    );
    app.post(path, { config: staff, schema: { params: shape, body: given } }, async (request, reply) => {
      const params = request.params as z.infer<Shape>;
      const texts = textsOf(request.body as z.infer<typeof given>);
      const asked = Reasoned.safeParse(texts);
      if (asked.success)
        return done(reply, await act(request as FastifyRequest, params, { ...texts, reason: asked.data.reason }));
      const words = await page(params);
      reply.code(422);
      return html(reply, <ReasonPage frame={frame} {...words} given={texts} refusal={refusalOf(asked.error)} />);
    });
  }
}
