/** The description of the API as programs read it, and whether an answer keeps to it. */
import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

export type JsonSchema = {
  $ref?: string;
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: JsonSchema | boolean;
  items?: JsonSchema;
  format?: string;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
};
export type Parameter = { name: string; in: string; required?: boolean; schema: JsonSchema };
type Media = Record<string, { schema?: JsonSchema }>;
type Response = { content?: Media };
type OperationDescribed = {
  parameters?: Parameter[];
  requestBody?: { content: Media };
  responses: Record<string, Response>;
};
export type Description = { openapi: string; paths: Record<string, Record<string, OperationDescribed>> };

export type Operation = OperationDescribed & { method: string; path: string };

export function operationsOf({ paths }: Description): Operation[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ ...operation, method: method.toUpperCase(), path })),
  );
}

export type Answer = { status: number; type: string; body: string };
/** Why an answer is none that the description describes; null: it is one. */
export type Judge = (operation: Operation, answer: Answer) => string | null;

/** Reads JSON Schema as OpenAPI 3.1 has it: the dialect of 2020-12, with its formats. */
export function judgeOf(description: Description): Judge {
  const ajv = new Ajv2020.default({ strict: false, validateFormats: true, allErrors: false });
  addFormats.default(ajv);
  ajv.addSchema({ ...description, $id: 'cairn' });
  const known = new Map<string, ValidateFunction>();
  const validatorAt = (place: string) => {
    const found = known.get(place) ?? ajv.compile({ $ref: `cairn#${place}` });
    known.set(place, found);
    return found;
  };
  return ({ method, path, responses }, { status, type, body }) => {
    if (status >= 500) return `answered ${status}`;
    const response = responses[status];
    if (response === undefined) return `answered ${status}, which is not described`;
    if (response.content === undefined)
      return body === '' ? null : `answered ${status} with a body that is not described`;
    const media = type.split(';')[0]?.trim() ?? '';
    if (response.content[media] === undefined)
      return `answered ${status} as ${media || 'nothing'}, which is not described`;
    const place = ['paths', path, method.toLowerCase(), 'responses', status, 'content', media, 'schema'];
    const isRight = validatorAt(place.map((step) => `/${pointer(String(step))}`).join(''));
    if (isRight(JSON.parse(body))) return null;
    const [fault] = isRight.errors ?? [];
    return `answered ${status} with ${fault?.instancePath || 'a body'} that ${fault?.message}`;
  };
}

function pointer(step: string): string {
  return encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1'));
}
