/** Issuing by program: with a key of the organisation, one credential or a batch; revoking; how a batch stands. */
import { z } from 'zod';
import type { App } from '../../../platform/http/index.js';
import { issuanceOfKey } from '../../actions/issuing/api-keys.js';
import { getAchievement, issueBatch, issueOne, requireIssuer } from '../../actions/issuing/issuing.js';
import { IssuingError } from '../../actions/issuing/parts.js';
import { changeCredentials } from '../../actions/issuing/revoking.js';
import { findBatch } from '../../queries/issuing/batches.js';
import { findCredentialOf } from '../../queries/issuing/credentials.js';
import { faultOfAward } from '../../rules/issuing/award-faults.js';
import { credentialAddress } from '../../rules/issuing/awarding.js';
import { signedAsOf } from '../../rules/issuing/signed-as.js';
import { stateOf } from '../../rules/issuing/states.js';
import { type Batch, CredentialState, GivenAward, RevocationReason, SignedAs } from '../../schema/issuing.js';
import type { IssuingRoutes } from './parts.js';

const byKey = { access: 'public', byKey: true } as const;
const MOST_BYTES = 20 * 1_048_576;
const Options = {
  /** With a place for suspension too: two status entries, which the published schema of Open Badges does not foresee. */
  suspendable: z.boolean().default(false),
  letters: z.boolean().default(true).describe('Whether a letter goes to each learner.'),
  signedAs: SignedAs.default('proof').describe(
    'With a proof inside it; or as a token, by VC-JOSE-COSE (`vc-jwt`) or Open Badges 3.0 (`ob3-jwt`).',
  ),
  again: z.boolean().default(false).describe('Also to somebody who holds this achievement already.'),
};
const ToIssue = z.object({ achievement: z.uuid(), award: GivenAward, ...Options });
const ToIssueMany = z.object({
  achievement: z.uuid(),
  name: z.string().trim().min(1).max(200).default('By program'),
  awards: z.array(GivenAward).min(1).max(10_000),
  suspendable: Options.suspendable,
  letters: Options.letters,
  signedAs: Options.signedAs,
});
const Issued = z.object({
  id: z.uuid(),
  url: z.string(),
  state: CredentialState,
  credential: z
    .union([z.record(z.string(), z.unknown()), z.string()])
    .describe('As it was signed: a document, or a token as text.'),
});
const BatchAnswer = z.object({
  id: z.uuid(),
  state: z.enum(['checked', 'waiting', 'running', 'done', 'failed']),
  total: z.int(),
  done: z.int(),
  fault: z.string().nullable(),
});
const ToRevoke = z.object({
  how: z.enum(['revoked', 'suspended', 'resumed']).default('revoked'),
  reason: RevocationReason.default('other'),
  words: z.string().trim().min(1).max(1000).nullable().default(null),
});
const tags = ['Credentials'];

export function addIssuingApiRoutes(app: App, { issuing }: IssuingRoutes): void {
  const { db, clock } = issuing;
  const whoIs = (authorization: string | undefined) => issuanceOfKey(db, authorization, clock.today());

  app.post(
    '/api/v1/credentials',
    {
      config: { ...byKey, limit: { hits: 600, seconds: 60 } },
      schema: { tags, summary: 'Issue one credential', body: ToIssue, response: { 201: Issued } },
    },
    async (request, reply) => {
      const who = await whoIs(request.headers.authorization);
      const id = await issueOne(issuing, who, request.body);
      const { organisationId } = await organisationOf(who);
      reply.code(201).header('location', credentialAddress(issuing.origin, id));
      return answerOf(organisationId, id);
    },
  );

  app.get(
    '/api/v1/credentials/:id',
    {
      config: byKey,
      schema: {
        tags,
        summary: 'One credential that you issued',
        params: z.object({ id: z.uuid() }),
        response: { 200: Issued },
      },
    },
    async (request) => {
      const { organisationId } = await organisationOf(await whoIs(request.headers.authorization));
      return answerOf(organisationId, request.params.id);
    },
  );

  app.post(
    '/api/v1/credentials/:id/revocation',
    {
      config: byKey,
      schema: {
        tags,
        summary: 'Revoke, suspend or resume a credential that you issued',
        params: z.object({ id: z.uuid() }),
        body: ToRevoke,
        response: { 200: Issued },
      },
    },
    async (request) => {
      const who = await whoIs(request.headers.authorization);
      const { organisationId } = await organisationOf(who);
      const { id } = request.params;
      await getOwn(organisationId, id);
      await changeCredentials(issuing, who, { ids: [id], ...request.body });
      return answerOf(organisationId, id);
    },
  );

  app.post(
    '/api/v1/credential-batches',
    {
      config: { ...byKey, limit: { hits: 60, seconds: 60 } },
      bodyLimit: MOST_BYTES,
      schema: {
        tags,
        summary: 'Issue many credentials of one achievement',
        description: 'Under an Idempotency-Key the same batch is made once, also where the first answer was lost.',
        body: ToIssueMany,
        response: { 202: BatchAnswer },
      },
    },
    async (request, reply) => {
      const who = await whoIs(request.headers.authorization);
      const organisation = await requireIssuer(db, issuing, who);
      const { awards, achievement: id } = request.body;
      const { content } = await getAchievement(db, organisation, id);
      refuseFaults(awards, (award) => faultOfAward(award, content)?.message ?? null);
      const key = request.headers['idempotency-key'];
      const requestKey = typeof key === 'string' ? key : null;
      const batch = await issueBatch(issuing, who, { ...request.body, way: 'api', requestKey });
      return reply.code(202).send(batchAnswer(batch));
    },
  );

  app.get(
    '/api/v1/credential-batches/:id',
    {
      config: byKey,
      schema: {
        tags,
        summary: 'How a batch stands',
        params: z.object({ id: z.uuid() }),
        response: { 200: BatchAnswer },
      },
    },
    async (request) => {
      const { organisationId } = await organisationOf(await whoIs(request.headers.authorization));
      const batch = await findBatch(db, organisationId, request.params.id);
      if (!batch) throw new IssuingError(404, 'There is no such batch of yours.');
      return batchAnswer(batch);
    },
  );

  async function organisationOf(who: Parameters<typeof requireIssuer>[2]): Promise<{ organisationId: string }> {
    return { organisationId: (await requireIssuer(db, issuing, who)).id };
  }

  async function getOwn(organisationId: string, id: string) {
    const credential = await findCredentialOf(db, organisationId, id);
    if (!credential) throw new IssuingError(404, 'There is no such credential of yours.');
    return credential;
  }

  async function answerOf(organisationId: string, id: string): Promise<z.infer<typeof Issued>> {
    const credential = await getOwn(organisationId, id);
    return {
      id,
      url: credentialAddress(issuing.origin, id),
      state: stateOf(credential, clock.now()),
      credential:
        signedAsOf(credential.signed) === 'proof'
          ? (JSON.parse(credential.signed) as Record<string, unknown>)
          : credential.signed,
    };
  }
}

function batchAnswer({ id, state, total, done, fault }: Batch): z.infer<typeof BatchAnswer> {
  return { id, state, total, done, fault };
}

/** All or nothing: a program mends its list and sends it again. @throws IssuingError naming the first award at fault */
function refuseFaults(awards: readonly GivenAward[], faultOf: (award: GivenAward) => string | null): void {
  const seen = new Map<string, number>();
  for (const [at, award] of awards.entries()) {
    const fault = faultOf(award);
    if (fault) throw new IssuingError(422, `Award ${at + 1}: ${fault} Nothing was issued.`);
    const key = award.recipient.did ?? award.recipient.email ?? '';
    const first = seen.get(key);
    if (first !== undefined) {
      throw new IssuingError(422, `Award ${at + 1} is for the same person as award ${first + 1}. Nothing was issued.`);
    }
    seen.set(key, at);
  }
}
