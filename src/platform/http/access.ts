/** Every route says who may use it. A route that says nothing stops the server from starting. */
import type { RouteOptions } from 'fastify';
import type { App } from './app.js';

/** Grows by declaration merging: `accounts` adds its roles. */
export interface AccessRules {
  /** Anybody, signed in or not. */
  public: true;
}
export type Access = keyof AccessRules;

export type RateLimit = { hits: number; seconds: number };

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access;
    /** Requests of one client in a window. Left out: 60 a minute for what writes, none for what reads. */
    limit?: RateLimit | false;
    /** Counted and logged under this name in place of the route's address. */
    label?: string;
  }
}

/** A route was declared without `config: { access }`. */
export class UnguardedRouteError extends Error {
  override readonly name = 'UnguardedRouteError';
}

export function requireAccess(app: App): void {
  app.addHook('onRoute', (route: RouteOptions) => {
    if (route.config?.access === undefined) {
      throw new UnguardedRouteError(
        `${route.method} ${route.url} does not say who may use it: give it config: { access }.`,
      );
    }
  });
}
