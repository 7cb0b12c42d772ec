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
    /** Open to all as a route, and to those alone who send a key of their organisation: the answer 401 is described. */
    byKey?: true;
    /** Counted and logged under this name in place of the route's address. */
    label?: string;
  }
}

/** A route was declared without `config: { access }`. */
export class UnguardedRouteError extends Error {
  override readonly name = 'UnguardedRouteError';
}

/** A route and its rule, as a list of what may be asked here names it. */
export type RouteRule = { method: string; url: string; access: Access };

/** Refuses routes without a rule; the list grows with each route that is declared afterwards. */
export function requireAccess(app: App): readonly RouteRule[] {
  const rules: RouteRule[] = [];
  app.addHook('onRoute', (route: RouteOptions) => {
    if (route.config?.access === undefined) {
      throw new UnguardedRouteError(
        `${route.method} ${route.url} does not say who may use it: give it config: { access }.`,
      );
    }
    const { access } = route.config;
    for (const method of [route.method].flat()) rules.push({ method, url: route.url, access });
  });
  return rules;
}
