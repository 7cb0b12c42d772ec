/** Endorsements: the desk of a body, the page of each, and its JSON. */
import { z } from 'zod';
import { type Actor, type Auth, actorOfRequest, refusalFrom, refusalOf, requirePerson } from '../../accounts/index.js';
import { OWN_PARTS, rolesOf, type Workplace, type WorkplacePart } from '../../organisations/index.js';
import { type App, html } from '../../platform/http/index.js';
import type { Frame, Refusal } from '../../ui/index.js';
import { endorse, isEndorsingKind, ownEndorsement, requireBody, revokeEndorsement } from '../actions/endorsing.js';
import { getIssuingOrganisation } from '../actions/issuing/issuers.js';
import { type Issuing, IssuingError } from '../actions/issuing/parts.js';
import { EndorsementsPage, NewEndorsementPage, RevokeEndorsementPage } from '../pages/endorsements/desk-pages.js';
import { EndorsementPage } from '../pages/endorsements/public-page.js';
import { findEndorsement, listEndorsements } from '../queries/endorsements.js';
import { type EndorsementTexts, readEndorsement } from '../rules/endorsement-form.js';
import { answerOf, endorsementState } from '../rules/endorsing.js';
import { EndorsementAnswer } from '../schema/endorsement.js';

export type EndorsementRoutes = {
  issuing: Issuing;
  auth: Auth;
  frame: Frame;
  /** What members find in their workplace, of features above organisations. */
  workplace: readonly WorkplacePart[];
};

/** Where members find it in their workplace. */
export const endorsementPlaces: readonly WorkplacePart[] = [
  { path: 'endorsements', label: 'Recognition', about: 'What counts with you, signed in your name.', role: 'issuer' },
];

const SHOWN = 500;
const DONE: Readonly<Record<string, string>> = {
  signed: 'It is signed, and stands on its page.',
  revoked: 'It is revoked. Whoever checks it sees so, and why.',
};
const ofOrganisation = z.object({ organisation: z.string().min(1).max(300) });
const ofOne = ofOrganisation.extend({ endorsement: z.uuid() });
const doneAsked = z.object({ done: z.string().max(40).optional().catch(undefined) });
const Sent = z.object({
  subject: z.string().max(2000).optional(),
  amount: z.string().max(100).optional(),
  unit: z.string().max(100).optional(),
  until: z.string().max(100).optional(),
  words: z.string().max(10_000).optional(),
});
const Reason = z.object({ reason: z.string().trim().min(1, 'Say why.').max(300, 'Use at most 300 characters.') });
const SentReason = z.object({ reason: z.string().max(10_000).optional() });

export function addEndorsementRoutes(app: App, parts: EndorsementRoutes): void {
  addDesk(app, parts);
  addPublic(app, parts);
}

function addDesk(app: App, { issuing, auth, frame, workplace }: EndorsementRoutes): void {
  const { db, clock, origin } = issuing;
  const config = { access: 'issuer' } as const;
  const path = '/organisations/:organisation/endorsements';
  const open = async (actor: Actor, slug: string) => {
    const { organisation } = await requireBody(db, actor, slug);
    const roles = await rolesOf(db, organisation.id, requirePerson(actor).id);
    const place: Workplace = { frame, organisation, roles, parts: [...workplace, ...OWN_PARTS] };
    return { organisation, place };
  };

  app.get(path, { config, schema: { params: ofOrganisation, querystring: doneAsked } }, async (request, reply) => {
    const { organisation, place } = await open(await actorOfRequest(auth, db, request), request.params.organisation);
    const { done = '' } = request.query;
    const props = {
      endorsements: await listEndorsements(db, organisation.id, SHOWN),
      hindrance: isEndorsingKind(organisation) ? await hindranceOf(issuing, organisation.id) : NO_BODY,
      done: Object.hasOwn(DONE, done) ? DONE[done] : undefined,
    };
    return html(reply, <EndorsementsPage workplace={place} today={clock.today()} {...props} />);
  });

  const write = async (actor: Actor, slug: string, texts: EndorsementTexts, refusal: Refusal | null = null) => {
    const { place } = await open(actor, slug);
    return <NewEndorsementPage workplace={place} texts={texts} today={clock.today()} refusal={refusal} />;
  };
  app.get(`${path}/new`, { config, schema: { params: ofOrganisation } }, async (request, reply) =>
    html(reply, await write(await actorOfRequest(auth, db, request), request.params.organisation, {})),
  );
  app.post(`${path}/new`, { config, schema: { params: ofOrganisation, body: Sent } }, async (request, reply) => {
    const actor = await actorOfRequest(auth, db, request);
    const { organisation } = request.params;
    const again = async (refusal: Refusal) =>
      html(reply.code(422), await write(actor, organisation, request.body, refusal));
    const { asked, faults } = readEndorsement(request.body, { origin, today: clock.today() });
    if (faults) return again({ message: 'Something needs changing before this can be signed.', fields: faults });
    try {
      await endorse(issuing, actor, organisation, asked);
    } catch (error) {
      if (!(error instanceof IssuingError)) throw error;
      return again(refusalFrom(error, error.status === 404 || error.status === 409 ? 'subject' : undefined));
    }
    return reply.redirect(`/organisations/${encodeURIComponent(organisation)}/endorsements?done=signed`, 303);
  });

  const asking = async (actor: Actor, { organisation, endorsement: id }: z.infer<typeof ofOne>) => {
    const opened = await open(actor, organisation);
    return { place: opened.place, endorsement: await ownEndorsement(db, opened.organisation.id, id) };
  };
  const revocation = `${path}/:endorsement/revocation`;
  app.get(revocation, { config, schema: { params: ofOne } }, async (request, reply) => {
    const { place, endorsement } = await asking(await actorOfRequest(auth, db, request), request.params);
    return html(reply, <RevokeEndorsementPage workplace={place} endorsement={endorsement} />);
  });
  app.post(revocation, { config, schema: { params: ofOne, body: SentReason } }, async (request, reply) => {
    const actor = await actorOfRequest(auth, db, request);
    const { place, endorsement } = await asking(actor, request.params);
    const again = (refusal: Refusal) => {
      const page = { workplace: place, endorsement, given: request.body.reason, refusal };
      return html(reply.code(422), <RevokeEndorsementPage {...page} />);
    };
    const given = Reason.safeParse(request.body);
    if (!given.success) return again(refusalOf(given.error));
    const { organisation } = request.params;
    try {
      await revokeEndorsement(issuing, actor, organisation, { id: endorsement.id, reason: given.data.reason });
    } catch (error) {
      if (!(error instanceof IssuingError)) throw error;
      return again(refusalFrom(error));
    }
    return reply.redirect(`/organisations/${encodeURIComponent(organisation)}/endorsements?done=revoked`, 303);
  });
}

const NO_BODY =
  'Professional bodies, awarding bodies and public bodies recognise the learning of others. If yours is one, change its kind in its profile.';

async function hindranceOf(issuing: Issuing, organisationId: string): Promise<string | null> {
  try {
    await getIssuingOrganisation(issuing.db, issuing, organisationId);
    return null;
  } catch (error) {
    if (error instanceof IssuingError) return error.message;
    throw error;
  }
}

function addPublic(app: App, { issuing, frame }: EndorsementRoutes): void {
  const { db, clock, origin } = issuing;
  const config = { access: 'public' } as const;
  const params = z.object({ endorsement: z.uuid() });
  const find = async (id: string) => {
    const found = await findEndorsement(db, id);
    if (!found) throw new IssuingError(404, 'No endorsement stands at this address.');
    return found;
  };

  app.get('/endorsements/:endorsement', { config, schema: { params } }, async (request, reply) => {
    const endorsement = await find(request.params.endorsement);
    const state = endorsementState(endorsement, clock.today());
    return html(reply, <EndorsementPage frame={frame} endorsement={endorsement} state={state} />);
  });

  const schema = {
    params,
    response: { 200: EndorsementAnswer },
    tags: ['credentials'],
    summary: 'An endorsement',
    description:
      'A body’s signed word that a course or an achievement counts with it, how it stands today, and the signed file.',
  };
  app.get('/api/v1/endorsements/:endorsement', { config, schema }, async (request) =>
    answerOf(await find(request.params.endorsement), origin, clock.today()),
  );
}
