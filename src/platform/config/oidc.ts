/** Sign-in providers (OpenID Connect) that the operator trusts, from the file that `CAIRN_OIDC` names. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { codeOf } from '../files/index.js';

export type OidcProvider = {
  /** In addresses: `/sign-in/with/college`. */
  id: string;
  /** On the button: "Sign in with Example College". */
  name: string;
  /** As the provider writes it; its description lies under `/.well-known/openid-configuration`. */
  issuer: string;
  clientId: string;
  clientSecret: string;
};

const Provider = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,40}$/, 'small letters, digits and hyphens'),
  name: z.string().trim().min(1).max(60),
  issuer: z.url({ protocol: /^https?$/ }).refine((url) => !/[?#]/.test(url), 'an address without ? and #'),
  clientId: z.string().min(1),
  clientSecret: z.string().min(1),
});

export type OidcFile = { providers: OidcProvider[] } | { fault: string };

/**
 * Reads the file. `fault` says what is wrong in it and where, without any secret.
 * @param isOwnMachine whether a host can only mean this machine: there alone http will do.
 */
export function readOidcFile(path: string, isOwnMachine: (host: string) => boolean): OidcFile {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    return { fault: error instanceof SyntaxError ? 'it is not JSON' : `it cannot be read (${codeOf(error)})` };
  }
  const read = z.array(Provider).safeParse(content);
  if (!read.success) {
    const [first] = read.error.issues;
    return { fault: `at ${first?.path.join('.') || 'its top'}: ${first?.message}` };
  }
  for (const field of ['id', 'issuer'] as const) {
    if (new Set(read.data.map((provider) => provider[field])).size < read.data.length) {
      return { fault: `two providers have the same ${field}` };
    }
  }
  const open = read.data.find(({ issuer }) => issuer.startsWith('http:') && !isOwnMachine(new URL(issuer).hostname));
  return open ? { fault: `at ${open.id}: the issuer must begin with https://` } : { providers: read.data };
}
