/** The description of the API, made from the routes' own schemas: OpenAPI 3.1 for programs and a plain page for people. */
import swagger from '@fastify/swagger';
import { createJsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import type { ComponentChildren, JSX } from 'preact';
import type { App } from './app.js';
import { acts, documentedProblems, KEY_HEADER, PROBLEM_SCHEMA } from './documented-problems.js';
import { html } from './html.js';

/** Puts a part of a page into the whole: `ui`'s layout, given by `main`. */
export type PageFrame = (page: { title: string; description: string; children: ComponentChildren }) => JSX.Element;

type Parameter = {
  name: string;
  in: string;
  required?: boolean;
  description?: string;
  schema?: { type?: string; description?: string; enum?: unknown[] };
};
type Operation = { summary?: string; description?: string; parameters?: Parameter[] };
type Description = { info: { version: string }; paths: Record<string, Record<string, Operation>> };

/** To whoever sent the tag of what they have: no body. */
const NOT_CHANGED = { type: 'null', description: 'What you have is what there is.' };

export async function describeApi(app: App, origin: string, version: string): Promise<void> {
  const transform = createJsonSchemaTransform({ skipList: [] });
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Cairn',
        version,
        description:
          'The open platform for CPD microcredentials. Errors are RFC 9457 problems. Acts take an Idempotency-Key.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: origin }],
      components: {
        schemas: { Problem: PROBLEM_SCHEMA },
        securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'cairn.session_token' } },
      },
    },
    transform: (document) => {
      const { schema, url, route } = document;
      // Pages are for people: only what lies under /api/ is described.
      if (!url.startsWith('/api/v')) return transform({ ...document, schema: { ...schema, hide: true } });
      const described = transform(document);
      const { access } = route.config ?? {};
      return {
        url: described.url,
        schema: {
          ...described.schema,
          ...(access !== 'public' && { security: [{ session: [] }] }),
          ...(acts(route) && { headers: KEY_HEADER }),
          response: {
            ...(described.schema.response as object | undefined),
            ...(acts(route) ? {} : { 304: NOT_CHANGED }),
            ...documentedProblems(route),
          },
        },
      };
    },
    transformObject: jsonSchemaTransformObject,
  });
}

export function answerDescription(app: App, frame: PageFrame): void {
  const options = { config: { access: 'public' } as const, schema: { hide: true } };
  let description: string | undefined;
  app.get('/api/openapi.json', options, async (_, reply) => {
    description ??= JSON.stringify(app.swagger());
    return reply
      .type('application/json')
      .serializer((text: unknown) => text as string)
      .send(description);
  });
  app.get('/api/docs', options, async (_, reply) => {
    const page = {
      title: 'The Cairn API',
      description: 'Every address of the Cairn API, what it takes and what it answers.',
      children: <Reference description={app.swagger() as unknown as Description} />,
    };
    return html(reply, frame(page));
  });
}

function Reference({ description }: { description: Description }) {
  const operations = Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  );
  return (
    <>
      <h1>The Cairn API</h1>
      <p>
        Open to read, without a key. The whole description is at <a href="/api/openapi.json">/api/openapi.json</a>{' '}
        (OpenAPI 3.1). Errors are problems as in RFC 9457; whatever changes something takes an{' '}
        <code>Idempotency-Key</code>.
      </p>
      {operations.map((entry) => (
        <Reading key={`${entry.method} ${entry.path}`} {...entry} />
      ))}
    </>
  );
}

function Reading({ path, method, operation }: { path: string; method: string; operation: Operation }) {
  const parameters = operation.parameters ?? [];
  return (
    <article>
      <h2>
        <code>
          {method} {path}
        </code>
      </h2>
      {operation.summary && <p>{operation.summary}</p>}
      {operation.description && <p>{operation.description}</p>}
      {parameters.length > 0 && (
        <section class="table-wrap" tabindex={0} aria-label={`What ${method} ${path} takes`}>
          <table>
            <thead>
              <tr>
                <th scope="col">Name</th>
                <th scope="col">Where</th>
                <th scope="col">What</th>
              </tr>
            </thead>
            <tbody>
              {parameters.map((parameter) => (
                <tr key={parameter.name}>
                  <th scope="row">
                    <code>{parameter.name}</code>
                  </th>
                  <td>{parameter.in}</td>
                  <td>{meaning(parameter)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </article>
  );
}

function meaning({ description, required, schema }: Parameter): string {
  const words = description ?? schema?.description;
  const values = schema?.enum ? `one of ${schema.enum.join(', ')}` : undefined;
  return [required ? 'required' : undefined, words, values].filter(Boolean).join('; ') || 'optional';
}
