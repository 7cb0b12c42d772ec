/** Issuing one by the form; correcting and renewing one. */
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { type Actor, refusalFrom } from '../../../accounts/index.js';
import { type App, html } from '../../../platform/http/index.js';
import type { Refusal } from '../../../ui/index.js';
import { reissueCredential } from '../../actions/issuing/correcting.js';
import { getAchievement, issueOne, requireIssuer } from '../../actions/issuing/issuing.js';
import { IssuingError } from '../../actions/issuing/parts.js';
import { type AwardForm, IssuePage } from '../../pages/issuing/issue-page.js';
import { findPublishedAchievement, listAchievements } from '../../queries/achievements.js';
import { findCredentialOf, findRecipient } from '../../queries/issuing/credentials.js';
import { awardOfForm, formOf, formOfCredential, signedAsSent } from './forms.js';
import {
  actorOf,
  type IssuingRoutes,
  issuingPath,
  ofCredential,
  ofOrganisation,
  placeOf,
  SentForm,
  sentValue,
} from './parts.js';

const issuer = { access: 'issuer' } as const;
const Chosen = z.object({ achievement: z.string().max(100).optional() });
const WAYS = { correct: 'corrected', renew: 'renewed' } as const;

export function addIssueRoutes(app: App, parts: IssuingRoutes): void {
  const { issuing } = parts;
  const { db } = issuing;
  const base = '/organisations/:organisation/credentials';

  app.get(
    `${base}/new`,
    { config: issuer, schema: { params: ofOrganisation, querystring: Chosen } },
    async (request, reply) => {
      const actor = await actorOf(parts, request);
      return showNew(reply, actor, request.params.organisation, request.query.achievement ?? null, {});
    },
  );

  app.post(
    `${base}/new`,
    { config: issuer, schema: { params: ofOrganisation, body: SentForm } },
    async (request, reply) => {
      const actor = await actorOf(parts, request);
      const { organisation } = request.params;
      const form = formOf(request.body);
      const achievement = sentValue(request.body, 'achievement');
      const read = awardOfForm(form);
      let refusal: Refusal;
      if ('refusal' in read) refusal = read.refusal;
      else {
        const options = {
          suspendable: form.suspendable === 'yes',
          again: form.again === 'yes',
          signedAs: signedAsSent(form.signedAs),
        };
        try {
          const id = await issueOne(issuing, { actor, organisation }, { achievement, award: read.award, ...options });
          return reply.redirect(issuingPath(organisation, `/${id}`, 'issued'), 303);
        } catch (error) {
          refusal = refusalFrom(error);
        }
      }
      reply.code(422);
      return showNew(reply, actor, organisation, achievement, form, refusal);
    },
  );

  for (const [path, how] of Object.entries(WAYS)) {
    const one = { config: issuer, schema: { params: ofCredential } };
    app.get(`${base}/:credential/${path}`, one, async (request, reply) => {
      const { organisation, credential } = request.params;
      return showAgain(reply, await actorOf(parts, request), { organisation, credential, how });
    });
    app.post(
      `${base}/:credential/${path}`,
      { config: issuer, schema: { params: ofCredential, body: SentForm } },
      async (request, reply) => {
        const actor = await actorOf(parts, request);
        const { organisation, credential } = request.params;
        const form = formOf(request.body);
        const read = awardOfForm(form);
        let refusal: Refusal;
        if ('refusal' in read) refusal = read.refusal;
        else {
          try {
            const id = await reissueCredential(
              issuing,
              { actor, organisation },
              { credential, how, award: read.award },
            );
            return reply.redirect(issuingPath(organisation, `/${id}`, how), 303);
          } catch (error) {
            refusal = refusalFrom(error);
          }
        }
        reply.code(422);
        return showAgain(reply, actor, { organisation, credential, how, form, refusal });
      },
    );
  }

  async function showNew(
    reply: FastifyReply,
    actor: Actor,
    slug: string,
    chosen: string | null,
    form: AwardForm,
    refusal: Refusal | null = null,
  ): Promise<FastifyReply> {
    const organisation = await requireIssuer(db, issuing, { actor, organisation: slug });
    const all = (await listAchievements(db, organisation.id, 500)).filter(({ state }) => state === 'published');
    const id = all.find((one) => one.id === chosen)?.id ?? all[0]?.id;
    const achievement = id ? await findPublishedAchievement(db, id) : null;
    return html(
      reply,
      <IssuePage
        place={await placeOf(parts, actor, slug)}
        how="new"
        achievements={all.map((one) => ({ id: one.id, name: one.content.name }))}
        achievement={achievement}
        form={form}
        refusal={refusal}
      />,
    );
  }

  async function showAgain(
    reply: FastifyReply,
    actor: Actor,
    asked: {
      organisation: string;
      credential: string;
      how: 'corrected' | 'renewed';
      form?: AwardForm;
      refusal?: Refusal;
    },
  ): Promise<FastifyReply> {
    const organisation = await requireIssuer(db, issuing, { actor, organisation: asked.organisation });
    const credential = await findCredentialOf(db, organisation.id, asked.credential);
    if (!credential) throw new IssuingError(404, 'There is no such credential among yours.');
    const achievement = await getAchievement(db, organisation, credential.achievementId);
    return html(
      reply,
      <IssuePage
        place={await placeOf(parts, actor, asked.organisation)}
        how={asked.how}
        achievements={[]}
        achievement={achievement}
        form={asked.form ?? formOfCredential(credential, await findRecipient(db, credential.id))}
        refusal={asked.refusal ?? null}
      />,
    );
  }
}
