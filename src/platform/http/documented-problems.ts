/** The problems that an operation of the API may answer: worked out from its route, so that no route lists them. */
import type { RouteOptions } from 'fastify';

const REF = '#/components/schemas/Problem';

/** RFC 9457, as `problems.ts` sends it. */
export const PROBLEM_SCHEMA = {
  type: 'object' as const,
  description: 'What went wrong, as in RFC 9457.',
  required: ['type', 'title', 'status', 'detail', 'request'],
  properties: {
    type: { type: 'string' as const },
    title: { type: 'string' as const, description: 'The kind of problem, in a few words.' },
    status: { type: 'integer' as const, minimum: 400, maximum: 599 },
    detail: { type: 'string' as const, description: 'What is wrong, and what to do, in a sentence for a person.' },
    request: { type: 'string' as const, description: 'Number of the request, to be quoted when asking for help.' },
    errors: {
      type: 'array' as const,
      description: 'Which fields are wrong.',
      items: {
        type: 'object' as const,
        required: ['field', 'message'],
        properties: { field: { type: 'string' as const }, message: { type: 'string' as const } },
        additionalProperties: false,
      },
    },
  },
  additionalProperties: false,
};

/** What a program that acts may send, so that the same act sent twice is done once. */
export const KEY_HEADER = {
  type: 'object',
  properties: {
    'idempotency-key': {
      type: 'string',
      minLength: 1,
      maxLength: 255,
      pattern: '^[\\x21-\\x7e]{1,255}$',
      description: 'The same act sent twice under one key is done once and answered twice.',
    },
  },
} as const;

/** Whether a route changes something: such routes take a key and are limited. */
export function acts({ method }: Pick<RouteOptions, 'method'>): boolean {
  return [method].flat().some((one) => !['GET', 'HEAD', 'OPTIONS'].includes(one));
}

type Route = Pick<RouteOptions, 'method' | 'url' | 'config'>;

/** Responses by status, in the form in which the description takes them. An address that is no text is refused everywhere (400). */
export function documentedProblems(route: Route): Record<string, object> {
  const { access, limit, byKey } = route.config ?? {};
  const isAct = acts(route);
  const problems: [number, boolean, string][] = [
    [400, true, 'What was asked cannot be understood: `errors` names the fields.'],
    [
      401,
      access !== 'public' || byKey === true,
      byKey ? 'No key was sent, or one that is none.' : 'Nobody is signed in.',
    ],
    [403, access !== 'public' || isAct, 'Whoever asks may not do this, or it was sent from another site.'],
    [404, route.url.includes(':'), 'There is no such thing.'],
    [409, isAct, 'Something else happened at the same time.'],
    [410, isAct || route.url.includes(':'), 'It was there, and is no more.'],
    [413, isAct, 'The body is too large.'],
    [414, route.url.includes(':'), 'The address is too long.'],
    [415, isAct, 'The body is of a kind that is not understood.'],
    [422, isAct, 'It is understood, and cannot be done as asked.'],
    [429, isAct || Boolean(limit), 'Too many requests: `retry-after` says when to try again.'],
  ];
  const found = problems.filter(([, applies]) => applies);
  return Object.fromEntries(found.map(([status, , description]) => [status, problemAs(description)]));
}

function problemAs(description: string): object {
  return { description, content: { 'application/problem+json': { schema: { $ref: REF } } } };
}
