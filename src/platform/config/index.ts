/** The environment, read once and typed. Every variable that Cairn obeys is named here and nowhere else. */
import { existsSync, linkSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { newToken } from '../crypto/index.js';
import { codeOf, DataFolderError, openDataFolder, projectFile, writeFileAtomically } from '../files/index.js';
import { type OidcProvider, readOidcFile } from './oidc.js';

export type { OidcProvider } from './oidc.js';

export type Config = {
  port: number;
  host: string;
  /** Public address without a trailing slash: `https://cairn.example`. */
  origin: string;
  /** Addresses under which the site issued credentials before: what they signed is served under them still. */
  originAliases: readonly string[];
  /** Where foreign content is served from; `{package}` stands for the package's own name. */
  contentOrigin: string;
  /** Absolute path of the data folder. */
  dataFolder: string;
  /** Absent: the embedded database in the data folder. */
  databaseUrl: string | undefined;
  smtpUrl: string | undefined;
  secret: string;
  samplesFolder: string;
  /** Private hosts that the guarded client may reach, `host` or `host:port`, in lower case. */
  fetchAllow: readonly string[];
  /** A folder of JSON-LD contexts that no package carries; each is taken by its hash. */
  contextsFolder: string | undefined;
  /** Whether the test interface of verifiable credentials is served: on a loopback host alone, with a throw-away key. */
  vcApi: boolean;
  /** Where people may sign in from with an account of theirs elsewhere. */
  oidc: readonly OidcProvider[];
  /** Embedded database, loopback host and loopback origin: only then do demonstration rows and the mail page exist. */
  demonstration: boolean;
};

/** A variable of the environment has a value that cannot be used. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly exitCode = 2;
  constructor(
    readonly variable: string,
    readonly value: string | undefined,
    readonly expected: string,
  ) {
    super(
      value === undefined
        ? `${variable} is not set: expected ${expected}.`
        : `${variable} is ${shown(variable, value)}: expected ${expected}.`,
    );
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the environment; makes the data folder and, with the embedded database, the secret, where they are missing.
 * An empty variable counts as not set.
 * @throws ConfigError naming the variable, its value and what is expected.
 * @throws DataFolderError where the data folder cannot be used.
 */
export function readConfig(env: Environment): Config {
  const port = readPort(env);
  const host = read(env, 'HOST') ?? 'localhost';
  if (/[\s/]/.test(host)) throw new ConfigError('HOST', host, 'a host name or an IP address');
  const origin = readOrigin(env, port);
  const databaseUrl = readUrl(
    env,
    'DATABASE_URL',
    ['postgres:', 'postgresql:'],
    'postgresql://name:password@host:5432/database',
  );
  const dataFolder = openDataFolder(read(env, 'CAIRN_DATA') ?? projectFile('.cairn'));
  return {
    port,
    host,
    origin,
    originAliases: readOriginAliases(env),
    contentOrigin: readContentOrigin(env, port),
    dataFolder,
    databaseUrl,
    smtpUrl: readUrl(env, 'SMTP_URL', ['smtp:', 'smtps:'], 'smtp://name:password@host:587 or smtps://…'),
    secret: readSecret(env, dataFolder, databaseUrl !== undefined),
    samplesFolder: read(env, 'CAIRN_SAMPLES') ?? projectFile('../shared/data'),
    fetchAllow: readFetchAllow(env),
    contextsFolder: readContextsFolder(env),
    vcApi: readVcApi(env, host, origin),
    oidc: readOidc(env),
    demonstration: databaseUrl === undefined && isLoopbackHost(host) && isLoopbackHost(new URL(origin).hostname),
  };
}

function read(env: Environment, variable: string): string | undefined {
  const value = env[variable]?.trim();
  return value === '' ? undefined : value;
}

function readPort(env: Environment): number {
  const value = read(env, 'PORT');
  if (value === undefined) return 3000;
  const port = Number(value);
  if (!/^\d{1,5}$/.test(value) || port > 65_535) throw new ConfigError('PORT', value, 'a whole number from 0 to 65535');
  return port;
}

function readOrigin(env: Environment, port: number): string {
  const value = read(env, 'CAIRN_ORIGIN');
  if (value === undefined) return `http://localhost:${port}`;
  const url = URL.canParse(value) ? new URL(value) : undefined;
  const bare = url && url.pathname === '/' && !url.search && !url.hash && !url.username && !url.password;
  if (!url || !bare || !['http:', 'https:'].includes(url.protocol)) {
    throw new ConfigError('CAIRN_ORIGIN', value, 'an address without a path, such as https://cairn.example');
  }
  return url.origin;
}

function readOriginAliases(env: Environment): string[] {
  const given = (read(env, 'CAIRN_ORIGIN_ALIAS') ?? '').split(/[\s,]+/).filter(Boolean);
  return given.map((value) => {
    const url = URL.canParse(value) ? new URL(value) : undefined;
    if (url && /^https?:$/.test(url.protocol) && [url.origin, `${url.origin}/`].includes(value)) return url.origin;
    const expected = 'addresses without a path, separated by commas, such as https://old.cairn.example';
    throw new ConfigError('CAIRN_ORIGIN_ALIAS', value, expected);
  });
}

function readContentOrigin(env: Environment, port: number): string {
  const value = read(env, 'CAIRN_CONTENT_ORIGIN');
  if (value === undefined) return `http://{package}.localhost:${port}`;
  const sample = value.replace('{package}', 'package');
  if (!/^https?:\/\/[^/]+\/?$/.test(value) || !URL.canParse(sample)) {
    throw new ConfigError(
      'CAIRN_CONTENT_ORIGIN',
      value,
      'an address without a path, such as https://{package}.content.example',
    );
  }
  return value.replace(/\/$/, '');
}

function readUrl(env: Environment, variable: string, protocols: string[], expected: string): string | undefined {
  const value = read(env, variable);
  if (value === undefined) return undefined;
  if (!URL.canParse(value) || !protocols.includes(new URL(value).protocol))
    throw new ConfigError(variable, value, expected);
  return value;
}

function readFetchAllow(env: Environment): string[] {
  const hosts = (read(env, 'CAIRN_FETCH_ALLOW') ?? '').split(/[\s,]+/).filter(Boolean);
  for (const host of hosts) {
    if (!/^(\[[0-9a-f:.]+\]|[a-z0-9.-]+)(:\d{1,5})?$/i.test(host)) {
      throw new ConfigError('CAIRN_FETCH_ALLOW', host, 'hosts separated by commas, each host or host:port');
    }
  }
  return hosts.map((host) => host.toLowerCase());
}

function readContextsFolder(env: Environment): string | undefined {
  const folder = read(env, 'CAIRN_CONTEXTS');
  if (folder !== undefined && !existsSync(folder)) {
    throw new ConfigError('CAIRN_CONTEXTS', folder, 'a folder of JSON-LD contexts that exists');
  }
  return folder;
}

function readVcApi(env: Environment, host: string, origin: string): boolean {
  const value = read(env, 'CAIRN_VC_API');
  if (value === undefined || value === '0') return false;
  if (value !== '1') throw new ConfigError('CAIRN_VC_API', value, '1, or nothing');
  if (!isLoopbackHost(host) || !isLoopbackHost(new URL(origin).hostname)) {
    throw new ConfigError(
      'CAIRN_VC_API',
      value,
      'nothing: it signs for whoever asks, so it needs a loopback HOST and CAIRN_ORIGIN',
    );
  }
  return true;
}

function readOidc(env: Environment): readonly OidcProvider[] {
  const path = read(env, 'CAIRN_OIDC');
  if (path === undefined) return [];
  const file = readOidcFile(path, isLoopbackHost);
  if ('fault' in file) {
    throw new ConfigError('CAIRN_OIDC', path, `a JSON file of sign-in providers, but ${file.fault}`);
  }
  return file.providers;
}

/** With a database of one's own the secret is shared by every process, so it must be given; else one is made and kept. */
function readSecret(env: Environment, dataFolder: string, required: boolean): string {
  const given = read(env, 'CAIRN_SECRET');
  if (given !== undefined) {
    if (given.length < 32) throw new ConfigError('CAIRN_SECRET', given, 'at least 32 characters');
    return given;
  }
  if (required)
    throw new ConfigError('CAIRN_SECRET', undefined, 'at least 32 random characters, as DATABASE_URL is set');
  return keptSecret(join(dataFolder, 'secret'));
}

/** Reads the secret in a file, made with mode 0600 by whoever comes first: two processes that start together share one. */
export function keptSecret(path: string): string {
  try {
    if (!existsSync(path)) {
      const draft = `${path}.${newToken(6)}`;
      writeFileAtomically(draft, newToken(), 0o600);
      try {
        linkSync(draft, path);
      } catch (error) {
        if (codeOf(error) !== 'EEXIST') throw error;
      } finally {
        rmSync(draft, { force: true });
      }
    }
    const secret = readFileSync(path, 'utf8').trim();
    if (secret.length >= 32) return secret;
  } catch (error) {
    throw new DataFolderError(
      `The secret ${path} cannot be read or made (${codeOf(error)}). Run Cairn as the user who owns it.`,
    );
  }
  throw new DataFolderError(
    `The secret ${path} is damaged: put its 32 or more characters back, or delete it to have one made.`,
  );
}

/** Whether a host name can only mean this machine. */
export function isLoopbackHost(host: string): boolean {
  const name = host.toLowerCase().replace(/^\[|\]$/g, '');
  return name === 'localhost' || name.endsWith('.localhost') || name === '::1' || /^127(\.\d{1,3}){3}$/.test(name);
}

/** What may be printed of a value: never a secret or a password. */
function shown(variable: string, value: string): string {
  if (variable === 'CAIRN_SECRET') return `${value.length} characters long`;
  return JSON.stringify(value.replace(/(:\/\/[^:@/\s]*):[^@/\s]*@/, '$1:***@'));
}
