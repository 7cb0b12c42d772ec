/** The test interface over HTTP: the addresses that public suites drive. See docs/conformance.md. */
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import type { App } from '../../platform/http/index.js';
import { STATUS_LIST, type VcApi } from '../actions/vc-api.js';
import { EncodingError, parseStrictJson } from '../engine/encoding/index.js';
import type { JsonObject } from '../engine/types.js';
import type { VcProblem } from '../rules/vc-api.js';
import {
  CredentialToVerify,
  IssueOptions,
  PresentationToVerify,
  ToIssueByVcApi,
  TokenAsked,
} from '../schema/vc-api.js';

const MOST_BYTES = 2_000_000;
/** Suites ask many questions in a second, and nobody else is here to ask. */
const config = { access: 'public', limit: false } as const;
const hide = { schema: { hide: true } } as const;
/** For suites that send no options: what is asked where the body does not say. */
const ChecksAsked = z.object({ checks: z.string().max(100).optional().catch(undefined) });
const Asked = z.object({
  publicKeyFormat: z.string().max(100).optional(),
  enableExperimentalPublicKeyTypes: z.stringbool().optional(),
});

/** Only where `CAIRN_VC_API=1` is set: elsewhere none of these addresses exists. */
export function addVcApiRoutes(app: App, vcApi: VcApi): void {
  app.get('/vc-api', { config, ...hide }, async () => ({ issuer: vcApi.issuer, statusList: STATUS_LIST }));
  app.get(STATUS_LIST, { config, ...hide }, async (_, reply) =>
    send(reply, 200, await vcApi.statusList(), 'application/vc+ld+json'),
  );
  app.get('/identifiers/*', { config, ...hide }, async (request, reply) => {
    const { '*': did } = request.params as { '*': string };
    const options = Asked.safeParse(request.query);
    const { publicKeyFormat, enableExperimentalPublicKeyTypes } = options.data ?? {};
    const { status, body } = await vcApi.resolve(did, {
      ...(publicKeyFormat !== undefined && { publicKeyFormat }),
      ...(enableExperimentalPublicKeyTypes !== undefined && { enableExperimentalPublicKeyTypes }),
    });
    return send(reply, status, body, 'application/ld+json;profile="https://w3id.org/did-resolution"');
  });
  void app.register(async (scope) => addActs(scope as App, vcApi));
}

/** Bodies are read strictly: what is signed and judged is what was sent, without names that stand twice. */
function addActs(app: App, vcApi: VcApi): void {
  app.removeContentTypeParser('application/json');
  const asText = { parseAs: 'string', bodyLimit: MOST_BYTES } as const;
  app.addContentTypeParser(['application/json', 'application/ld+json'], asText, (_, body, done) => done(null, body));

  app.post('/credentials/issue', { config, ...hide }, async (request, reply) => {
    const asked = read(ToIssueByVcApi, request.body);
    if ('problems' in asked) return refuse(reply, asked.problems);
    const answer = await vcApi.issue(asked.value.credential, asked.value.options ?? IssueOptions.parse({}));
    if ('problems' in answer) return refuse(reply, answer.problems);
    return send(reply, 201, { verifiableCredential: answer.signed });
  });
  app.post('/credentials/verify', { config, ...hide }, async (request, reply) => {
    const asked = read(CredentialToVerify, request.body);
    if ('problems' in asked) return refuse(reply, asked.problems);
    const { verifiableCredential, options = {} } = asked.value;
    const { checks } = ChecksAsked.parse(request.query);
    return judged(
      reply,
      await vcApi.verify(verifiableCredential, { ...(checks && { checks: [checks] }), ...options }),
      'application/vc',
    );
  });
  app.post('/presentations/verify', { config, ...hide }, async (request, reply) => {
    const asked = read(PresentationToVerify, request.body);
    if ('problems' in asked) return refuse(reply, asked.problems);
    const { verifiablePresentation, options = {} } = asked.value;
    return judged(reply, await vcApi.verify(verifiablePresentation, options), 'application/vp');
  });
  app.post('/vc-api/tokens', { config, ...hide }, async (request, reply) => {
    const asked = read(TokenAsked, request.body);
    if ('problems' in asked) return refuse(reply, asked.problems);
    return send(reply, 200, await vcApi.token(asked.value));
  });
}

function read<T>(shape: z.ZodType<T>, body: unknown): { value: T } | { problems: VcProblem[] } {
  const malformed = (title: string, detail: string) => ({
    type: 'https://www.w3.org/TR/vc-data-model#PARSING_ERROR',
    title,
    detail,
  });
  try {
    const read = shape.safeParse(parseStrictJson(String(body ?? '')));
    if (read.success) return { value: read.data };
    return { problems: read.error.issues.map(({ path, message }) => malformed(path.join('.') || 'body', message)) };
  } catch (error) {
    if (!(error instanceof EncodingError)) throw error;
    return { problems: [malformed('body', error.message)] };
  }
}

function judged(
  reply: FastifyReply,
  { problems, document }: { problems: VcProblem[]; document: JsonObject | null },
  mediaType: string,
): FastifyReply {
  if (problems.length > 0) return refuse(reply, problems);
  return send(reply, 200, { verified: true, document: document ?? {}, mediaType, errors: [], warnings: [] });
}

/** 400, and `verified: false` for whoever asked for that. */
function refuse(reply: FastifyReply, problems: readonly VcProblem[]): FastifyReply {
  return send(reply, 400, { verified: false, errors: [...problems], problemDetails: [...problems] });
}

function send(reply: FastifyReply, status: number, body: JsonObject, type = 'application/json'): FastifyReply {
  return reply.code(status).type(type).send(JSON.stringify(body));
}
