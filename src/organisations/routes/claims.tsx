/** Claiming an organisation, and registering one that is not known yet. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { actorOfRequest, Email, refusalFrom, refusalOf, requirePerson } from '../../accounts/index.js';
import { type App, html } from '../../platform/http/index.js';
import type { Refusal } from '../../ui/index.js';
import {
  answerClaimLetter,
  askToJoin,
  type ClaimOutcome,
  checkOwnClaim,
  provableDomain,
  readClaimLetter,
  startClaim,
  withdrawClaim,
} from '../actions/claiming.js';
import { getOrganisation } from '../actions/parts.js';
import { likeOrganisations, registerOrganisation } from '../actions/registering.js';
import { ClaimLetterPage, ClaimPage } from '../pages/claim-pages.js';
import { RegisterPage } from '../pages/register-page.js';
import { countryOptions } from '../pages/words.js';
import { findClaimOf, findStanding } from '../queries/claims.js';
import { Country, OrganisationKind } from '../schema.js';
import { doneInQuery, given, inAddress, type OrganisationRoutes, textsOf, to } from './places.js';

const signedIn = { access: 'signed-in' } as const;
/** Claims send letters and ask name servers: twenty an hour for one client. */
const seldom = { ...signedIn, limit: { hits: 20, seconds: 3600 } };

const words = (most: number) =>
  z.string().trim().min(1, 'Write something here.').max(most, `Use at most ${most} characters.`);
const Asked = z.discriminatedUnion('method', [
  z.object({ method: z.literal('dns') }),
  z.object({ method: z.literal('address'), email: Email }),
  z.object({ method: z.literal('staff'), message: words(2000) }),
]);
const Joining = z.object({ joining: words(1000) });

const DONE: Record<string, string> = {
  asked: 'Your claim is open.',
  waits: 'That worked. Staff of this site have a look too, and a letter tells you what they decide.',
  withdrawn: 'Your claim is withdrawn.',
  joining: 'The owners have been written to. They invite you if they know you.',
};

const ABSENT = 'The record is not there yet. It can take some hours until a new record is seen everywhere.';

/** An address as people type it: `example.org` is meant as `https://example.org`. */
export const WebAddress = z
  .string()
  .trim()
  .max(500, 'Use an address of at most 500 characters.')
  .transform((text) => (/^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`))
  .refine((text) => isWebAddress(text), 'Write a whole web address, such as https://www.example.org.')
  .transform((text) => new URL(text).href);

function isWebAddress(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && url.hostname.includes('.') && url.username === '';
}

const countries = new Set(countryOptions().map(({ value }) => value));
const Registration = z.object({
  name: words(300),
  kind: OrganisationKind.catch('other'),
  country: Country.refine((code) => countries.has(code)).catch(''),
  url: WebAddress,
});

export function addClaimRoutes(app: App, parts: OrganisationRoutes): void {
  const { db, auth, clock, frame } = parts;
  const actorOf = (request: FastifyRequest) => actorOfRequest(auth, db, request);

  const showClaim = async (
    request: FastifyRequest,
    reply: FastifyReply,
    slug: string,
    { done, refusal = null, texts }: { done?: string; refusal?: Refusal | null; texts?: Record<string, string> } = {},
  ) => {
    const person = requirePerson(await actorOf(request));
    const organisation = await getOrganisation(db, slug);
    const page = {
      organisation,
      standing: await findStanding(db, organisation.id),
      domain: await provableDomain(db, organisation),
      claim: await findClaimOf(db, organisation.id, person.id),
    };
    if (refusal) reply.code(422);
    return html(
      reply,
      <ClaimPage
        frame={frame}
        {...page}
        refusal={refusal}
        done={done === undefined ? undefined : DONE[done]}
        note={done === 'absent' ? ABSENT : undefined}
        {...(texts && { given: texts })}
      />,
    );
  };
  const goOn = (reply: FastifyReply, slug: string, outcome: ClaimOutcome) =>
    outcome === 'approved' ? to(reply, slug, '', 'verified') : to(reply, slug, '/claim', outcome);

  const claim = { config: signedIn, schema: { params: inAddress, querystring: doneInQuery } };
  app.get('/organisations/:organisation/claim', claim, (request, reply) =>
    showClaim(request, reply, request.params.organisation, request.query),
  );
  const act = { config: seldom, schema: { params: inAddress, body: given } };
  app.post('/organisations/:organisation/claim', act, async (request, reply) => {
    const { organisation: slug } = request.params;
    const texts = textsOf(request.body);
    const asked = Asked.safeParse(texts);
    if (!asked.success) return showClaim(request, reply, slug, { refusal: refusalOf(asked.error), texts });
    try {
      const { organisation } = request.params;
      await startClaim(parts, await actorOf(request), organisation, asked.data, clock.now());
    } catch (error) {
      const refusal = refusalFrom(error, asked.data.method === 'address' ? 'email' : undefined);
      return showClaim(request, reply, slug, { refusal, texts });
    }
    return to(reply, slug, '/claim', 'asked');
  });
  app.post('/organisations/:organisation/claim/check', act, async (request, reply) => {
    const { organisation: slug } = request.params;
    return goOn(reply, slug, await checkOwnClaim(parts, await actorOf(request), slug, clock.now()));
  });
  app.post('/organisations/:organisation/claim/withdrawal', act, async (request, reply) => {
    await withdrawClaim(parts, await actorOf(request), request.params.organisation, clock.now());
    return to(reply, request.params.organisation, '/claim', 'withdrawn');
  });
  app.post('/organisations/:organisation/claim/joining', act, async (request, reply) => {
    const { organisation: slug } = request.params;
    const texts = textsOf(request.body);
    const asked = Joining.safeParse(texts);
    if (!asked.success) return showClaim(request, reply, slug, { refusal: refusalOf(asked.error), texts });
    await askToJoin(parts, await actorOf(request), slug, asked.data.joining, clock.now());
    return to(reply, slug, '/claim', 'joining');
  });

  const letter = inAddress.extend({ token: z.string().min(20).max(100) });
  const letterPath = '/organisations/:organisation/claim/letter/:token';
  app.get(letterPath, { config: signedIn, schema: { params: letter } }, async (request, reply) => {
    const found = await readClaimLetter(db, await actorOf(request), request.params.token, clock.now());
    const organisation = await getOrganisation(db, found.organisationId);
    return html(reply, <ClaimLetterPage frame={frame} organisation={organisation} claim={found} />);
  });
  app.post(letterPath, { config: seldom, schema: { params: letter, body: given } }, async (request, reply) => {
    const { organisation: slug, token } = request.params;
    return goOn(reply, slug, await answerClaimLetter(parts, await actorOf(request), token, clock.now()));
  });

  app.get('/organisations/new', { config: signedIn }, async (_request, reply) =>
    html(reply, <RegisterPage frame={frame} />),
  );
  app.post('/organisations/new', { config: seldom, schema: { body: given } }, async (request, reply) => {
    const texts = textsOf(request.body);
    const show = (refusal: Refusal | null, like: Awaited<ReturnType<typeof likeOrganisations>> = []) => {
      reply.code(422);
      return html(reply, <RegisterPage frame={frame} given={texts} refusal={refusal} like={like} />);
    };
    const asked = Registration.safeParse(texts);
    if (!asked.success) return show(refusalOf(asked.error));
    if (asked.data.country === '')
      return show({
        message: 'Something needs changing before this can be sent.',
        fields: { country: 'Choose the country.' },
      });
    const like = await likeOrganisations(db, asked.data);
    if (like.length > 0 && texts.none !== 'yes') return show(null, like);
    try {
      const { slug } = await registerOrganisation(parts, await actorOf(request), asked.data, clock.now());
      return to(reply, slug, '/claim');
    } catch (error) {
      return show(refusalFrom(error, 'name'), like);
    }
  });
}
