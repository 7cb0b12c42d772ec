/**
 * better-auth as Cairn uses it: passwords, sessions and the second factor, over our own tables and behind our own pages.
 * Its own addresses are not served. People are made by `signUp` alone, when their address is proved, so better-auth's
 * sign-up is switched off.
 */
import { betterAuth } from 'better-auth';
import { twoFactor } from 'better-auth/plugins';
import type { Config } from '../../platform/config/index.js';
import { newId, seal } from '../../platform/crypto/index.js';
import type { Db } from '../../platform/db/index.js';
import type { Log } from '../../platform/log/index.js';
import { ownDoors } from './auth-doors.js';

export type AuthConfig = Pick<Config, 'origin' | 'secret'>;

/** Two weeks, renewed once a day while in use. */
export const SESSION_SECONDS = 14 * 86_400;
export const RENEWED_AFTER_SECONDS = 86_400;

const changes = { createdAt: 'created', updatedAt: 'changed' };

export function openAuth(db: Db, { origin, secret }: AuthConfig, log: Log) {
  return betterAuth({
    appName: 'Cairn',
    baseURL: origin,
    basePath: '/auth',
    secret: seal(secret, 'accounts', 'better-auth'),
    database: { db: db.withSchema('accounts'), type: 'postgres' },
    user: {
      modelName: 'person',
      fields: { ...changes, emailVerified: 'email_verified' },
    },
    session: {
      modelName: 'session',
      fields: {
        ...changes,
        userId: 'person_id',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
      },
      expiresIn: SESSION_SECONDS,
      updateAge: RENEWED_AFTER_SECONDS,
      freshAge: 15 * 60,
    },
    account: {
      modelName: 'sign_in_method',
      fields: {
        ...changes,
        userId: 'person_id',
        accountId: 'account_id',
        providerId: 'provider_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
      },
    },
    verification: { modelName: 'verification', fields: { ...changes, expiresAt: 'expires_at' } },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 1, maxPasswordLength: 500 },
    advanced: {
      cookiePrefix: 'cairn',
      database: { generateId: () => newId() },
      ipAddress: { disableIpTracking: true },
      useSecureCookies: origin.startsWith('https:'),
      defaultCookieAttributes: { sameSite: 'lax', httpOnly: true },
    },
    // Counted by our own rules, which do not lock an owner out.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: {
      level: 'warn',
      log: (level, message) => (level === 'error' ? log.error(message) : log.debug(message)),
    },
    plugins: [
      ownDoors(),
      twoFactor({
        issuer: 'Cairn',
        twoFactorTable: 'second_factor',
        // Wrong codes are counted by our own rules, which do not lock an owner out.
        accountLockout: { enabled: false },
        schema: {
          user: { fields: { twoFactorEnabled: 'second_factor' } },
          twoFactor: {
            modelName: 'second_factor',
            fields: {
              userId: 'person_id',
              backupCodes: 'backup_codes',
              failedVerificationCount: 'failed_verification_count',
              lockedUntil: 'locked_until',
            },
          },
        },
      }),
    ],
  });
}

export type Auth = ReturnType<typeof openAuth>;
