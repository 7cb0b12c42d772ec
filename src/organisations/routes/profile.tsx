/** What members state of their organisation. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { actorOfRequest, refusalFrom, refusalOf } from '../../accounts/index.js';
import { type App, html } from '../../platform/http/index.js';
import type { Refusal } from '../../ui/index.js';
import { askForName, stateProfile } from '../actions/profile.js';
import { ProfilePage } from '../pages/profile-page.js';
import { countryOptions } from '../pages/words.js';
import { findStanding } from '../queries/claims.js';
import { listNameRequests } from '../queries/profile.js';
import { OrganisationKind } from '../schema.js';
import { WebAddress } from './claims.js';
import { doneInQuery, given, inAddress, type OrganisationRoutes, textsOf, to, workplaceOf } from './places.js';

const editor = { access: 'editor' } as const;
const path = '/organisations/:organisation/profile';
const DONE: Record<string, string> = {
  saved: 'The profile is saved.',
  asked: 'Staff have a look. A letter tells you what they decide.',
};

const emptyAsNull = (text: string) => (text === '' ? null : text);
const countries = new Set(countryOptions().map(({ value }) => value));
const Profile = z.object({
  description: z.string().trim().max(2000, 'Use at most 2,000 characters.').transform(emptyAsNull),
  url: z
    .literal('')
    .transform(() => null)
    .or(WebAddress),
  kind: OrganisationKind,
  country: z
    .string()
    .refine((code) => code === '' || countries.has(code), 'Choose a country from the list.')
    .transform(emptyAsNull),
});
const Name = z.object({
  name: z.string().trim().min(1, 'Write the name.').max(300, 'Use at most 300 characters.'),
  message: z.string().trim().max(1000, 'Use at most 1,000 characters.').default('').transform(emptyAsNull),
});

export function addProfileRoutes(app: App, parts: OrganisationRoutes): void {
  const { db, auth, clock } = parts;
  const show = async (
    request: FastifyRequest,
    reply: FastifyReply,
    slug: string,
    {
      done,
      refusal = null,
      texts,
    }: { done?: string | undefined; refusal?: Refusal | null; texts?: Record<string, string> },
  ) => {
    const place = await workplaceOf(parts, slug, await actorOfRequest(auth, db, request));
    const { verification, stated } = await findStanding(db, place.organisation.id);
    const asked = (await listNameRequests(db)).find(({ slug }) => slug === place.organisation.slug)?.name ?? null;
    if (refusal) reply.code(422);
    const page = { ...place, stated, asked, domain: verification?.domain ?? null, refusal };
    const words = done === undefined ? undefined : DONE[done];
    return html(reply, <ProfilePage {...page} done={words} {...(texts && { given: texts })} />);
  };
  app.get(path, { config: editor, schema: { params: inAddress, querystring: doneInQuery } }, (request, reply) =>
    show(request, reply, request.params.organisation, { done: request.query.done }),
  );
  const act = { config: editor, schema: { params: inAddress, body: given } };
  app.post(path, act, async (request, reply) => {
    const { organisation: slug } = request.params;
    const texts = textsOf(request.body);
    const asked = Profile.safeParse(texts);
    if (!asked.success) return show(request, reply, slug, { refusal: refusalOf(asked.error), texts });
    try {
      await stateProfile(parts, await actorOfRequest(auth, db, request), slug, asked.data, clock.now());
    } catch (error) {
      return show(request, reply, slug, { refusal: refusalFrom(error, 'url'), texts });
    }
    return to(reply, slug, '/profile', 'saved');
  });
  app.post(`${path}/name`, act, async (request, reply) => {
    const { organisation: slug } = request.params;
    const texts = textsOf(request.body);
    const asked = Name.safeParse(texts);
    const { organisation } = await workplaceOf(parts, slug, await actorOfRequest(auth, db, request));
    const { kind, country, url, description } = organisation;
    const kept = { kind, country: country ?? '', url: url ?? '', description: description ?? '', ...texts };
    if (!asked.success) return show(request, reply, slug, { refusal: refusalOf(asked.error), texts: kept });
    try {
      await askForName(parts, await actorOfRequest(auth, db, request), slug, asked.data, clock.now());
    } catch (error) {
      return show(request, reply, slug, { refusal: refusalFrom(error, 'name'), texts: kept });
    }
    return to(reply, slug, '/profile', 'asked');
  });
}
