/** Real OpenID providers on this machine, whose people sign in by naming themselves. */
import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

export type Account = { email?: string; email_verified?: boolean; name?: string };

export type OidcServer = {
  issuer: string;
  host: string;
  /** Who there is: by the name with which they sign in, which is also their `sub`. */
  accounts: Map<string, Account>;
  /** Signs in there as one of them, from an address of Cairn's making to the address that leads back. */
  signIn(address: string, who: string): Promise<string>;
  close(): Promise<void>;
};

export const CLIENT = { clientId: 'cairn', clientSecret: 'a-secret-of-the-test-and-of-nothing-else' };

/** @param redirectUris the addresses of Cairn that it leads back to */
export async function openOidcServer(redirectUris: string[]): Promise<OidcServer> {
  const accounts = new Map<string, Account>();
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const host = `127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  const issuer = `http://${host}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT.clientId,
        client_secret: CLIENT.clientSecret,
        redirect_uris: redirectUris,
        response_types: ['code'],
        grant_types: ['authorization_code'],
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    cookies: { keys: ['cookies-of-the-test'] },
    ttl: { Interaction: 600, Grant: 600, Session: 600, AccessToken: 600, IdToken: 600 },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_ctx, sub) => ({ accountId: sub, claims: async () => ({ sub, ...accounts.get(sub) }) }),
    loadExistingGrant: async (ctx) => {
      const grant = new ctx.oidc.provider.Grant({
        clientId: CLIENT.clientId,
        accountId: ctx.oidc.session?.accountId ?? '',
      });
      grant.addOIDCScope('openid email profile');
      await grant.save();
      return grant;
    },
  });
  const answer = provider.callback();
  let next = '';
  server.on('request', (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return answer(request, response);
    const login = { accountId: next, remember: false };
    return provider.interactionFinished(request, response, { login }, { mergeWithLastSubmission: false });
  });
  return {
    issuer,
    host,
    accounts,
    signIn(begun, who) {
      next = who;
      return follow(begun, issuer);
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

type Json = Record<string, unknown>;
const part = (value: Json) => Buffer.from(JSON.stringify(value)).toString('base64url');

export type LyingServer = {
  issuer: string;
  host: string;
  /** How many codes were brought to it. */
  codes: () => number;
  /** What it says next: header and claims over those that would be right, and the key it signs with. */
  say(lie: { header?: Json; claims?: Json; key?: 'own' | 'other' | 'secret' | 'none' }): void;
  close(): Promise<void>;
};

/** A provider whose description is right and whose ID tokens are not. It lets anybody through with the code "code". */
export async function openLyingServer(): Promise<LyingServer> {
  const [own, other] = [1, 2].map(() => generateKeyPairSync('ec', { namedCurve: 'P-256' }));
  let codes = 0;
  let lie: Parameters<LyingServer['say']>[0] = {};
  const server = createServer(async (request, response) => {
    const send = (body: unknown) => response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
    if (request.url === '/keys')
      return send({ keys: [{ ...own?.publicKey.export({ format: 'jwk' }), alg: 'ES256', use: 'sig' }] });
    if (request.url === '/token') codes++;
    if (request.url === '/token') return send({ id_token: tokenOf(lie), token_type: 'Bearer' });
    return send({
      issuer,
      authorization_endpoint: `${issuer}/go`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/keys`,
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const host = `127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  const issuer = `http://${host}`;
  const tokenOf = ({ header = {}, claims = {}, key = 'own' }: typeof lie): string => {
    const now = Math.floor(Date.now() / 1000);
    const right = {
      iss: issuer,
      aud: CLIENT.clientId,
      sub: 'liar',
      iat: now,
      exp: now + 60,
      email: 'new@example.org',
      email_verified: true,
    };
    const text = `${part({ alg: 'ES256', ...header })}.${part({ ...right, ...claims })}`;
    if (key === 'none') return `${text}.`;
    if (key === 'secret')
      return `${text}.${createHmac('sha256', CLIENT.clientSecret).update(text).digest('base64url')}`;
    const { privateKey } = (key === 'own' ? own : other) as NonNullable<typeof own>;
    return `${text}.${sign('sha256', Buffer.from(text), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
  };
  return {
    issuer,
    host,
    codes: () => codes,
    say: (next) => {
      lie = next;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** Goes from page to page with cookies, until one leads away from the provider. */
async function follow(begun: string, issuer: string): Promise<string> {
  const cookies = new Map<string, string>();
  let address = begun;
  for (let hop = 0; hop < 10 && address.startsWith(issuer); hop++) {
    const cookie = [...cookies].map((pair) => pair.join('=')).join('; ');
    const answer = await fetch(address, { redirect: 'manual', headers: { cookie } });
    for (const text of answer.headers.getSetCookie()) {
      const [pair = ''] = text.split(';');
      cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
    const location = answer.headers.get('location');
    if (location === null) throw new Error(`${address} stays: ${answer.status} ${await answer.text()}`);
    address = new URL(location, address).href;
  }
  return address;
}
