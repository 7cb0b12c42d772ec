/** Verifying for programs: anything in, named checks and verdicts out. Nothing that is verified is stored or logged. */
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type App, takeUploads, uploadOf } from '../../platform/http/index.js';
import type { Verifier, VerifyOptions } from '../actions/verifying.js';
import { EncodingError, parseStrictJson } from '../engine/encoding/index.js';
import type { JsonObject } from '../engine/types.js';
import type { Verified } from '../engine/verify/index.js';
import { isDate, isDateTime } from '../rules/dates.js';
import { CredentialSummary } from '../schema/summary.js';
import { Verification } from '../schema/verification.js';

export type VerifyRoutes = { verifier: Verifier };

export const MOST_BYTES = 5_000_000;

/** Each signature and each document that is fetched costs: more than a person needs, less than hurts. */
const config = { access: 'public', limit: { hits: 60, seconds: 60 } } as const;

/** A day means its end: whatever held on that day at all counts. */
const At = z
  .string()
  .max(40)
  .refine((text) => isDate(text) || isDateTime(text), { error: 'must be a day or a moment, such as 2026-11-23' });

const Asked = z.object({
  /** The day or moment that is asked about, such as the day of hiring. */
  at: At.optional(),
  /** The address, name or DID that whoever shows the credential claims as theirs. */
  recipient: z.string().max(500).optional(),
});

const VerifyAnswer = Verification.extend({ summary: CredentialSummary.nullable() });

/** The text of a field that says nothing is no answer. */
const Fields = Asked.extend({ credential: z.string().optional(), url: z.string().max(2000).optional() });
const Wrapped = Asked.extend({
  credential: z.union([z.string(), z.record(z.string(), z.json())]).optional(),
  url: z.string().max(2000).optional(),
}).strict();

/** A field of the form or of the JSON is wrong. */
export class VerifyRequestError extends Error {
  override readonly name = 'VerifyRequestError';
  readonly status = 422;
}

export function addVerifyApi(app: App, { verifier }: VerifyRoutes): void {
  app.register(async (plain) => {
    const scope = plain as App;
    scope.removeAllContentTypeParsers();
    const bodyLimit = takeUploads(scope, MOST_BYTES);
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit }, async (_: FastifyRequest, body: Buffer) => body);
    scope.post(
      '/api/v1/credentials/verify',
      {
        config,
        bodyLimit,
        schema: {
          summary: 'Verify a credential of any format',
          description:
            'The body is the credential itself, of whatever content type: JSON, a JWT, a PNG, SVG or PDF that holds one; or a form with a file; or JSON with `credential` (a document or a token) or `url`, and, if wished, `at` and `recipient`. Open Badges 2.0 and 3.0, CLR 2.0, and verifiable credentials and presentations are known. A verdict is true, false, or null where it could not be found out or was not asked. An issuer that is not known is no fault. Nothing that is sent is stored or logged.',
          querystring: Asked,
          response: { 200: VerifyAnswer },
        },
      },
      async (request, reply) => {
        reply.header('cache-control', 'no-store');
        return answerOf(await verifyBody(verifier, request.body, request.query));
      },
    );
  });
}

function answerOf({ format, verdict, checks, summary }: Verified): z.infer<typeof VerifyAnswer> {
  return { format, verdict, checks, summary };
}

async function verifyBody(verifier: Verifier, body: unknown, query: z.infer<typeof Asked>): Promise<Verified> {
  if (body instanceof Uint8Array) {
    const wrapped = wrappedIn(body);
    if (wrapped === null) return verifier.verify(body, optionsOf(query));
    return verifyWrapped(verifier, wrapped, { ...query, ...definedOf(wrapped) });
  }
  const { files, fields } = uploadOf(body);
  const read = Fields.safeParse(Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== '')));
  if (!read.success) throw new VerifyRequestError('“at” must be a day or a moment, such as 2026-11-23.');
  const asked = optionsOf({ ...query, ...definedOf(read.data) });
  const [file] = files;
  if (file) return verifier.verify(file.content, { ...asked, name: file.name });
  return verifyWrapped(verifier, read.data, { ...query, ...definedOf(read.data) });
}

type Wrapping = { credential?: string | Record<string, unknown> | undefined; url?: string | undefined };

function verifyWrapped(
  verifier: Verifier,
  { credential, url }: Wrapping,
  asked: z.infer<typeof Asked>,
): Promise<Verified> {
  if (url !== undefined) return verifier.verifyAt(url, optionsOf(asked));
  return verifier.verify((credential ?? '') as string | JsonObject, optionsOf(asked));
}

/** JSON that only carries a credential, or where it stands; null: it is the credential itself, or no JSON. */
function wrappedIn(body: Uint8Array): z.infer<typeof Wrapped> | null {
  const text = Buffer.from(body.subarray(0, MOST_BYTES)).toString('utf8');
  if (!/^\s*\{/.test(text) || !/"(credential|url)"/.test(text)) return null;
  try {
    const value = parseStrictJson(text);
    const isWrapped =
      typeof value === 'object' &&
      value !== null &&
      !('@context' in value) &&
      ('credential' in value || 'url' in value);
    if (!isWrapped) return null;
    const read = Wrapped.safeParse(value);
    if (read.success) return read.data;
  } catch (error) {
    // The verifier tells what is wrong with it.
    if (error instanceof EncodingError) return null;
    throw error;
  }
  throw new VerifyRequestError(
    'Send the credential itself, or JSON with “credential” or “url”, and if wished “at” and “recipient”.',
  );
}

function definedOf({ at, recipient }: z.infer<typeof Asked>): z.infer<typeof Asked> {
  return { ...(at !== undefined && { at }), ...(recipient !== undefined && { recipient }) };
}

function optionsOf({ at, recipient }: z.infer<typeof Asked>): VerifyOptions {
  return { ...(at !== undefined && { at: momentAsked(at) }), ...(recipient !== undefined && { recipient }) };
}

/** `2026-11-23` is the last moment of that day, in UTC. */
export function momentAsked(at: string): Date {
  return new Date(at.length === 10 ? `${at}T23:59:59Z` : at);
}
