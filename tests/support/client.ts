/** A browser without a window: keeps cookies, sends forms, follows nothing by itself. */
import type { LightMyRequestResponse } from 'fastify';
import type { RunningSite } from './site.js';

export type Client = {
  get(url: string): Promise<LightMyRequestResponse>;
  post(url: string, fields?: Record<string, string>): Promise<LightMyRequestResponse>;
  cookies: Map<string, string>;
};

export function openClient(site: RunningSite, { from = '127.0.0.1', agent = 'Demo/1.0' } = {}): Client {
  const cookies = new Map<string, string>();
  const send = async (method: 'GET' | 'POST', url: string, payload?: string) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await site.app.inject({
      method,
      url,
      remoteAddress: from,
      headers: {
        origin: site.config.origin,
        'user-agent': agent,
        ...(cookie === '' ? {} : { cookie }),
        ...(payload === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
      },
      ...(payload === undefined ? {} : { payload }),
    });
    keep(cookies, [answer.headers['set-cookie'] ?? []].flat());
    return answer;
  };
  return {
    cookies,
    get: (url) => send('GET', url),
    post: (url, fields = {}) => send('POST', url, new URLSearchParams(fields).toString()),
  };
}

function keep(cookies: Map<string, string>, sent: readonly string[]): void {
  for (const text of sent) {
    const [pair = '', ...attributes] = text.split(/;\s*/);
    const at = pair.indexOf('=');
    const isGone = attributes.some((attribute) => /^max-age=0$/i.test(attribute));
    if (isGone) cookies.delete(pair.slice(0, at));
    else cookies.set(pair.slice(0, at), pair.slice(at + 1));
  }
}
