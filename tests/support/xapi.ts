/** A system that speaks xAPI with the store: its key is made as an owner makes it, by the pages. */
import type { LightMyRequestResponse } from 'fastify';
import { newClient } from './people.js';
import type { RunningSite } from './site.js';

export type TestSource = {
  keyId: string;
  authorization: string;
  /** Objects are sent as JSON, texts and bytes as they are. */
  send(
    method: 'GET' | 'PUT' | 'POST' | 'DELETE' | 'HEAD',
    url: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<LightMyRequestResponse>;
};

/** @param at the address of the organisation's workplace. @param cookie of an owner. */
export async function openSource(
  site: RunningSite,
  cookie: string,
  at: string,
  scopes: readonly string[] = ['write', 'read-all'],
  { version = '2.0.0', retentionMonths = '' } = {},
): Promise<TestSource> {
  const fields = new URLSearchParams({ name: 'Demo System', version, retentionMonths });
  for (const scope of scopes) fields.append('scopes', scope);
  const answer = await site.app.inject({
    method: 'POST',
    url: `${at}/statements/sources/new`,
    remoteAddress: newClient(),
    headers: { origin: site.origin, 'content-type': 'application/x-www-form-urlencoded', cookie },
    payload: fields.toString(),
  });
  const [keyId = '', secret = ''] = [...answer.body.matchAll(/<code>([\w-]{16,})<\/code>/g)].map(
    ([, word = '']) => word,
  );
  if (secret === '') throw new Error(`the source was not made: ${answer.statusCode} ${answer.body.slice(0, 2000)}`);
  const authorization = `Basic ${Buffer.from(`${keyId}:${secret}`).toString('base64')}`;
  return {
    keyId,
    authorization,
    send: (method, url, body, headers = {}) => {
      const isRaw = typeof body === 'string' || Buffer.isBuffer(body) || body === undefined;
      return site.app.inject({
        method,
        url,
        headers: {
          authorization,
          'x-experience-api-version': version,
          ...(!isRaw && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body !== undefined && { payload: isRaw ? (body as string) : JSON.stringify(body) }),
      });
    },
  };
}
