/** Where staff merge organisations and part them. */
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { actorOfRequest, refusalFrom } from '../../accounts/index.js';
import { type App, html } from '../../platform/http/index.js';
import type { Refusal } from '../../ui/index.js';
import { mergeOrganisations, type OrganisationMove, unmergeOrganisations } from '../actions/merging.js';
import { getOrganisation } from '../actions/parts.js';
import { OrganisationMergingPage, OrganisationPairPage, type Side } from '../pages/staff-merging-page.js';
import { verificationsOf } from '../queries/claims.js';
import { listMembers } from '../queries/members.js';
import { listAlike, listMerges } from '../queries/merging.js';
import { doneInQuery, type OrganisationRoutes } from './places.js';

const staff = { access: 'staff' } as const;
const PAGE = '/staff/organisations/merging';
const SHOWN = 50;
const DONE: Record<string, string> = { merged: 'They are one organisation now.', parted: 'They are parted.' };
/** The slug, or the whole address of its page. */
const Meant = z
  .string()
  .trim()
  .max(400)
  .transform(
    (text) =>
      text
        .replace(/[?#].*$/, '')
        .split('/')
        .findLast(Boolean) ?? '',
  );
const Pair = z.object({ from: Meant, into: Meant });

type Parts = Pick<OrganisationRoutes, 'db' | 'auth' | 'clock' | 'frame'> & { moves: readonly OrganisationMove[] };

export function addOrganisationMergingRoutes(app: App, { db, auth, clock, frame, moves }: Parts): void {
  const show = async (reply: FastifyReply, word?: string, refusal: Refusal | null = null) => {
    if (refusal) reply.code(422);
    const lists = { alike: await listAlike(db, SHOWN), merges: await listMerges(db, SHOWN) };
    const props = { ...lists, asked: { from: '', into: '' }, done: DONE[word ?? ''], refusal };
    return html(reply, <OrganisationMergingPage frame={frame} {...props} />);
  };
  const showPair = async (reply: FastifyReply, pair: z.infer<typeof Pair>, refusal: Refusal | null = null) => {
    if (refusal) reply.code(422);
    const [from, into] = [await sideOf(pair.from), await sideOf(pair.into)];
    return html(reply, <OrganisationPairPage frame={frame} from={from} into={into} refusal={refusal} />);
  };
  async function sideOf(slug: string): Promise<Side> {
    const organisation = await getOrganisation(db, slug);
    const verification = (await verificationsOf(db, [organisation.id])).get(organisation.id) ?? null;
    return { organisation, verification, members: (await listMembers(db, organisation.id)).length };
  }

  app.get(PAGE, { config: staff, schema: { querystring: doneInQuery } }, (request, reply) =>
    show(reply, request.query.done),
  );
  app.get(`${PAGE}/pair`, { config: staff, schema: { querystring: Pair } }, (request, reply) =>
    showPair(reply, request.query),
  );
  app.post(`${PAGE}/pair`, { config: staff, schema: { body: Pair } }, async (request, reply) => {
    const actor = await actorOfRequest(auth, db, request);
    try {
      await db.transaction().execute((trx) => mergeOrganisations(trx, actor, request.body, moves, clock.now()));
    } catch (error) {
      return showPair(reply, request.body, refusalFrom(error));
    }
    return reply.redirect(`${PAGE}?done=merged`, 303);
  });
  app.post(
    `${PAGE}/:merge/undoing`,
    { config: staff, schema: { params: z.object({ merge: z.uuid() }) } },
    async (request, reply) => {
      const actor = await actorOfRequest(auth, db, request);
      try {
        await db
          .transaction()
          .execute((trx) => unmergeOrganisations(trx, actor, request.params.merge, moves, clock.now()));
      } catch (error) {
        return show(reply, undefined, refusalFrom(error));
      }
      return reply.redirect(`${PAGE}?done=parted`, 303);
    },
  );
}
