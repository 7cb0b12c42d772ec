/** Talking to sign-in providers: their description and keys, and a code for claims. Through the guarded client alone. */
import { encodeBasicCredentials, verifyJwsAccessToken } from 'better-auth/oauth2';
import { z } from 'zod';
import type { OidcProvider } from '../../platform/config/index.js';
import { type Client, FetchError } from '../../platform/fetch/index.js';
import { Claims, Metadata } from '../rules/oidc.js';

/** The provider does not answer, or not as the standard has it. */
export class ProviderError extends Error {
  override readonly name = 'ProviderError';
  readonly status = 502;
}

export type Providers = {
  all: readonly OidcProvider[];
  find(id: string): OidcProvider | null;
  describe(provider: OidcProvider): Promise<Metadata>;
  /** Changes a code for claims whose signature, issuer, audience and age were checked. */
  redeem(provider: OidcProvider, redemption: { code: string; verifier: string; redirectUri: string }): Promise<Claims>;
};

const DESCRIBED_MS = 3_600_000;
const LIMITS = { maxBytes: 1_000_000, timeoutMs: 10_000 };
/** Signatures by a public key; never one that our own secret could make. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];

export function openProviders(all: readonly OidcProvider[], client: Client): Providers {
  const described = new Map<string, { at: number; metadata: Metadata }>();
  const describe = async (provider: OidcProvider): Promise<Metadata> => {
    const known = described.get(provider.id);
    if (known && Date.now() - known.at < DESCRIBED_MS) return known.metadata;
    const metadata = await readMetadata(client, provider);
    described.set(provider.id, { at: Date.now(), metadata });
    return metadata;
  };
  return {
    all,
    find: (id) => all.find((provider) => provider.id === id) ?? null,
    describe,
    redeem: async (provider, redemption) => redeem(client, provider, await describe(provider), redemption),
  };
}

/** Discovery 1.0 §4: the description must name the very issuer that was asked. */
async function readMetadata(client: Client, { issuer, name }: OidcProvider): Promise<Metadata> {
  const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const metadata = await ask(name, Metadata, () => client.text(address, LIMITS));
  if (metadata.issuer !== issuer) throw new ProviderError(`${name} describes itself as somebody else.`);
  return metadata;
}

const Tokens = z.object({ id_token: z.string(), access_token: z.string().optional() });

async function redeem(
  client: Client,
  provider: OidcProvider,
  metadata: Metadata,
  { code, verifier, redirectUri }: { code: string; verifier: string; redirectUri: string },
): Promise<Claims> {
  const { name, clientId, clientSecret } = provider;
  const byForm = metadata.token_endpoint_auth_methods_supported?.includes('client_secret_basic') === false;
  const form = {
    grant_type: 'authorization_code',
    code,
    redirect_uri: redirectUri,
    code_verifier: verifier,
    ...(byForm ? { client_id: clientId, client_secret: clientSecret } : {}),
  };
  const headers: Record<string, string> = { accept: 'application/json' };
  if (!byForm) headers.authorization = encodeBasicCredentials(clientId, clientSecret);
  const tokens = await ask(name, Tokens, () => client.text(metadata.token_endpoint, { ...LIMITS, form, headers }));
  const claims = await readIdToken(client, provider, metadata, tokens.id_token);
  if (claims.email !== undefined || tokens.access_token === undefined) return claims;
  return withUserInfo(client, provider, metadata, claims, tokens.access_token);
}

async function readIdToken(client: Client, provider: OidcProvider, metadata: Metadata, token: string): Promise<Claims> {
  const keys = z.object({ keys: z.array(z.looseObject({ kty: z.string() })) });
  const verified = await verifyJwsAccessToken(token, {
    jwksFetch: () => ask(provider.name, keys, () => client.text(metadata.jwks_uri, LIMITS)),
    jwksCacheKey: provider,
    verifyOptions: {
      issuer: metadata.issuer,
      audience: provider.clientId,
      algorithms: ALGORITHMS,
      requiredClaims: ['sub', 'exp', 'iat', 'nonce'],
      maxTokenAge: '10m',
      clockTolerance: 30,
    },
  }).catch((error: unknown) => {
    if (error instanceof ProviderError) throw error;
    throw new ProviderError(`What ${provider.name} said of you could not be checked.`, { cause: error });
  });
  const claims = Claims.safeParse(verified);
  if (!claims.success) throw new ProviderError(`What ${provider.name} said of you is not as it should be.`);
  return claims.data;
}

/** Core §5.3: some tell the address here alone. Whoever it is about must be the same. */
async function withUserInfo(
  client: Client,
  { name }: OidcProvider,
  { userinfo_endpoint }: Metadata,
  claims: Claims,
  accessToken: string,
): Promise<Claims> {
  if (userinfo_endpoint === undefined) return claims;
  const headers = { accept: 'application/json', authorization: `Bearer ${accessToken}` };
  const about = Claims.pick({ sub: true, email: true, email_verified: true, name: true });
  const told = await ask(name, about, () => client.text(userinfo_endpoint, { ...LIMITS, headers }));
  return told.sub === claims.sub ? { ...claims, ...told } : claims;
}

/** @throws ProviderError for what does not come, or not in this shape */
async function ask<T>(name: string, shape: z.ZodType<T>, read: () => Promise<string>): Promise<T> {
  try {
    return shape.parse(JSON.parse(await read()));
  } catch (error) {
    if (error instanceof FetchError && error.fault === 'status') {
      throw new ProviderError(`${name} refused this. Try again from the start.`, { cause: error });
    }
    throw new ProviderError(`${name} cannot be reached, or gives no right answer. Try again in a while.`, {
      cause: error,
    });
  }
}
