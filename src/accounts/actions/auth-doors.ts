/**
 * What better-auth lacks for ways in that are ours (passkeys, other providers, a new password): opening a session with its
 * own signed cookie, and asking for the code of the second factor first. Called by us alone; none of it has an address.
 */
import type { BetterAuthPlugin } from 'better-auth';
import { createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { z } from 'zod';
import { newToken } from '../../platform/crypto/index.js';

const CODE_COOKIE = 'two_factor';
/** A code can be entered for ten minutes after the password, as better-auth has it. */
const CODE_SECONDS = 600;

const person = z.object({ personId: z.string() });

export function ownDoors() {
  return {
    id: 'own-doors',
    endpoints: {
      /** Opens a session of a person who has proved who they are. */
      openSession: createAuthEndpoint.serverOnly({ method: 'POST', body: person }, async (ctx) => {
        const { internalAdapter } = ctx.context;
        const user = await internalAdapter.findUserById(ctx.body.personId);
        if (!user) return ctx.json({ opened: false });
        const session = await internalAdapter.createSession(user.id);
        await setSessionCookie(ctx, { session, user });
        return ctx.json({ opened: true });
      }),

      /** What better-auth does after a right password where a second factor is on: remembers who is to enter a code. */
      askForCode: createAuthEndpoint.serverOnly({ method: 'POST', body: person }, async (ctx) => {
        const { internalAdapter } = ctx.context;
        const cookie = ctx.context.createAuthCookie(CODE_COOKIE, { maxAge: CODE_SECONDS });
        const identifier = `2fa-${newToken(20)}`;
        const expiresAt = new Date(Date.now() + CODE_SECONDS * 1000);
        await internalAdapter.createVerificationValue({ value: ctx.body.personId, identifier, expiresAt });
        const tries = { value: '0', identifier: `2fa-attempts-${identifier}`, expiresAt };
        await internalAdapter.createVerificationValue(tries);
        await ctx.setSignedCookie(cookie.name, identifier, ctx.context.secret, cookie.attributes);
        return ctx.json({ asked: true });
      }),

      /** Whose code this browser was asked for; null: nobody's, or too long ago. */
      whoseCode: createAuthEndpoint.serverOnly({ method: 'POST', requireHeaders: true }, async (ctx) => {
        const cookie = ctx.context.createAuthCookie(CODE_COOKIE);
        const identifier = await ctx.getSignedCookie(cookie.name, ctx.context.secret);
        const found = identifier ? await ctx.context.internalAdapter.findVerificationValue(identifier) : null;
        const isAlive = found !== null && new Date(found.expiresAt) > new Date();
        return { personId: isAlive ? found.value : null };
      }),
    },
  } satisfies BetterAuthPlugin;
}
