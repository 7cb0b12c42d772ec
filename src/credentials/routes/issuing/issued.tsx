/** What was issued: the list, one credential, revoking and suspending. */
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { type Actor, refusalFrom } from '../../../accounts/index.js';
import { requireRole } from '../../../organisations/index.js';
import { type App, html } from '../../../platform/http/index.js';
import type { Refusal } from '../../../ui/index.js';
import { IssuingError } from '../../actions/issuing/parts.js';
import { changeCredentials, MOST_AT_ONCE } from '../../actions/issuing/revoking.js';
import { ChangePage } from '../../pages/issuing/change-page.js';
import { CredentialPage, IssuedPage } from '../../pages/issuing/issued-pages.js';
import type { IssuingPlace } from '../../pages/issuing/place.js';
import { findAchievement, findPublishedAchievement, listAchievements } from '../../queries/achievements.js';
import { findBatch } from '../../queries/issuing/batches.js';
import { chainOf } from '../../queries/issuing/chains.js';
import { findCredentialOf, findRecipient, idsIssued, listIssued } from '../../queries/issuing/credentials.js';
import { signedAsOf } from '../../rules/issuing/signed-as.js';
import { RevocationReason, type SignedAs } from '../../schema/issuing.js';
import {
  actorOf,
  type IssuingRoutes,
  issuingPath,
  ofCredential,
  ofOrganisation,
  placeOf,
  SentForm,
  sentValue,
  sentValues,
} from './parts.js';

const issuer = { access: 'issuer' } as const;
const FILES: Record<SignedAs, { type: string; ending: string }> = {
  proof: { type: 'application/vc+ld+json', ending: 'json' },
  'vc-jwt': { type: 'application/vc+jwt', ending: 'jwt' },
  'ob3-jwt': { type: 'application/jwt', ending: 'jwt' },
};
const PER_PAGE = 50;
const Asked = z.object({
  q: z.string().max(200).default(''),
  state: z.string().max(20).default(''),
  achievement: z.string().max(100).default(''),
  batch: z.string().max(100).default(''),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
  done: z.string().max(20).optional(),
});
const How = z.enum(['revoked', 'suspended', 'resumed']);
const ToChange = z.object({
  how: z.string().max(20).default('revoked'),
  id: z.union([z.string(), z.array(z.string())]).default([]),
  batch: z.string().max(100).optional(),
});
const Said = z.object({ done: z.string().max(20).optional() });
const DONE: Record<string, string> = {
  issued: 'It is issued. A letter with a link is on its way to the learner.',
  corrected: 'The corrected credential is issued, the old one is revoked, and the learner is told.',
  renewed: 'The renewal is issued, and the learner is told.',
  revoked: 'It is revoked. Whoever checks it is told so from now on.',
  suspended: 'It is suspended. Whoever checks it is told so from now on.',
  resumed: 'It holds again.',
};

export function addIssuedRoutes(app: App, parts: IssuingRoutes): void {
  const { issuing } = parts;
  const { db, clock } = issuing;
  const base = '/organisations/:organisation/credentials';

  app.get(base, { config: issuer, schema: { params: ofOrganisation, querystring: Asked } }, async (request, reply) => {
    const actor = await actorOf(parts, request);
    const place = await requirePlace(actor, request.params.organisation);
    const { page, done, ...filter } = request.query;
    const now = clock.now();
    const { q, state, achievement, batch } = filter;
    const asked = {
      organisationId: place.organisation.id,
      text: q.trim(),
      state,
      achievementId: achievement,
      batchId: batch,
    };
    const { total, lines } = await listIssued(db, asked, { limit: PER_PAGE, offset: (page - 1) * PER_PAGE, now });
    const achievements = await listAchievements(db, place.organisation.id, 500);
    return html(
      reply,
      <IssuedPage
        place={place}
        lines={lines}
        total={total}
        filter={filter}
        achievements={achievements
          .filter(({ version }) => version > 0)
          .map(({ id, content }) => ({ id, name: content.name }))}
        page={page}
        perPage={PER_PAGE}
        now={now}
        done={DONE[done ?? ''] ?? null}
      />,
    );
  });

  app.get(
    `${base}/change`,
    { config: issuer, schema: { params: ofOrganisation, querystring: ToChange } },
    async (request, reply) => {
      const actor = await actorOf(parts, request);
      const { how, id, batch } = request.query;
      const values = { reason: 'mistake', words: '' };
      return showChange(reply, actor, request.params.organisation, {
        how,
        ids: [id].flat(),
        batch: batch ?? '',
        values,
      });
    },
  );

  app.post(
    `${base}/change`,
    { config: issuer, schema: { params: ofOrganisation, body: SentForm } },
    async (request, reply) => {
      const actor = await actorOf(parts, request);
      const { organisation } = request.params;
      const place = await requirePlace(actor, organisation);
      const how = howOf(sentValue(request.body, 'how'));
      const batch = sentValue(request.body, 'batch');
      const values = {
        reason: sentValue(request.body, 'reason'),
        words: sentValue(request.body, 'words').slice(0, 1000),
      };
      const ids = await idsMeant(place, sentValues(request.body, 'id'), batch);
      let refusal: Refusal;
      try {
        const reason = RevocationReason.safeParse(values.reason).data ?? 'other';
        await changeCredentials(issuing, { actor, organisation }, { ids, how, reason, words: values.words || null });
        const to = ids.length === 1 ? `/${ids[0]}` : '';
        return reply.redirect(issuingPath(organisation, to, how), 303);
      } catch (error) {
        refusal = refusalFrom(error);
      }
      reply.code(422);
      return showChange(reply, actor, organisation, {
        how,
        ids: sentValues(request.body, 'id'),
        batch,
        values,
        refusal,
      });
    },
  );

  app.get(
    `${base}/:credential`,
    { config: issuer, schema: { params: ofCredential, querystring: Said } },
    async (request, reply) => {
      const actor = await actorOf(parts, request);
      const place = await requirePlace(actor, request.params.organisation);
      const credential = await getOwn(place, request.params.credential);
      const achievement = await findPublishedAchievement(db, credential.achievementId, credential.achievementVersion);
      return html(
        reply,
        <CredentialPage
          place={place}
          credential={credential}
          recipient={await findRecipient(db, credential.id)}
          achievement={
            achievement?.content.name ??
            (await findAchievement(db, credential.achievementId))?.content.name ??
            'Credential'
          }
          chain={await chainOf(db, credential.id)}
          now={clock.now()}
          done={DONE[request.query.done ?? ''] ?? null}
        />,
      );
    },
  );

  app.get(
    `${base}/:credential/credential.json`,
    { config: issuer, schema: { params: ofCredential } },
    async (request, reply) => {
      const place = await requirePlace(await actorOf(parts, request), request.params.organisation);
      const { id, signed } = await getOwn(place, request.params.credential);
      const { type, ending } = FILES[signedAsOf(signed)];
      return reply
        .type(type)
        .header('content-disposition', `attachment; filename="credential-${id}.${ending}"`)
        .header('cache-control', 'no-store')
        .serializer((payload: unknown) => payload as string)
        .send(signed);
    },
  );

  async function requirePlace(actor: Actor, organisation: string): Promise<IssuingPlace> {
    await requireRole(db, actor, organisation, 'issuer');
    return placeOf(parts, actor, organisation);
  }

  async function getOwn({ organisation }: IssuingPlace, id: string) {
    const credential = await findCredentialOf(db, organisation.id, id);
    if (!credential) throw new IssuingError(404, 'There is no such credential among yours.');
    return credential;
  }

  async function idsMeant({ organisation }: IssuingPlace, ids: readonly string[], batch: string): Promise<string[]> {
    const filter = { organisationId: organisation.id, batchId: batch };
    return batch === ''
      ? ids.filter((id) => z.uuid().safeParse(id).success)
      : idsIssued(db, filter, clock.now(), MOST_AT_ONCE);
  }

  async function showChange(
    reply: FastifyReply,
    actor: Actor,
    organisation: string,
    asked: { how: string; ids: string[]; batch: string; values: { reason: string; words: string }; refusal?: Refusal },
  ): Promise<FastifyReply> {
    const place = await requirePlace(actor, organisation);
    const batch = asked.batch === '' ? null : await findBatch(db, place.organisation.id, asked.batch);
    const ids = await idsMeant(place, asked.ids, batch?.id ?? '');
    if (ids.length === 0)
      throw new IssuingError(404, 'Nothing was chosen. Go back to the list and tick what you mean.');
    return html(
      reply,
      <ChangePage
        place={place}
        how={howOf(asked.how)}
        ids={batch ? [] : ids}
        batch={batch}
        count={ids.length}
        values={asked.values}
        refusal={asked.refusal ?? null}
      />,
    );
  }
}

function howOf(word: string): z.infer<typeof How> {
  const how = How.safeParse(word);
  if (!how.success) throw new IssuingError(422, 'Say whether to revoke, to suspend or to resume.');
  return how.data;
}
